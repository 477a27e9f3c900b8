"""What a call's results say, and whom they name, waits everywhere for one instant."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from lxml import html

from calls.copying import copy_call
from calls.models import Call, ResultFigure
from content.models import SearchEntry
from content.search import query
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
LANGUAGES = pytest.mark.parametrize("language", ["hy", "en"])
WORDS = {"hy": "Ընտրվեց տասներեք հայտ", "en": "Thirteen proposals were chosen"}
ASKED = {"hy": "տասներեք", "en": "thirteen"}
TOLD = tuple(WORDS.values())
#: what tells of the results from the instant on
TELLING = (
    "/{}/calls/c/",
    "/{}/search/?q=thirteen",
    "/{}/search/?q=տասներեք",
)
#: whatever the public reads of a call, or of a community that it names
PATHS = (
    *TELLING,
    "/{}/calls/",
    "/{}/",
    "/{}/calls.json",
    "/{}/calls/feed.atom",
    "/{}/calls/deadlines.ics",
    "/{}/calls/c/deadlines.ics",
    "/{}/calls/c/lots/1/form/",
    "/{}/communities/sevan/",
    "/{}/search/?q=Սևան",
    "/sitemap.xml",
    "/sitemap-calls.xml",
)


@pytest.fixture
def at():
    return timezone.now() + HOUR


@pytest.fixture
def call(at):
    """Published, with words and a community chosen, its results known in an hour."""
    call = make.call(
        slug="c",
        results_hy=WORDS["hy"],
        results_en=WORDS["en"],
        results_published_at=at,
    )
    make.lot(call)
    sevan = make.community(slug="sevan", name_hy="Սևան", name_en="Sevan")
    call.communities.add(sevan)
    return call


def paths_found(language, words=""):
    """Addresses of what the search finds, with how many it says there are."""
    answer = query.search(words or ASKED[language], language)
    return [
        (result.path, group.count)
        for group in answer.groups
        for result in group.results
    ]


def told_in_head(client, language):
    """What the page says of itself: its description, for searches and for who shares it."""
    tree = html.fromstring(client.get(f"/{language}/calls/c/").content)
    return tree.xpath(
        "//meta[@name='description' or @property='og:description']/@content"
    )


def words_of_results(client, language):
    """The paragraphs of the results: communities, words, instant."""
    tree = html.fromstring(client.get(f"/{language}/calls/c/").content)
    found = tree.xpath("//section[@aria-labelledby='results']/p")
    return [" ".join(one.text_content().split()) for one in found]


def is_told(answer):
    """Whether the words stand in it, in a text with marks or in an attribute."""
    body = answer.content.decode()
    bare = re.sub(r"<[^>]+>", "", body)
    return any(words in text for words in TOLD for text in (body, bare))


def surfaces_that_tell(client, language):
    answers = {path: client.get(path.format(language)) for path in PATHS}
    assert {answer.status_code for answer in answers.values()} == {200}
    return [path for path, answer in answers.items() if is_told(answer)]


@LANGUAGES
def test_no_surface_tells_before_the_instant(client, call, at, language):
    assert surfaces_that_tell(client, language) == []
    with time_machine.travel(at, tick=False):
        assert surfaces_that_tell(client, language) == list(TELLING)


@LANGUAGES
def test_the_search_finds_the_words_from_the_instant_on(call, at, language):
    address = f"/{language}/calls/c/"
    title = getattr(call, f"title_{language}")
    assert paths_found(language) == []
    assert paths_found(language, title) == [(address, 1)]
    with time_machine.travel(at - dt.timedelta(seconds=1), tick=False):
        assert paths_found(language) == []
    with time_machine.travel(at, tick=False):
        assert paths_found(language) == [(address, 1)]
        assert paths_found(language, title) == [(address, 1)]


@LANGUAGES
def test_the_page_of_the_search_prints_them_from_the_instant_on(
    client, call, at, language
):
    def printed():
        page = client.get(f"/{language}/search/?q={ASKED[language]}")
        items = html.fromstring(page.content).xpath("//ol[@class='results']/li")
        return [WORDS[language] in one.text_content() for one in items]

    assert printed() == []
    with time_machine.travel(at, tick=False):
        assert printed() == [True]


def test_an_index_written_anew_keeps_the_instant(call, at):
    call_command("rebuild_search")
    assert paths_found("en") == []
    with time_machine.travel(at, tick=False):
        assert paths_found("en") == [("/en/calls/c/", 1)]
        call_command("rebuild_search")
        assert paths_found("en") == [("/en/calls/c/", 1)]
    rows = SearchEntry.objects.filter(kind="call", language="en")
    assert rows.count() == 1


def test_words_without_an_instant_are_not_found(call):
    call.results_published_at = None
    call.save()
    assert [paths_found(code) for code in WORDS] == [[], []]


def test_an_instant_that_is_moved_moves_what_is_found(call, at):
    call.results_published_at = at + HOUR
    call.save()
    with time_machine.travel(at, tick=False):
        assert paths_found("en") == []
    with time_machine.travel(at + HOUR, tick=False):
        assert paths_found("en") == [("/en/calls/c/", 1)]


def test_an_instant_written_past_the_save_is_known_to_the_search(call):
    """Publishing decisions writes the column alone."""
    Call.objects.filter(pk=call.pk).update(results_published_at=None)
    assert paths_found("en") == []
    unpublished = Call.objects.filter(results_published_at=None)
    assert unpublished.update(results_published_at=timezone.now()) == 1
    assert paths_found("en") == [("/en/calls/c/", 1)]


def test_a_lot_that_is_saved_does_not_give_the_words_away(call):
    call.lots.get().save()
    assert paths_found("en") == []


def test_decisions_that_are_published_bring_the_words_along():
    call = make.call(slug="c", results_en=WORDS["en"])
    lot = staging.a_lot(call)
    staging.prepared(lot, [(5, 4)])
    assert paths_found("en") == []
    staging.publish([lot], by=make.staff("head"))
    assert paths_found("en") == [("/en/calls/c/", 1)]


@LANGUAGES
def test_a_preview_shows_what_the_public_will_see(client, at, language):
    call = make.call(
        slug="d",
        status=Call.DRAFT,
        results_hy=WORDS["hy"],
        results_en=WORDS["en"],
        results_published_at=at,
    )
    make.lot(call)
    client.force_login(make.staff("officer"))
    path = f"/{language}/office/calls/d/preview/"
    assert is_told(client.get(path)) is False
    with time_machine.travel(at, tick=False):
        client.force_login(make.staff("officer"))
        assert is_told(client.get(path)) is True
        assert paths_found(language) == []


def test_of_a_past_call_the_words_are_found_at_once():
    make.call(slug="past", is_historic=True, results_en=WORDS["en"])
    assert paths_found("en") == [("/en/calls/past/", 1)]


def test_a_copy_takes_no_results_along(call):
    copy_call(call, code="N2", slug="n2", title_hy="Նոր")
    assert [
        row.pk for row in SearchEntry.objects.filter(body__contains="Thirteen")
    ] == [
        row.pk
        for row in SearchEntry.objects.filter(
            object_id=call.pk,
            visible_from=call.results_published_at,
            language="en",
        )
    ]


@LANGUAGES
def test_the_description_of_the_page_waits(client, call, at, language):
    usual = told_in_head(client, language)
    assert (len(usual), WORDS[language] in usual) == (2, False)
    with time_machine.travel(at, tick=False):
        assert told_in_head(client, language) == [WORDS[language]] * 2


@LANGUAGES
def test_one_decided_lot_does_not_tell_of_the_whole_call(
    client, call, at, language
):
    """The figures of a lot are public with the lot; the words, and the communities that they name,
    with the call.
    """
    staging.decided(staging.a_lot(call), [(5, 4)])
    Call.objects.filter(pk=call.pk).update(results_published_at=at)
    rows = staging.rows_of_page(client, f"/{language}/calls/c/", "results")
    assert (len(rows) > 1, words_of_results(client, language)) == (True, [])
    with time_machine.travel(at, tick=False):
        communities, words, _instant = words_of_results(client, language)
    named = {"hy": "Սևան", "en": "Sevan"}[language]
    assert (communities.split()[-1], words) == (named, WORDS[language])


@LANGUAGES
def test_the_data_name_communities_and_figures_from_the_instant_on(
    client, call, at, language
):
    ResultFigure.objects.create(call=call, kind=ResultFigure.RECEIVED, value=7)

    def told():
        [record] = json.loads(client.get(f"/{language}/calls.json").content)[
            "calls"
        ]
        return record["communities"], [
            one["value"] for one in record["results"]
        ]

    assert told() == ([], [])
    with time_machine.travel(at, tick=False):
        assert told() == (["sevan"], ["7.00"])
