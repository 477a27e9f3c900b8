"""Pages and acts keep to their budgets (budget.toml): statements and bytes, never times."""

import gzip
import tomllib
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from core.keeping import changes
from tests import make
from tests.core.keeping.asking import early_in_a_tick

BUDGET = tomllib.loads(Path(__file__).with_name("budget.toml").read_text())


@pytest.fixture
def demo(transactional_db):
    """The demonstration; outside a transaction, for nothing is remembered inside one."""


def statements_of(act) -> int:
    """The statements of an act, without those that begin and end its transactions, and without
    the one that a process asks once a second for the content's version.
    """
    seen = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    connection.ensure_connection()
    with connection.execute_wrapper(count):
        act()
    marks = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(
        not sql.startswith(marks) and changes.TABLE not in sql for sql in seen
    )


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("path", BUDGET["pages"])
def test_a_page_stays_within_its_budget(demo, path, language):
    client, address = Client(), path.format(language)
    with early_in_a_tick():
        page = client.get(address)
        spent = statements_of(lambda: client.get(address))
    assert page.status_code == 200
    allowed = BUDGET["pages"][path]
    assert spent <= allowed["sql"]
    assert len(gzip.compress(page.content)) <= allowed["bytes"]


@pytest.fixture
def applicant(transactional_db):
    draft = make.application(of=make.lot(make.call(slug="c")))
    client = Client()
    client.force_login(draft.created_by)
    return client, f"/en/applications/{draft.reference}/"


def test_an_autosave_stays_within_its_budget(applicant):
    client, draft = applicant
    accept = {"accept": "application/json"}

    def save(rev):
        data = {"title": f"Title {rev}", "rev-title": str(rev)}
        answer = client.post(f"{draft}edit/idea/", data, headers=accept)
        assert answer.status_code == 200

    save(1)
    assert statements_of(lambda: save(2)) == BUDGET["acts"]["autosave"]


def test_a_submission_stays_within_its_budget(applicant, settings):
    """The letter is sent by a worker, not by the submission."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }
    client, draft = applicant
    answers = []

    def submit():
        answers.append(client.post(f"{draft}submit/")["Location"])

    submit()
    data = {"title": "Another title", "rev-title": "1"}
    client.post(f"{draft}edit/idea/", data)
    assert statements_of(submit) == BUDGET["acts"]["submit"]
    assert answers == [f"{draft}versions/{number}/" for number in (1, 2)]
