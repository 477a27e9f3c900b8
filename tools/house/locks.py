"""Whether the locks hold what `pyproject.toml` asks for, and nothing of one machine."""

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: lock → the dependency groups that stand in it beside the dependencies themselves
LOCKS = {
    "requirements.lock": (),
    "requirements-test.lock": ("test",),
    "requirements-check.lock": ("test", "check"),
}
PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)"
)
HASHED = re.compile(r"--hash=sha256:[0-9a-f]{64}")
ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host")


def wanted(root: Path, groups: tuple[str, ...]) -> list[Requirement]:
    """The direct dependencies and those of the groups."""
    project = tomllib.loads(
        (root / "pyproject.toml").read_text(encoding="utf-8")
    )
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += project["dependency-groups"][group]
    asked = [Requirement(line) for line in lines]
    return [
        *asked,
        *(one for requirement in asked for one in of_extras(requirement)),
    ]


def of_extras(requirement: Requirement) -> Iterator[Requirement]:
    """What the extras in brackets bring along, as the installed package says."""
    if requirement.extras:
        brought = map(Requirement, metadata.requires(requirement.name) or [])
        yield from (
            one for one in brought if _is_of_extras(one, requirement.extras)
        )


def _is_of_extras(one: Requirement, extras: set[str]) -> bool:
    marker = one.marker
    if marker is None or marker.evaluate({"extra": ""}):
        return False
    return any(marker.evaluate({"extra": extra}) for extra in extras)


def entries(text: str) -> list[str]:
    """The lock's entries, each with its hashes: what follows a line of its own name."""
    found: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace() and found:
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def versions(text: str) -> dict[str, set[str]]:
    """Name → pinned versions; markers may pin several."""
    found: dict[str, set[str]] = {}
    for entry in entries(text):
        if pinned := PINNED.match(entry):
            found.setdefault(canonicalize_name(pinned["name"]), set()).add(
                pinned["version"]
            )
    return found


def _faults_of_entries(text: str) -> list[str]:
    lines = [line.strip(" \\") for line in text.splitlines()]
    faults = [
        f"names an address: {line}" for line in lines if ADDRESS.search(line)
    ]
    for entry in entries(text):
        first = entry.splitlines()[0].strip(" \\")
        if not PINNED.match(entry):
            faults.append(f"is not pinned: {first}")
        elif not HASHED.search(entry):
            faults.append(f"has no hash: {first}")
    return faults


def _fault_of(requirement: Requirement, pinned: dict[str, set[str]]) -> str:
    found = pinned.get(canonicalize_name(requirement.name), set())
    if not found:
        return f"lacks {requirement}"
    wrong = sorted(
        version
        for version in found
        if not requirement.specifier.contains(version)
    )
    return (
        f"has {requirement.name} {', '.join(wrong)}, asked for {requirement}"
        if wrong
        else ""
    )


def _other_versions(
    pinned: dict[str, set[str]], base: dict[str, set[str]]
) -> list[str]:
    """A lock is installed over the one below it: the same name has the same version in both."""
    return [
        f"has {name} {sorted(pinned.get(name, ()))}, requirements.lock has {sorted(found)}"
        for name, found in sorted(base.items())
        if pinned.get(name) != found
    ]


def lock_faults(root: Path) -> list[str]:
    """What is wrong with each lock, one sentence a fault."""
    faults = []
    base = versions((root / "requirements.lock").read_text(encoding="utf-8"))
    for lock, groups in LOCKS.items():
        text = (root / lock).read_text(encoding="utf-8")
        pinned = versions(text)
        found = [
            _fault_of(requirement, pinned)
            for requirement in wanted(root, groups)
        ]
        found += [*_faults_of_entries(text), *_other_versions(pinned, base)]
        faults += [f"{lock} {fault}" for fault in found if fault]
    return faults
