"""Which letter leaves on which event, to whom, in whose language."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from applications import rules
from applications.models import (
    Application,
    ApplicationExtension,
    CompletionRequest,
    Inquiry,
    LotReopening,
    ProvisionalSubmission,
    Version,
)
from mailing import outbox
from mailing.subscribing import Reader

RECEIPT = "receipt"


def people_of_seats(seats) -> QuerySet[User]:
    return (
        User.objects.filter(seats__in=seats, is_active=True)
        .distinct()
        .order_by("pk")
    )


def submitters(application: Application) -> QuerySet[User]:
    """Everyone who may submit for the community."""
    return people_of_seats(application.community.seats.that_submit())


def writers(application: Application) -> QuerySet[User]:
    """Everyone who writes or submits for the community."""
    return people_of_seats(application.community.seats.that_write())


def officers() -> QuerySet[User]:
    """Staff who answer for calls."""
    may = Permission.objects.filter(
        codename="add_deadlineextension", content_type__app_label="calls"
    )
    held = Q(groups__permissions__in=may) | Q(user_permissions__in=may)
    return (
        User.objects.filter(held, is_active=True, is_staff=True)
        .distinct()
        .order_by("pk")
    )


def write_to_people(
    people: QuerySet[User],
    kind: str,
    *,
    about: str,
    language: str = "",
    **context,
) -> int:
    """Queue a letter of a kind to each, in their language or in `language`; how many."""
    for person in people:
        outbox.queue_letter(
            kind, to=person, about=about, language=language, **context
        )
    return len(people)


def write_ready(application: Application, by: User) -> int:
    """To those who may submit: a colleague says that the draft is ready."""
    return write_to_people(
        submitters(application).exclude(pk=by.pk),
        "ready",
        about=application.reference,
        application=application,
        by=by,
    )


def write_receipt(version: Version) -> None:
    """To everyone who writes or submits for the community: it is received, the receipt attached."""
    application = version.application
    write_to_people(
        writers(application),
        RECEIPT,
        about=str(version.pk),
        language=application.language,
        version=version,
        application=application,
    )


def write_withdrawn(application: Application, reason: str) -> None:
    write_to_people(
        submitters(application),
        "withdrawn",
        about=application.reference,
        language=application.language,
        application=application,
        reason=reason,
    )


def write_reinstated(application: Application) -> None:
    write_to_people(
        submitters(application),
        "reinstated",
        about=application.reference,
        language=application.language,
        application=application,
    )


def write_never_arrived(
    application: Application, waiting: ProvisionalSubmission
) -> None:
    """The files announced did not come within the grace: what counts now."""
    last = application.versions.order_by("-number").first()
    write_to_people(
        submitters(application),
        "never_arrived",
        about=application.reference,
        language=application.language,
        application=application,
        waiting=waiting,
        last=last,
    )


def write_form_changed(application: Application) -> None:
    """The draft stands in the form's new version."""
    write_to_people(
        writers(application),
        "form_changed",
        about=application.reference,
        application=application,
    )


def write_draft_reminder(application: Application, deadline_at) -> int:
    """It is a draft, and nobody has submitted it; how many letters."""
    return write_to_people(
        writers(application),
        "draft_reminder",
        about=application.reference,
        application=application,
        deadline_at=deadline_at,
    )


def write_draft_goes(application: Application, goes_on) -> int:
    """It was never submitted, and will be deleted on that day; how many letters."""
    return write_to_people(
        writers(application),
        "draft_goes",
        about=application.reference,
        application=application,
        goes_on=goes_on,
    )


def write_deadline_extended(applications, extension) -> int:
    """To the people of every application of the lot that is not withdrawn."""
    return sum(
        write_to_people(
            writers(one),
            "deadline_extended",
            about=one.reference,
            application=one,
            extension=extension,
        )
        for one in applications
    )


def write_own_extension(extension: ApplicationExtension) -> None:
    application = extension.application
    write_to_people(
        writers(application),
        "own_extension",
        about=application.reference,
        application=application,
        extension=extension,
    )


def write_extension_proposed(extension: ApplicationExtension) -> None:
    """To the officers who may agree to it: everyone but the one who proposed."""
    others = officers().exclude(pk=extension.proposed_by_id)
    write_to_people(
        others,
        "extension_proposed",
        about=extension.application.reference,
        extension=extension,
        application=extension.application,
    )


def write_reopening_proposed(reopening: LotReopening) -> None:
    """To the officers who may agree to it: everyone but the one who proposed."""
    others = officers().exclude(pk=reopening.proposed_by_id)
    write_to_people(
        others,
        "reopening_proposed",
        about=str(reopening.lot),
        reopening=reopening,
        lot=reopening.lot,
    )


def write_completion_asked(
    request: CompletionRequest, labels: list[str]
) -> None:
    application = request.application
    write_to_people(
        writers(application),
        "completion_asked",
        about=application.reference,
        language=application.language,
        application=application,
        request=request,
        labels=labels,
    )


def write_inquiry_asked(inquiry: Inquiry) -> None:
    write_to_people(
        officers(), "inquiry_asked", about=str(inquiry.uuid), inquiry=inquiry
    )


def write_inquiry_to_confirm(inquiry: Inquiry) -> None:
    """To the address a guest gave, with the link that confirms."""
    with translation.override(inquiry.language):
        path = reverse("applications:confirm_question", args=[inquiry.uuid])
    outbox.queue_letter(
        "inquiry_confirm",
        to=Reader(inquiry.guest_email, inquiry.language),
        about=str(inquiry.uuid),
        inquiry=inquiry,
        path=path,
    )


def write_inquiry_answered(inquiry: Inquiry) -> None:
    """To the guest who asked, or to the person, if still of the community."""
    person, community = inquiry.asked_by, inquiry.community
    if person is None or community is None:
        outbox.queue_letter(
            "inquiry_answered",
            to=Reader(inquiry.guest_email, inquiry.language),
            about=str(inquiry.uuid),
            inquiry=inquiry,
        )
    elif rules.is_of_community(person, community):
        write_to_people(
            User.objects.filter(pk=person.pk, is_active=True),
            "inquiry_answered",
            about=str(inquiry.uuid),
            language=inquiry.language,
            inquiry=inquiry,
        )
