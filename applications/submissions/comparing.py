"""Two submitted versions beside each other: what was put in and what was taken out, word by
word.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from applications.models import Version
from applications.submissions import receipts
from content.differences import marked_difference


@dataclass(frozen=True)
class Change:
    label: str
    marked: SafeString


def _words(shown) -> str:
    if isinstance(shown, list):
        return "\n".join(" · ".join(row) for row in shown)
    return shown


def _facts(version: Version) -> dict[tuple[str, str], tuple[str, str]]:
    """(section, key) → (label, words) of everything that was submitted."""
    content = receipts.version_for_reading(version)
    facts = {}
    for section in content["sections"]:
        for entry in section["answers"]:
            files = "\n".join(
                f"{file['name']} ({file['sha256'][:12]})"
                for file in entry["files"]
            )
            facts[section["key"], entry["key"]] = (
                entry["label"],
                files or _words(entry["shown"]),
            )
    facts["", "budget"] = (_("Budget"), _budget(content["budget"]))
    return facts


def _budget(lines: list[dict]) -> str:
    columns = ("title", "quantity", "unit_cost", "grant", "own", "partner")
    return "\n".join(
        " · ".join(line[column] for column in columns) for line in lines
    )


def version_changes(old: Version, new: Version) -> list[Change]:
    """What differs, in the order of the newer version; what it no longer has comes last."""
    before, after = _facts(old), _facts(new)
    changes = []
    for key in dict.fromkeys([*after, *before]):
        label = (after.get(key) or before[key])[0]
        texts = before.get(key, ("", ""))[1], after.get(key, ("", ""))[1]
        if texts[0] != texts[1]:
            changes.append(Change(label, marked_difference(*texts)))
    return changes
