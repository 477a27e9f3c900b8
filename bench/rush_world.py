"""Who stands ready before the deadline of the rush: a call with one lot, and its applicants."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.utils import timezone

from accounts.models import User
from accounts.sessions import SessionStore
from applications.drafts import saving, starting
from calls.models import Call, Form, FormSection, FormVersion, Lot, Question
from calls.triggers import LOTS
from communities.models import Community, Region, Seat

ASKED = (
    ("title", "short"),
    ("problem", "long"),
    ("letter", "file"),
    ("is_true", "declaration"),
)
DAY = dt.timedelta(days=1)


def make_form() -> Form:
    form = Form.objects.create(slug="rush", name="Rush")
    version = FormVersion.objects.create(form=form)
    section = FormSection.objects.create(
        version=version, key="idea", title_hy="Ա", title_en="Idea"
    )
    for order, (key, kind) in enumerate(ASKED):
        Question.objects.create(
            section=section,
            key=key,
            type=kind,
            order=order,
            label_hy=key,
            label_en=key,
        )
    version.published_at = timezone.now()
    version.save()
    return form


def make_lot(grace: int) -> Lot:
    """A lot that closes tomorrow; `grace`: seconds for announced files."""
    now = timezone.now()
    call = Call.objects.create(
        code="RUSH",
        slug="rush",
        kind="interest",
        status="published",
        title_hy="Հ",
        title_en="R",
        published_at=now,
    )
    return Lot.objects.create(
        call=call,
        number=1,
        kind="single",
        title_hy="Լ",
        title_en="L",
        form=make_form(),
        opens_at=now - DAY,
        closes_at=now + DAY,
        upload_grace=grace,
    )


def make_applicants(lot: Lot, number: int) -> list[tuple[str, str]]:
    """A draft each, and somebody signed in for it: (reference, session key)."""
    region = Region.objects.create(
        iso="T-1", hd002_code="90000001", slug="r", name_hy="Մ", name_en="R"
    )
    return [_make_applicant(lot, region, n) for n in range(number)]


def _make_applicant(lot: Lot, region: Region, n: int) -> tuple[str, str]:
    user = User.objects.create(
        email=f"rush{n}@test.example", name=f"Rush {n}", language="en"
    )
    community = Community.objects.create(
        hd002_code=f"{n:08}",
        slug=f"c{n}",
        name_hy=f"Հ {n}",
        name_en=f"C {n}",
        region=region,
    )
    Seat.objects.create(user=user, community=community, role="submitter")
    draft = starting.start_application(lot, community, by=user, language="en")
    saving.save_answers(draft, {"is_true": ("yes", 0)}, by=user)
    return draft.reference, _session(user)


def _session(user: User) -> str:
    """As if signed in; two hundred sign-ins from one address would rightly be refused."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def close_in(lot: Lot, seconds: int) -> dt.datetime:
    """The deadline is set once everybody stands ready; only this play may lift the guard."""
    closes_at = timezone.now() + dt.timedelta(seconds=seconds)
    LOTS[0].drop()
    Lot.objects.filter(pk=lot.pk).update(closes_at=closes_at)
    LOTS[0].create()
    return closes_at
