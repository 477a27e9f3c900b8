"""One person who stands everywhere that the portal knows of people, and another beside them."""

import datetime as dt
import json

from allauth.account.models import EmailAddress, EmailConfirmation
from auditlog.models import LogEntry
from django.contrib.admin.models import CHANGE
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import (
    ErasureRequest,
    PersonChange,
    PersonExport,
    SecondFactorReset,
    SignIn,
    StaffInvitation,
)
from applications.drafts import saving
from applications.models import (
    Export,
    LegalHold,
    Presence,
    ProvisionalSubmission,
)
from applications.submissions import lifecycle, uploading
from calls.models import Form, FormSection, FormVersion, Question
from communities.models import Invitation, ProfileChange, StatusOverride
from content.models import Revision, WorkingCopy
from evaluation.models import (
    Conflict,
    FileNote,
    Review,
    ReviewAnswer,
    ReviewAnswerHistory,
    Reviewer,
)
from evaluation.reviewing.assigning import record_review_act
from library.models import LessonDone
from mailing.models import Address, Letter
from tests import make
from tests.accounts.factors import add_app, add_recovery_codes

#: key → (type, whether it is personal) of the form's one section of a person
CONTACT = {
    "contact_name": ("short", True),
    "contact_phone": ("short", True),
    "contact_cv": ("file", True),
}


class Planted:
    """The words that tell who a person is: none of them may be found after an erasure."""

    def __init__(self, mark: str) -> None:
        number = sum(map(ord, mark)) * 7919 % 900000 + 100000
        self.name = f"Անահիտ {mark}յան"
        self.email = f"anahit.{mark}@planted.example"
        self.phone = f"+374 91 {number}"
        self.browser = f"Browser{mark}"
        self.network = f"203.{number % 200}.{number % 190}.0"
        self.typed = f"typed by {mark}"
        self.file_name = f"{mark}-cv.pdf"
        self.why = f"why of {mark}"

    @property
    def words(self) -> list[str]:
        return list(vars(self).values())


def a_form_with_a_person() -> Form:
    form = Form.objects.create(slug=f"form-{next(make.number)}", name="Form")
    version = FormVersion.objects.create(form=form, number=1)
    sections = {"idea": {"title": ("short", False)}, "contact": CONTACT}
    for order, (key, questions) in enumerate(sections.items(), start=1):
        section = FormSection.objects.create(
            version=version, key=key, order=order, title_hy=key, title_en=key
        )
        for place, (name, (kind, is_personal)) in enumerate(
            questions.items(), start=1
        ):
            Question.objects.create(
                section=section,
                key=name,
                type=kind,
                order=place,
                label_hy=name,
                label_en=name,
                is_personal=is_personal,
                is_required=False,
            )
    version.published_at = timezone.now()
    version.save()
    return form


def _application(person, planted: Planted):
    """Submitted once; its draft, history, version and a waiting submission name the person."""
    draft = make.application(
        by=person, of=make.lot(form=a_form_with_a_person()), filled=False
    )
    said = {
        "title": ("Այգի", 0),
        "contact_name": (f"{planted.name}, director", 0),
        "contact_phone": (planted.phone, 0),
    }
    saving.save_answers(draft, said, by=person)
    question = Question.objects.get(
        section__version=draft.form_version, key="contact_cv"
    )
    content = make.PDF + f"% {planted.phone}".encode()
    file = make.pdf(planted.file_name, content)
    uploading.attach_file(draft, question, file, by=person)
    draft.refresh_from_db()
    version = lifecycle.submit(draft, by=person)
    ProvisionalSubmission.objects.create(
        application=draft,
        content=version.content,
        personal=version.personal.content,
        by=person,
        requested_at=timezone.now(),
        deadline_at=timezone.now() + dt.timedelta(days=1),
        waits_until=timezone.now() + dt.timedelta(days=1),
        ended_at=timezone.now(),
    )
    return draft


def _own_rows(person, planted: Planted, other) -> None:
    now = timezone.now()
    address = EmailAddress.objects.create(
        user=person, email=planted.email, verified=True, primary=True
    )
    EmailConfirmation.objects.create(
        email_address=address, key=f"key{person.pk}"
    )
    add_app(person)
    add_recovery_codes(person)
    SignIn.objects.create(
        user=person,
        address=planted.network,
        browser=planted.browser,
        system=planted.browser,
    )
    Client().force_login(person)
    invited = {
        "email": planted.email,
        "name": planted.name,
        "search_key": planted.name,
        "invited_by": other,
        "expires_at": now + dt.timedelta(days=9),
    }
    StaffInvitation.objects.create(token_sha256=f"s{person.pk}", **invited)
    community = make.community(
        contact_email=planted.email, contact_phone=planted.phone
    )
    Invitation.objects.create(
        token_sha256=f"i{person.pk}",
        community=community,
        role="viewer",
        **invited,
    )
    _in_journals(person, planted, other)
    _as_a_reader(person, planted)


def _in_journals(person, planted: Planted, other) -> None:
    now = timezone.now()
    PersonChange.objects.create(
        person=person, by=other, verb="deactivated", reason=planted.why
    )
    SecondFactorReset.objects.create(user=person, by=other, reason=planted.why)
    ErasureRequest.objects.create(
        person=person,
        email=planted.email,
        words=[planted.phone],
        how=planted.why,
        asked_by=other,
        due_on=now.date(),
        state="refused",
        answered_by=other,
        answered_at=now,
        outcome=f"Not now, {planted.name}",
    )


def _as_a_reader(person, planted: Planted) -> None:
    now = timezone.now()
    key = storages["private"].save(
        f"aa/copy{person.pk}", ContentFile(planted.name.encode())
    )
    PersonExport.objects.create(
        person=person, asked_by=person, state="done", storage_key=key
    )
    Letter.objects.create(
        kind="receipt",
        recipient=person,
        email=planted.email,
        language="hy",
        subject=planted.name,
        body=planted.name,
        html=planted.name,
        sent_at=now,
    )
    Address.objects.create(email=planted.email)
    make.follower(planted.email, chosen=[planted.typed])
    WorkingCopy.objects.create(
        user=person, model="news.article", payload=planted.typed
    )
    LessonDone.objects.create(user=person, lesson=make.lesson())
    make.guest_question(make.call(), guest_email=planted.email)


def _of_the_application(draft, person) -> None:
    Presence.objects.create(
        application=draft, user=person, section="idea", seen_at=timezone.now()
    )
    key = storages["private"].save(
        f"bb/export{person.pk}", ContentFile(person.name.encode())
    )
    Export.objects.create(
        lot=draft.lot,
        kind="csv",
        asked_by=person,
        storage_key=key,
        personal_reason=f"To write to {person.name}",
    )
    LegalHold.objects.create(
        application=make.application(),
        reason=f"A dispute with {person.name}",
        by=person,
    )


def _in_an_evaluation(draft, person, planted: Planted, other) -> None:
    """As a reviewer who left, and in the words of officers and other reviewers."""
    now, words = timezone.now(), f"It was {planted.name}."
    Reviewer.objects.create(user=person)
    Conflict.objects.create(
        user=person,
        community=draft.community,
        reason=planted.why,
        by=person,
        at=now,
    )
    facts = {
        "application": draft,
        "version": draft.versions.get(),
        "assigned_by": other,
        "assigned_at": now,
        "due_on": now.date(),
        "declared_at": now,
    }
    left = Review.objects.create(
        reviewer=person,
        state="recused",
        conflict_reason=planted.why,
        **facts,
    )
    review = Review.objects.create(
        reviewer=make.user(), state="reading", **facts
    )
    _tell_of_review(left, "recuse")
    _tell_of_review(review, "declare")
    for model in (ReviewAnswer, ReviewAnswerHistory):
        model.objects.create(review=review, key="comment", value=words, rev=1)
    FileNote.objects.create(application=draft, text=words, by=other, at=now)


def _tell_of_review(review, end) -> None:
    """What the journal says where a person does it."""
    facts = {
        "version_sha256": review.version.sha256,
        "third": False,
        "due": review.due_on.isoformat(),
    }
    for verb, by in (("assign", review.assigned_by), (end, review.reviewer)):
        record_review_act(review, verb, by, facts=facts, at=review.assigned_at)


def _mentions(person, planted: Planted, other) -> None:
    """Rows of others, in whose words the person stands."""
    now = timezone.now()
    words = f"It was {planted.name} ({planted.email})."
    Letter.objects.create(
        kind="ready",
        recipient=other,
        email=other.email,
        language="hy",
        subject=words,
        body=words,
        html=words,
        about=planted.email,
        sent_at=now,
    )
    PersonChange.objects.create(
        person=other, by=person, verb="role_given", role="editor", reason=words
    )
    SecondFactorReset.objects.create(user=make.user(), by=other, reason=words)
    of = ContentType.objects.get_for_model(type(person))
    AdminLogEntry.objects.create(
        user=other,
        content_type=of,
        object_id=str(person.pk),
        object_repr=words[:200],
        action_flag=CHANGE,
        change_message=words,
    )
    LogEntry.objects.create(
        content_type=of,
        object_pk=str(person.pk),
        object_id=person.pk,
        object_repr=words,
        action=LogEntry.Action.UPDATE,
        changes={"name": ["", planted.name], "email": ["", planted.email]},
        actor=person,
        actor_email=planted.email,
        additional_data={"who": planted.name},
        serialized_data={"who": [planted.name]},
        changes_text=words,
    )
    _texts_that_mention(person, planted, words)


def _texts_that_mention(person, planted: Planted, words: str) -> None:
    now = timezone.now()
    community = make.community()
    ProfileChange.objects.create(
        community=community,
        kind="details",
        old={"contact_email": planted.email},
        reason=words,
        new={"contact_email": planted.email},
        note=words,
        proposed_by=person,
    )
    StatusOverride.objects.create(
        community=community,
        status="joined",
        reason=words,
        begins_on=now.date(),
        ends_on=now.date(),
        by=person,
    )
    Revision.objects.create(
        model="news.article",
        object_id=person.pk,
        number=1,
        content={},
        note=words,
        by=person,
    )
    make.guest_question(make.call(), guest_email="", text=words, answer=words)
    DBTaskResult.objects.create(
        task_path="mailing.outbox.deliver_letter",
        args_kwargs={"args": [], "kwargs": {}},
        traceback=words,
        run_after=now,
        backend_name="default",
    )


def live_everywhere(mark: str):
    """(person, planted words, application): a row in every table that knows of people."""
    planted = Planted(mark)
    other = make.staff("administrator")
    seat = make.seat(make.community(), "submitter", make.user(planted.email))
    person = seat.user
    person.name = planted.name
    person.save()
    draft = _application(person, planted)
    _own_rows(person, planted, other)
    _of_the_application(draft, person)
    _in_an_evaluation(draft, person, planted, other)
    _mentions(person, planted, other)
    return person, planted, draft


# --- looking into the raw tables and files ------------------------------------------------------


def raw_rows() -> dict[str, str]:
    """table → everything that stands in it, as the database gives it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = "\n".join(map(repr, cursor.fetchall()))
    return found


def raw_files() -> dict[str, str]:
    """name → content of every file, private and public."""
    found: dict[str, str] = {}
    for place in ("private", "default"):
        storage = storages[place]
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                inner, names = storage.listdir(folder)
            except FileNotFoundError:
                continue
            folders += [f"{folder}/{one}".strip("/") for one in inner]
            for name in names:
                path = f"{folder}/{name}".strip("/")
                with storage.open(path) as stored:
                    found[path] = stored.read().decode(errors="replace")
    return found


def places_of(words: list[str]) -> list[str]:
    """ "table or file: word" of each word that is found, also as JSON and as repr write it."""
    found = []
    for place, text in {**raw_rows(), **raw_files()}.items():
        for word in words:
            forms = {word, json.dumps(word)[1:-1]}
            forms |= {one.replace("\\", "\\\\") for one in forms}
            if any(form.lower() in text.lower() for form in forms):
                found.append(f"{place}: {word}")
    return sorted(found)


def values_of(rows: models.QuerySet, name: str) -> list:
    return [value for value in rows.values_list(name, flat=True) if value]
