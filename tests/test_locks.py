"""The guard of the locks sees each planted fault."""

import pytest

from tools.house.locks import lock_faults

HASH = "    --hash=sha256:" + "0" * 64 + "\n"
PROJECT = """
[project]
dependencies = ["django>=5.2.8,<5.3", "Django_Filter>=25.1"]

[dependency-groups]
test = ["pytest>=8.4"]
check = ["ruff>=0.13"]
"""
BASE = f"django==5.2.9 \\\n{HASH}    # via\n    #   django-filter\ndjango-filter==25.2 \\\n{HASH}"
TEST = f"{BASE}pytest==9.0 \\\n{HASH}"
CHECK = f"{TEST}ruff==0.14 \\\n{HASH}"


@pytest.fixture
def locked(tmp_path):
    """Write the project with its locks, one of them changed; answers with the faults."""

    def faults(lock="requirements.lock", old="", new=""):
        (tmp_path / "pyproject.toml").write_text(PROJECT)
        texts = {
            "requirements.lock": BASE,
            "requirements-test.lock": TEST,
            "requirements-check.lock": CHECK,
        }
        texts[lock] = texts[lock].replace(old, new) if old else texts[lock]
        for name, text in texts.items():
            (tmp_path / name).write_text(text)
        return lock_faults(tmp_path)

    return faults


def test_locks_that_agree_have_no_faults(locked):
    assert locked() == []


@pytest.mark.parametrize(
    "lock, old, new, said",
    [
        (
            "requirements-test.lock",
            "pytest==",
            "pytest-x==",
            "lacks pytest>=8.4",
        ),
        (
            "requirements-check.lock",
            "ruff==0.14",
            "ruff==0.9",
            "has ruff 0.9, asked for ruff>=0.13",
        ),
        (
            "requirements-test.lock",
            "pytest==9.0",
            "pytest>=9.0",
            "is not pinned: pytest>=9.0",
        ),
        (
            "requirements-check.lock",
            f"ruff==0.14 \\\n{HASH}",
            "ruff==0.14\n",
            "has no hash: ruff==0.14",
        ),
        (
            "requirements-test.lock",
            "django==5.2.9",
            "django==5.2.10",
            "has django ['5.2.10'], requirements.lock has ['5.2.9']",
        ),
        (
            "requirements-check.lock",
            "ruff==0.14",
            "ruff @ https://example.org/ruff.whl",
            "names an address: ruff @ https://example.org/ruff.whl",
        ),
        (
            "requirements-test.lock",
            "pytest==9.0",
            "--extra-index-url x\npytest==9.0",
            "names an address: --extra-index-url x",
        ),
    ],
)
def test_a_fault_of_a_lock_is_seen(
    locked,
    lock,
    old,
    new,
    said,
):
    assert f"{lock} {said}" in locked(lock, old, new)


def test_what_an_extra_brings_along_is_asked_for_too(tmp_path, locked):
    locked()
    project = PROJECT.replace(
        "ruff>=0.13", "django-prose-editor[sanitize]>=0.18"
    )
    (tmp_path / "pyproject.toml").write_text(project)
    (tmp_path / "requirements-check.lock").write_text(
        f"{TEST}django-prose-editor==0.28 \\\n{HASH}"
    )
    (fault,) = lock_faults(tmp_path)
    assert fault.startswith("requirements-check.lock lacks nh3")
