"""The newsletter in the administration: its articles, the letter, one to oneself, and sending."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from content import revisions
from mailing.models import Letter
from news import newsletter, newsletter_trial
from news.models import Digest
from tests import make

pytestmark = pytest.mark.django_db
DIGEST = "/en/admin/news/digest/"


@pytest.fixture
def editor(client):
    one = make.staff("editor")
    client.force_login(one)
    return one


@pytest.fixture
def sent(django_capture_on_commit_callbacks, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def act_and_read(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(mail.outbox)

    return act_and_read


def week(**fields):
    make.article(**{"title_en": "Solar roofs", **fields})
    digest = newsletter.make_digest()
    assert digest is not None
    return digest


def read(answer):
    return html.fromstring(answer.content.decode())


def words(answer):
    return " ".join(read(answer).text_content().split())


def boxes(answer):
    return [
        (box.get("value"), box.get("checked") is not None)
        for box in read(answer).xpath("//input[@name='articles']")
    ]


def test_the_form_offers_what_was_published_since_the_last_one(client, editor):
    old = make.article(published_at=timezone.now() - dt.timedelta(days=40))
    digest = week()
    late = make.article(published_at=timezone.now())
    (chosen,) = digest.articles.all()
    page = client.get(f"{DIGEST}{digest.pk}/change/")
    assert boxes(page) == [(str(late.pk), False), (str(chosen.pk), True)]
    assert str(old.pk) not in dict(boxes(page))


def test_what_is_looked_for_is_offered_and_can_be_chosen(client, editor):
    old = make.article(
        title_hy="Հողմային էներգիա",
        published_at=timezone.now() - dt.timedelta(days=40),
    )
    draft = make.article(title_hy="Հողմային սևագիր", published_at=None)
    digest = week()
    (chosen,) = digest.articles.all()
    address = f"{DIGEST}{digest.pk}/change/"
    data = {
        "intro_hy": "Բարև",
        "intro_en": "",
        "articles": [chosen.pk],
        "find": "հողմային",
        "_find": "1",
        "_seen": "0",
    }
    page = client.post(address, data, follow=True)
    assert dict(boxes(page)) == {str(old.pk): False, str(chosen.pk): True}
    assert str(draft.pk) not in dict(boxes(page))
    data |= {
        "articles": [chosen.pk, old.pk],
        "_letter": "1",
        "_seen": str(revisions.latest_number(digest)),
    }
    data.pop("_find")
    answer = client.post(address, data)
    assert answer["Location"] == f"{DIGEST}{digest.pk}/letter/"
    assert set(digest.articles.all()) == {chosen, old}


def test_the_form_asks_the_same_of_a_few_and_of_many_articles(client, editor):
    digest = week()
    address = f"{DIGEST}{digest.pk}/change/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _n in range(20):
        make.article(published_at=timezone.now() - dt.timedelta(days=40))
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)
    assert len(few) == len(many)
    assert len(boxes(page)) == 1


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_letter_has_plain_text_and_html_beside_each_other(sent, language):
    reader = make.reader(language=language)
    digest = week(title_hy="Տանիքներ <b>", lead_en="Cheap & clean")
    digest.approved_at = timezone.now()
    digest.save()
    (letter,) = sent(lambda: newsletter.send_digest(digest))
    ((content, kind),) = letter.alternatives
    assert kind == "text/html"
    page = html.fromstring(content)
    assert page.get("lang") == language
    assert page.xpath("//table | //img | //script | //style") == []
    addresses = page.xpath("//a/@href")
    assert all(one.startswith("http://127.0.0.1:8000/") for one in addresses)
    assert (
        f"/{reader.token}/leave/" in addresses[-1]
        or reader.token in addresses[-1]
    )
    assert "List-Unsubscribe" in letter.extra_headers
    title = "Տանիքներ <b>" if language == "hy" else "Solar roofs"
    assert title in letter.body
    assert title in page.text_content()


def test_other_letters_stay_plain_text(sent, client):
    ask = {"email": "reader@test.example", "language": "hy", "website": ""}
    (letter,) = sent(lambda: client.post("/hy/newsletter/", ask))
    assert letter.alternatives == []


def test_the_letter_is_shown_in_both_forms_and_both_languages(client, editor):
    digest = week(title_hy="Տանիքներ")
    page = client.get(f"{DIGEST}{digest.pk}/letter/?language=hy")
    (frame,) = read(page).xpath("//iframe")
    assert frame.get("sandbox") == ""
    assert "Տանիքներ" in words(page)
    shown = client.get(frame.get("src"))
    assert "Տանիքներ" in words(shown)
    policy = shown["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    english = client.get(f"{DIGEST}{digest.pk}/letter/?language=en")
    assert "Solar roofs" in words(english)


def test_a_test_letter_goes_to_whoever_asks_and_to_nobody_else(
    client, editor, sent
):
    make.reader()
    digest = week()
    address = f"{DIGEST}{digest.pk}/test/"
    (letter,) = sent(lambda: client.post(address, {"language": "en"}))
    assert letter.to == [editor.email]
    assert "it went to you alone" in letter.body
    assert "Solar roofs" in letter.alternatives[0][0]
    assert "List-Unsubscribe" not in letter.extra_headers
    digest.refresh_from_db()
    assert (digest.approved_at, digest.deliveries.count()) == (None, 0)
    client.get(address)
    assert Letter.objects.count() == 1


def test_a_test_letter_of_nothing_is_refused(editor):
    digest = week(title_en="", body_en="")
    with pytest.raises(ValidationError) as error:
        newsletter_trial.write_test_letter(digest, "en", by=editor)
    assert error.value.code == "empty"


def test_sending_says_to_how_many_and_asks_first(client, editor, sent):
    for n in range(3):
        make.reader(email=f"hy{n}@test.example", language="hy")
    make.reader(email="en@test.example", language="en")
    make.reader(email="no@test.example", confirmed=False)
    digest = week()
    address = f"{DIGEST}{digest.pk}/send/"
    page = client.get(address)
    assert "It goes to 4 readers" in words(page)
    assert "This cannot be taken back" in words(page)
    cells = read(page).xpath("//tbody/tr/td/text()")
    assert [cell.strip() for cell in cells][:2] == ["3", "1"]
    assert [cell.strip() for cell in cells][3:5] == ["1", "1"]
    assert sent(lambda: client.get(address)) == []
    letters = sent(lambda: client.post(address, {"seen": "0"}))
    assert len(letters) == 4
    digest.refresh_from_db()
    assert digest.approved_by == editor
    again = sent(lambda: client.post(address, {"seen": "0"}))
    assert again == []


def test_what_a_colleague_changed_is_looked_at_again(client, editor, sent):
    make.reader()
    digest = week()
    before = revisions.snapshot(digest)
    digest.intro_hy = "Նոր ողջույն"
    digest.save()
    revisions.record_change(digest, before, by=make.staff("editor"))
    address = f"{DIGEST}{digest.pk}/send/"
    assert sent(lambda: client.post(address, {"seen": "0"})) == []
    digest.refresh_from_db()
    assert digest.approved_at is None


@pytest.mark.parametrize("page", ["send", "test"])
def test_whoever_may_only_look_sends_nothing(client, page):
    client.force_login(make.staff("head"))
    digest = week()
    assert client.get(f"{DIGEST}{digest.pk}/letter/").status_code == 200
    assert client.post(f"{DIGEST}{digest.pk}/{page}/").status_code == 403
    assert Digest.objects.get().approved_at is None
