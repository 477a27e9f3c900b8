"""Any text, in any public form and any question, is no fault of ours and breaks no reader.

Bounded: some seconds on each engine. Signs are drawn from those that broke something once, and from
all of Unicode.
"""

import datetime as dt
import io

import feedparser
import icalendar
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from applications.drafts import saving
from applications.models import Application
from applications.submissions import dossier, lifecycle, receipts
from mailing import outbox
from mailing.models import Letter
from news.models import Article, Event
from tests import make

pytestmark = pytest.mark.django_db
SIGNS = (
    "\x00\x01\x0b\x0c\x1b\x7f\x85\u200b\u200f\u2028\u202e\ufeff\ufffe\uffff\uf0b7"
    "․։«»՛"
)
WORDS = (
    "😀",
    "👍🏽",
    "\ud800",
    "12,500",
    "=1+1",
    "<script>",
    "{{ x }}",
    "%s",
    "]]>",
    "a" * 300,
)
WICKED = st.sampled_from([*SIGNS, *WORDS])
TEXT = st.lists(WICKED | st.text(max_size=8), max_size=6).map("".join)
#: what an HTTP client can send at all
SENT = TEXT.map(lambda text: text.encode("utf-8", "replace").decode())
FEW = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FORMS = {
    "/newsletter/": ("email", "language", "topics", "website"),
    "/calls/follow/": ("email", "language", "call", "website"),
    "/accounts/login/": ("login", "password"),
    "/accounts/password/reset/": ("email",),
    "/accounts/login/code/": ("email",),
}
QUERIES = {
    "/search/": ("q", "kind", "start", "page"),
    "/news/": ("topic", "community", "before", "after", "month"),
    "/news/feed.atom": ("topic", "community"),
    "/news/feed.json": ("topic", "community"),
    "/events/": ("kind", "month", "community"),
    "/communities/": ("q", "region", "sort", "page"),
    "/communities/compare/": ("with", "slugs"),
    "/communities/map/": ("measure",),
    "/communities.json": ("region", "limit", "after"),
    "/library/": ("kind", "topic", "language", "page"),
    "/calls/": ("kind", "programme"),
    "/calls/feed.atom": ("call",),
    "/verify/": ("hash",),
    "/applications/may-we/c/1/": ("community", "answer"),
}


@pytest.fixture
def site():
    make.article()
    draft = make.application(of=make.lot(make.call(slug="c", code="AB")))
    return draft


@pytest.mark.parametrize("path", FORMS)
def test_any_text_in_a_public_form_is_answered(client, site, path):
    @FEW
    @given(st.lists(SENT, min_size=4, max_size=4))
    def send(texts):
        data = dict(zip(FORMS[path], texts, strict=False))
        assert client.post(f"/hy{path}", data).status_code < 500

    send()


@pytest.mark.parametrize("path", QUERIES)
def test_any_text_in_an_address_is_answered(client, site, path):
    @FEW
    @given(st.lists(SENT, min_size=5, max_size=5))
    def ask(texts):
        data = dict(zip(QUERIES[path], texts, strict=False))
        assert client.get(f"/hy{path}", data).status_code < 500

    ask()


@pytest.mark.parametrize(
    "path", ["/hy/news/%00/", "/hy/calls/%00/", "/hy/invitations/%00/"]
)
def test_a_nul_in_an_address_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_any_text_in_any_question_is_saved_submitted_and_on_paper(client, site):
    client.force_login(site.created_by)

    @FEW
    @given(SENT, SENT, SENT)
    def answer(title, problem, phone):
        draft = Application.objects.with_lot().get(pk=site.pk)
        revs = dict(draft.answers.values_list("key", "rev"))
        data = {"stay": "1", "people": title, "when": problem, "site": phone}
        data |= {"title": title, "problem": problem, "phone": phone}
        data |= {f"rev-{key}": str(revs.get(key, 0)) for key in tuple(data)}
        address = f"/hy/applications/{draft.reference}/edit/idea/"
        assert client.post(address, data).status_code in (200, 302, 422)
        for page in ("check/", "history/", ""):
            there = f"/hy/applications/{draft.reference}/{page}"
            assert client.get(there).status_code == 200

    answer()


@FEW
@given(TEXT, TEXT)
def test_any_answer_makes_a_receipt_a_dossier_and_a_letter(title, problem):
    draft = make.application()
    by = draft.created_by
    given_answers = {
        "title": (f"ա {title}"[:60], 1),
        "problem": (f"բ {problem}"[:60], 1),
    }
    saving.save_answers(draft, given_answers, by=by)
    try:
        version = lifecycle.submit(draft, by=by)
    except lifecycle.Incomplete:
        return  # more words than the question allows
    for paper in (receipts.receipt_pdf(version), dossier.dossier_pdf(version)):
        assert len(PdfReader(io.BytesIO(paper)).pages) > 0
    letter = Letter.objects.get(kind="receipt", about=str(version.pk))
    assert outbox.send_letter(letter.pk)


@FEW
@given(TEXT, TEXT)
def test_any_stored_text_makes_feeds_and_calendars_that_readers_take(
    client, title, lead
):
    Article.objects.all().delete()
    Event.objects.all().delete()
    storable = (
        (f"ա {title} {lead}")
        .replace("\x00", "")
        .encode("utf-8", "ignore")
        .decode()
    )
    article = make.article(title_hy=storable[:200], lead_hy=storable)
    starts = timezone.now() + dt.timedelta(days=1)
    make.event(
        title_hy=storable[:200],
        place_hy=storable[:150],
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
    )
    atom = client.get("/hy/news/feed.atom")
    assert etree.fromstring(atom.content).tag.endswith("feed")
    assert not feedparser.parse(atom.content).bozo
    assert client.get("/hy/news/feed.json").json()["items"]
    calendar = client.get("/hy/events/calendar.ics")
    assert icalendar.Calendar.from_ical(calendar.content).subcomponents
    etree.fromstring(client.get("/sitemap-articles.xml").content)
    assert client.get(article.get_absolute_url()).status_code == 200
