"""What persons ask of their data, and what was done: requests, exports, the list of the erased."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.personal_data import (
    MACHINE,
    SEEN_BY_ADMINISTRATORS,
    SEEN_BY_YOU,
    UNTIL_ERASED,
    OnErasure,
    PersonalData,
)


class ErasureRequest(models.Model):
    """That a person wants to be erased: asked by themselves, or written down for whoever asked in
    another way; answered once, by an administrator who is somebody else.
    """

    ASKED, DONE, REFUSED, TAKEN_BACK = "asked", "done", "refused", "taken_back"
    STATES = [
        (ASKED, _("waiting")),
        (DONE, _("erased")),
        (REFUSED, _("refused")),
        (TAKEN_BACK, _("taken back")),
    ]
    personal_data = PersonalData(
        user="person",
        email="email",
        fields=("email", "words", "how"),
        on_erasure=OnErasure.EMPTIED,
        emptied={"email": "", "words": [], "how": ""},
        did=("asked_by", "answered_by"),
        mentions=("outcome",),
        texts=MACHINE,
        what=_("your requests to be erased"),
        why=_("to answer them in time, and to account for the answer"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=UNTIL_ERASED,
    )

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="erasure_requests",
        verbose_name=_("person"),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    #: further words by which the person is found in answers: another spelling, a telephone
    words = models.JSONField(_("also found by"), default=list, blank=True)
    how = models.TextField(_("how it was asked"), max_length=500, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    due_on = models.DateField(_("answer due on"))
    state = models.CharField(
        _("state"), max_length=10, choices=STATES, default=ASKED
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("request to be erased")
        verbose_name_plural = _("requests to be erased")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_erasure_request_waits",
                condition=models.Q(state="asked"),
            ),
            models.CheckConstraint(
                name="erasure_answered_by_another",
                condition=~models.Q(state__in=["done", "refused"])
                | models.Q(person=None)
                | ~models.Q(answered_by=models.F("person")),
            ),
            models.CheckConstraint(
                name="erasure_answered_or_waiting",
                condition=models.Q(state="asked", answered_at=None)
                | (
                    ~models.Q(state="asked")
                    & models.Q(answered_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.uid}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.ASKED

    @property
    def is_late(self) -> bool:
        return self.is_waiting and self.due_on < timezone.localdate()


class Erasure(models.Model):
    """One row of the list of the erased, by which an old backup that brings somebody back is put
    right: the public number of the account, hashes of addresses, and which answers went.
    """

    personal_data = PersonalData(texts=MACHINE, did=("by",))

    #: of this erasure, in the row and in the file beside the database
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: of the account; None for an address without one
    person_uid = models.UUIDField(null=True, unique=True)
    #: HMAC-SHA-256 of each address, with the key of the portal
    addresses = models.JSONField(default=list)
    #: what each room did: its name → JSON of its own
    done = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.person_uid or ''}"


class OpenErasure(models.Model):
    """There only inside the transaction of an erasure: while it is, and for nobody else, the
    database lets words about a person be taken out of rows that are written once.
    """

    TABLE = "accounts_openerasure"
    personal_data = PersonalData(texts=MACHINE)

    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"


class PersonExport(models.Model):
    """Everything that the portal knows of a person, as one file, for that person alone."""

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
    STATES = [
        (WAITING, _("waiting")),
        (RUNNING, _("being made")),
        (DONE, _("ready")),
        (FAILED, _("failed")),
    ]
    personal_data = PersonalData(
        user="person",
        did=("asked_by",),
        texts=MACHINE,
        what=_("copies of your data that were made for you"),
        why=_("so that you can take them along"),
        seen_by=SEEN_BY_YOU,
        how_long=_("see the table of periods"),
    )

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="person_exports",
        verbose_name=_("person"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=STATES, default=WAITING
    )
    storage_key = models.CharField(max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), default=0)

    class Meta:
        verbose_name = _("copy of a person's data")
        verbose_name_plural = _("copies of persons' data")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.WAITING, self.RUNNING)
