"""What stands in a log, and what leaves with a reported error: no person."""

import json
import logging

import pytest
import sentry_sdk
from django.db import IntegrityError

from accounts.models import User
from core.web.request_ids import NameRequest, named_request
from portal.logs import JsonLine, Line, log_to_console, without_persons
from portal.reported_errors import report_errors
from tests import make
from tests.portal.sentry_stand_in import Kept

NAME, SESSION = "Անահիտ Պետրոսյան", "secretsecret"
PERSON = "anahit.petrosyan@gavar.am"
OURS = "0123456789abcdef" * 2
FIELDS = log_to_console("INFO", "json")["formatters"]


def _formatter(form):
    words = dict(FIELDS[form])
    kind = words.pop("()")
    fmt = words.pop("format", None) or words.pop("fmt")
    words["fmt"] = fmt
    return kind(**words)


def _record(message, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x.y", logging.ERROR, "f", 1, message, (), info)
    assert NameRequest().filter(record)
    return record


@pytest.mark.parametrize(
    ("text", "cleared"),
    [
        (f"to {PERSON}: refused", "to …@…: refused"),
        (f"<{PERSON}>", "<…@…>"),
        (f"a={PERSON},b=x@y.am", "a=…@…,b=…@…"),
        ("անի@գավառ.հայ", "…@…"),
        (
            f"DETAIL:  Key (email)=({PERSON}) already exists.",
            "…",
        ),
        (
            "null value\nDETAIL:  Failing row contains (1, Անի\nՊետրոսյան).\n",
            "null value\n…",
        ),
        (
            "x\nDETAIL:  Failing row (1, Անի).\nCONTEXT:  trigger",
            "x\n…\nCONTEXT:  trigger",
        ),
        ("Key (name)=(Անի Պետրոսյան) exists", "Key (name)=(…) exists"),
        ("nobody here @ all", "nobody here @ all"),
    ],
)
def test_persons_are_taken_out(text, cleared):
    assert without_persons(text) == cleared


def test_a_line_names_its_request():
    with named_request(OURS):
        line = _formatter("lines").format(_record("Gone"))
    assert line == f"ERROR x.y [{OURS}] Gone"


def test_a_line_of_json_has_the_same_and_when():
    with named_request(OURS):
        line = json.loads(_formatter("json").format(_record("Չկա")))
    at = line.pop("at")
    assert at.endswith("+00:00")
    assert line == {
        "level": "ERROR",
        "logger": "x.y",
        "id": OURS,
        "message": "Չկա",
    }


def test_json_stays_json_whatever_is_cleared():
    error = RuntimeError(f'no user "{PERSON}"\nDETAIL:  ({NAME})')
    line = json.loads(_formatter("json").format(_record(f'"{PERSON}"', error)))
    assert line["message"] == '"…@…"'
    assert NAME not in line["exc_info"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["lines", "json"])
def test_an_error_of_the_database_tells_nobody_s_row(form):
    make.user(email=PERSON)
    with pytest.raises(IntegrityError) as caught:
        User.objects.create(email=PERSON)
    line = _formatter(form).format(_record("Not kept", caught.value))
    assert "IntegrityError" in line
    assert PERSON not in line


def test_the_formatters_are_those_of_the_settings():
    assert {FIELDS["lines"]["()"], FIELDS["json"]["()"]} == {Line, JsonLine}


@pytest.fixture
def reported():
    Kept.events = []
    report_errors("https://key@sentry.example/1", transport=Kept)
    yield Kept.events
    sentry_sdk.get_client().close()
    sentry_sdk.init()


@pytest.mark.django_db
def test_a_reported_error_says_where_and_nobody(client, reported, monkeypatch):
    client.raise_request_exception = False

    def broken(request):
        whose = request.POST["email"]
        raise RuntimeError(f"no such person: {whose}")

    monkeypatch.setattr("portal.probes.ANSWERS", {"/broken": broken})
    answer = client.post(
        f"/broken?who={PERSON}",
        {"email": PERSON, "name": NAME},
        headers={"Cookie": f"sessionid={SESSION}", "X-Name": NAME},
    )
    assert answer.status_code == 500
    (event,) = reported
    told = json.dumps(event, ensure_ascii=False, default=str)
    error = event["exception"]["values"][0]
    assert (error["type"], error["value"]) == (
        "RuntimeError",
        "no such person: …@…",
    )
    assert event["tags"]["request_id"] != "-"
    for secret in (PERSON, NAME, SESSION):
        assert secret not in told
