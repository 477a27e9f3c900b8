"""Short ways to the things tests need; each call makes one more of them."""

import datetime as dt
import io
import itertools

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts import roles
from accounts.models import User
from applications.drafts import saving, starting
from applications.models import Inquiry
from applications.submissions import uploading
from calls.models import (
    Call,
    Form,
    FormSection,
    FormVersion,
    Lot,
    Priority,
    Question,
    QuestionOption,
)
from calls.triggers import LOTS
from communities.models import (
    ActionPlan,
    Adhesion,
    Community,
    EmissionInventory,
    InventoryRow,
    Programme,
    Region,
    Seat,
)
from communities.proposals import proposing
from communities.register import import_runs
from content import pictures
from content.models import Page, Topic
from library.models import Course, Lesson, Resource
from mailing.models import Subscription
from news.models import Article, Event

number = itertools.count(1)
PDF = b"""%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def user(email="", **fields):
    n = next(number)
    return User.objects.create_user(
        email or f"person{n}@test.example", "pass", name=f"Person {n}", **fields
    )


def staff(role):
    if not Group.objects.exists():
        roles.synchronise_groups()
    one = user(
        is_staff=role != "reviewer", is_superuser=role == "administrator"
    )
    one.groups.add(Group.objects.get(name=role))
    return one


def region(**fields):
    n = next(number)
    values = {
        "iso": f"T-{n}",
        "hd002_code": f"9{n:07}",
        "slug": f"region-{n}",
        "name_hy": f"Մարզ {n}",
    }
    return Region.objects.create(
        **{**values, "name_en": f"Region {n}", **fields}
    )


def community(**fields):
    n = next(number)
    values = {
        "hd002_code": f"{n:08}",
        "slug": f"community-{n}",
        "name_hy": f"Համայնք {n}",
    }
    fields.setdefault("region", Region.objects.first() or region())
    return Community.objects.create(
        **{**values, "name_en": f"Community {n}", **fields}
    )


def adhesion(of=None, on=dt.date(2020, 1, 1), **fields):
    return Adhesion.objects.create(
        community=of or community(), joined_on=on, source="test", **fields
    )


def plan(of=None, kind="secap", **fields):
    return ActionPlan.objects.create(
        community=of or community(), kind=kind, source="test", **fields
    )


def inventory(
    of=None, year=2012, rows=(("transport", "direct", 100),), **fields
):
    """An inventory with (sector, kind, tonnes) rows; the population is a thousand unless given."""
    values = {
        "kind": "baseline",
        "population": 1000,
        "source": "test",
        **fields,
    }
    if "partner" not in values:
        values["community"] = of or community()
    one = EmissionInventory.objects.create(year=year, **values)
    for sector, kind, tonnes in rows:
        InventoryRow.objects.create(
            inventory=one, sector=sector, kind=kind, emissions_t=tonnes
        )
    return one


DETAILS = {
    "website": "https://gavar.example/",
    "contact_email": "",
    "contact_phone": "",
    "contact_address": "",
    "letters_in": "hy",
}


def change(
    of=None,
    by=None,
    kind="details",
    new=None,
    **fields,
):
    """A proposal of a submitter that waits for staff."""
    of = of or community()
    by = by or seat(of, "submitter").user
    return proposing.propose(of, kind, new or dict(DETAILS), by=by, **fields)


def import_run(by=None, text="hd002_code,name\n", source="aliases.csv"):
    upload = SimpleUploadedFile(source, text.encode())
    return import_runs.try_file(upload, source, by=by or staff("officer"))


def seat(community, role, person=None):
    return Seat.objects.create(
        community=community, role=role, user=person or user()
    )


def programme(**fields):
    n = next(number)
    values = {
        "slug": f"programme-{n}",
        "code": f"P{n}",
        "name_hy": f"Ծրագիր {n}",
        "name_en": f"Programme {n}",
    }
    return Programme.objects.create(
        **{**values, "summary_hy": "Ամփոփում", **fields}
    )


def article(**fields):
    n = next(number)
    values = {
        "slug": f"article-{n}",
        "title_hy": f"Հոդված {n}",
        "title_en": f"Article {n}",
        "body_hy": "<p>Տեքստ</p>",
        "body_en": "<p>Text</p>",
        "published_at": timezone.now() - dt.timedelta(hours=1, seconds=n),
    }
    return Article.objects.create(**{**values, **fields})


def event(**fields):
    n = next(number)
    starts = timezone.now() + dt.timedelta(days=3)
    values = {
        "slug": f"event-{n}",
        "title_hy": f"Միջոցառում {n}",
        "title_en": f"Event {n}",
        "body_hy": "<p>Ա</p>",
        "body_en": "<p>A</p>",
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=2),
        "published_at": timezone.now() - dt.timedelta(days=1),
    }
    return Event.objects.create(**{**values, **fields})


def picture(**fields):
    """A picture of the library with its copies; as small as one may be."""
    n = next(number)
    size = fields.pop("size", (60, 40))
    upload = jpeg(
        size=size,
        colour=(n * 37 % 256, n * 91 % 256, n * 53 % 256),
        name=fields.pop("name", f"p{n}.jpg"),
    )
    values = {"alt_hy": f"Նկար {n}", "alt_en": f"Picture {n}"}
    return pictures.keep_picture(
        upload, by=fields.pop("by", None), **{**values, **fields}
    )


def jpeg(*, size=(60, 40), colour=(180, 85, 58), name="p.jpg"):
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue(), "image/jpeg")


def page(**fields):
    n = next(number)
    values = {
        "slug": f"page-{n}",
        "title_hy": f"Էջ {n}",
        "title_en": f"Page {n}",
        "body_hy": "<p>Տեքստ</p>",
        "body_en": "<p>Text</p>",
        "published_at": timezone.now() - dt.timedelta(days=1),
        **fields,
    }
    return Page.objects.create(**values)


def topic(**fields):
    n = next(number)
    return Topic.objects.create(
        **{
            "slug": f"topic-{n}",
            "name_hy": f"Թեմա {n}",
            "name_en": f"Topic {n}",
            **fields,
        }
    )


def _content(n, name, **fields):
    return {
        "slug": f"{name}-{n}",
        "title_hy": f"Վերնագիր {n}",
        "title_en": f"Title {n}",
        "published_at": timezone.now() - dt.timedelta(hours=1, seconds=n),
        **fields,
    }


def resource(**fields):
    values = {
        "summary_hy": "Ինչ է",
        "summary_en": "What it is",
        "link": "https://test.example/",
        **fields,
    }
    return Resource.objects.create(
        **_content(next(number), "resource", **values)
    )


def course(**fields):
    values = {"summary_hy": "Ինչ է", "summary_en": "What it is", **fields}
    return Course.objects.create(**_content(next(number), "course", **values))


def lesson(of=None, **fields):
    values = {"body_hy": "<p>Ա</p>", "body_en": "<p>A</p>", **fields}
    return Lesson.objects.create(
        course=of or course(), **_content(next(number), "lesson", **values)
    )


def reader(
    email="reader@test.example",
    confirmed=True,
    topics=(),
    **fields,
):
    """Someone who subscribed to the newsletter."""
    fields = {
        "subject": "newsletter",
        "chosen": [topic.pk for topic in topics],
        **fields,
    }
    return subscription(email, confirmed, **fields)


def follower(
    email="follower@test.example",
    of=None,
    confirmed=True,
    **fields,
):
    """Someone who follows a call, or all of them."""
    about = (
        {"subject": "call", "about": str(of.pk)} if of else {"subject": "calls"}
    )
    return subscription(email, confirmed, **about, **fields)


def subscription(email, confirmed, **fields):
    at = timezone.now() if confirmed else None
    fields = {"confirmed_at": at, "told_until": at, **fields}
    return Subscription.objects.create(email=email, **fields)


def call(**fields):
    n = next(number)
    values = {
        "code": f"C{n}",
        "slug": f"call-{n}",
        "kind": "interest",
        "status": Call.PUBLISHED,
    }
    values |= {
        "title_hy": f"Հրավեր {n}",
        "title_en": f"Call {n}",
        "published_at": timezone.now(),
    }
    return Call.objects.create(**{**values, **fields})


def guest_question(of, confirmed=True, **fields):
    """A question about a call by someone without an account."""
    now = timezone.now()
    values = {
        "text": "Կարո՞ղ է դիմել դպրոցը։",
        "language": "hy",
        "guest_email": "guest@test.example",
        "asked_at": now,
        "confirmed_at": now if confirmed else None,
    }
    return Inquiry.objects.create(call=of, **{**values, **fields})


def lot(
    of=None,
    opens=-1,
    closes=30,
    form=None,
    **fields,
):
    """A lot that opened `-opens` days ago and closes in `closes` days."""
    of, now = of or call(), timezone.now()
    values = {
        "kind": "geographic",
        "title_hy": "Լոտ",
        "title_en": "Lot",
        "number": of.lots.count() + 1,
    }
    values |= {
        "opens_at": now + dt.timedelta(days=opens),
        "closes_at": now + dt.timedelta(days=closes),
    }
    return Lot.objects.create(
        call=of, form=form or a_form(), **{**values, **fields}
    )


QUESTIONS = {
    "idea": [
        ("title", "short", {"word_limit": 5}),
        ("problem", "long", {"word_limit": 10}),
        ("goals", "multi", {}),
        ("phone", "short", {"is_personal": True}),
        ("when", "date", {"is_required": False}),
        ("people", "number", {"is_required": False}),
        ("site", "url", {"is_required": False}),
    ],
    "papers": [
        ("letter", "file", {"max_files": 2}),
        ("is_true", "declaration", {}),
    ],
}


def a_form():
    """Two sections of questions and a budget, published."""
    form = Form.objects.create(slug=f"form-{next(number)}", name="Form")
    version = FormVersion.objects.create(form=form, number=1)
    for order, (key, questions) in enumerate(QUESTIONS.items(), start=1):
        section = FormSection.objects.create(
            version=version,
            key=key,
            order=order,
            title_hy=f"Բաժին {key}",
            title_en=f"Section {key}",
        )
        for place, (name, type_, more) in enumerate(questions, start=1):
            question = Question.objects.create(
                section=section,
                key=name,
                type=type_,
                order=place,
                label_hy=f"Հարց {name}",
                label_en=f"Question {name}",
                **more,
            )
            for option in ("green", "fair") if type_ == "multi" else ():
                QuestionOption.objects.create(
                    question=question,
                    key=option,
                    label_hy=f"Պատ {option}",
                    label_en=option,
                )
    FormSection.objects.create(
        version=version,
        key="budget",
        kind="budget",
        order=9,
        title_hy="Բյուջե",
        title_en="Budget",
    )
    version.published_at = timezone.now()
    version.save()
    return form


def priority(**fields):
    n = next(number)
    return Priority.objects.create(
        slug=f"priority-{n}", title_hy=f"Առաջնահերթություն {n}", **fields
    )


ANSWERS = {
    "title": "Այգի",
    "problem": "Դատարկ բակ",
    "goals": ["green"],
    "phone": "+374 10 000000",
    "is_true": "yes",
}


def pdf(name="letter.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def line(**fields):
    """A row of the budget as it is typed."""
    values = {
        "category": "works",
        "title": "Ծառեր",
        "quantity": "10",
        "unit_cost": "12.50",
        "grant": "125.00",
    }
    return {
        **values,
        "own": "",
        "partner": "",
        **{name: str(value) for name, value in fields.items()},
    }


def close(lot, seconds=1):
    """The lot has closed: the one change that the database refuses is made with its guard
    lifted.
    """
    trigger = next(one for one in LOTS if one.event == "update")
    trigger.drop()
    Lot.objects.filter(pk=lot.pk).update(
        closes_at=lot.opens_at + dt.timedelta(seconds=seconds)
    )
    trigger.create()
    lot.refresh_from_db()


def application(
    by=None,
    of=None,
    filled=True,
    language="hy",
    **lot_fields,
):
    """A draft of a submitter's community, complete unless said otherwise."""
    by = by or seat(community(), "submitter").user
    target = of or lot(**lot_fields)
    draft = starting.start_application(
        target, by.seats.get().community, by=by, language=language
    )
    if filled:
        saving.save_answers(
            draft, {key: (value, 0) for key, value in ANSWERS.items()}, by=by
        )
        saving.save_budget(draft, [line()], rev=0, by=by)
        letter = Question.objects.get(
            section__version=draft.form_version, key="letter"
        )
        uploading.attach_file(draft, letter, pdf(), by=by)
        draft.refresh_from_db()
    return draft
