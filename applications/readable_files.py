"""Which files of an application a person may read."""

from django.db.models import QuerySet

from accounts.models import User
from applications import rules
from applications.models import Application, Attachment


def submitted_files(application: Application) -> set[str]:
    """The numbers of the files that some submitted version names."""
    return {
        file["uuid"]
        for version in application.versions.all()
        for file in version.content["files"]
    }


def readable_files(
    application: Application, user: User
) -> QuerySet[Attachment]:
    """The community reads all it attached; the office, only what was submitted and the scanner let
    pass.
    """
    stored = application.attachments.exclude(storage_key="")
    if rules.is_of_the_community(user, application):
        return stored.filter(state__in=(*Attachment.HERE, Attachment.REMOVED))
    clean = stored.filter(state__in=(Attachment.CLEAN, Attachment.REMOVED))
    return clean.filter(uuid__in=submitted_files(application))
