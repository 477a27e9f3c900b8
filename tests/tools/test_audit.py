"""A known fault of a library is told, and so is that nobody could be asked."""

import json

import pytest

from tools import audit

GOOD = {"name": "a", "version": "1.0", "vulns": []}
BAD = {
    "name": "b",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": []}],
}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("libraries", "code", "said"),
    [
        ([GOOD], 0, "1 libraries looked at, 0 nobody knew\n"),
        (
            [GOOD, BAD, UNKNOWN],
            1,
            "b 2.0: PYSEC-1, mended in 2.1\n2 libraries looked at, 1 nobody knew\n",
        ),
        (
            [UNKNOWN],
            0,
            "no advisory service answers here: NOTHING was audited\n",
        ),
        (None, 0, "no advisory service answers here: NOTHING was audited\n"),
    ],
)
def test_what_is_known_is_told(monkeypatch, capsys, libraries, code, said):
    words = json.dumps({"dependencies": libraries}) if libraries else ""
    monkeypatch.setattr(audit, "ask", lambda lock: words)
    assert (audit.main("lock"), capsys.readouterr().out) == (code, said)
