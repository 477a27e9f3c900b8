"""What the demonstration lacks and staff pages need: one row of everything that staff look at."""

import datetime as dt
import uuid

from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from applications.office import inquiries
from calls import copying, extending
from calls.models import Call, Form
from communities.models import Community, MonitoringReport, Reminder
from content import binning, revisions, working_copies
from content.models import (
    Banner,
    CheckedLink,
    MenuLink,
    Moved,
    Page,
    Partner,
    Picture,
)
from mailing.models import Address
from news import newsletter
from news.models import Article
from portal.demo import evaluation
from portal.privacy import erasure_requests
from tests import make
from tests.staff_pages import EDITOR, OFFICER


def furnish() -> None:
    """One of each, through the verbs that people's own acts call."""
    officer = User.objects.get(email=OFFICER)
    _site()
    _writing(User.objects.get(email=EDITOR))
    _calls(officer)
    _records(officer)
    evaluation.tell("decided")
    clerk = User.objects.get(email="submitter@gavar.example")
    erasure_requests.ask_for_erasure(clerk)


def _site() -> None:
    Banner.objects.create(text_hy="Գրասենյակը փակ է։", text_en="Closed.")
    Partner.objects.create(name="UNDP", website="https://www.undp.org/")
    MenuLink.objects.create(page=Page.objects.all()[0])


def _writing(editor: User) -> None:
    article = Article.objects.order_by("pk")[0]
    for lead in (article.lead_hy, f"{article.lead_hy} Գավառ։"):
        article.lead_hy = lead
        article.save()
        revisions.record_revision(
            article, revisions.snapshot(article), by=editor
        )
    gone = make.article(slug="gone", title_hy="Ջնջված հոդված")
    binning.bin_content(Article.objects.filter(pk=gone.pk), by=editor)
    working_copies.keep_copy(
        uuid.UUID(int=1),
        working_copies.Page("news.article", article.pk),
        QueryDict(
            "title_hy=Օր&body_hy=<p>Օր</p>&title_en=Day&body_en=<p>Day</p>"
            "&kind=news&slug=one"
        ),
        seen=2,
        by=editor,
    )
    Picture.objects.filter(name="lake.jpg").update(alt_en="")
    _addresses_of(article)
    make.article(slug="of-this-week", published_at=timezone.now())
    newsletter.make_digest(timezone.now() + dt.timedelta(seconds=1))


def _addresses_of(article: Article) -> None:
    key = {"model": "news.article", "object_id": article.pk}
    Moved.objects.create(slug="earlier", **key)
    now = timezone.now()
    CheckedLink.objects.create(
        address="https://gone.example/a-page/",
        title=article.title_hy,
        checked_at=now,
        problem="404",
        broken_since=now,
        **key,
    )


def _calls(officer: User) -> None:
    call = Call.objects.get(code="UI26")
    for text in ("Ի՞նչ է լոտը", "Ո՞վ է ստորագրում"):
        one = inquiries.ask_as_guest(
            call, text, email="guest@gavar.example", language="hy"
        )
        inquiries.confirm_question(one)
    inquiries.answer_question(
        call.inquiries.order_by("pk")[0],
        "Մաս է։",
        by=officer,
        publish={
            "question_hy": "Ի՞նչ է լոտը",
            "answer_hy": "Մաս է։",
            "question_en": "What is a lot?",
            "answer_en": "A part.",
        },
    )
    lot = call.lots.get(number=2)
    extending.extend_deadline(
        lot,
        lot.closes_at + dt.timedelta(days=7),
        reason_hy="Ձյուն էր։",
        by=officer,
    )
    copying.next_version(Form.objects.get(slug="urban-imaginaries"))


def _records(officer: User) -> None:
    gavar = Community.objects.get(slug="gavar")
    make.reader()
    make.import_run(by=officer)
    Address.objects.create(email="full@gavar.example", bounces=3)
    MonitoringReport.objects.create(
        community=gavar, submitted_on=dt.date(2024, 5, 1), source="MyCovenant"
    )
    Reminder.objects.create(
        community=gavar,
        duty="plan",
        due_on=dt.date(2026, 1, 1),
        stage=Reminder.BY_HAND,
        letters=1,
        by=officer,
    )
