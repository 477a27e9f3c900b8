import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.personal_data import MACHINE, PUBLISHED, SEEN_BY_YOU, PersonalData


class Revision(models.Model):
    """What a page of content said after a change: who made it, when; to compare and to restore.

    `applied` is what the page says or once said; `draft` was kept without changing the page;
    `proposed` waits for a second person; `returned` was not accepted.
    """

    personal_data = PersonalData(
        texts=PUBLISHED,
        did=(
            "by",
            "judged_by",
        ),
        mentions=("note",),
    )

    APPLIED, DRAFT, PROPOSED, RETURNED = (
        "applied",
        "draft",
        "proposed",
        "returned",
    )
    STATES = [
        (APPLIED, _("applied")),
        (DRAFT, _("kept as a draft")),
        (PROPOSED, _("waiting for approval")),
        (RETURNED, _("returned")),
    ]

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=10, choices=STATES, default=APPLIED
    )
    content = models.JSONField(encoder=DjangoJSONEncoder)
    base = models.JSONField(
        encoder=DjangoJSONEncoder, null=True
    )  # what a proposal began from
    title = models.CharField(_("title"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    judged_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id", "number"],
                name="revision_number_once",
            ),
            models.CheckConstraint(
                name="revision_judged_by_a_second_person",
                condition=models.Q(judged_by=None)
                | models.Q(by=None)
                | ~models.Q(judged_by=models.F("by")),
                violation_error_message=_("A second person must approve."),
            ),
        ]
        indexes = [models.Index("state", "made_at", name="revision_waiting")]

    def __str__(self) -> str:
        return f"{self.number}"


class WorkingCopy(models.Model):
    """What someone has typed into a form and not saved yet; also tells others who has the page
    open.
    """

    personal_data = PersonalData(
        user="user",
        fields=("payload",),
        texts=MACHINE,
        what=_("texts of yours that are not saved"),
        why=_("so that nothing typed is lost"),
        seen_by=SEEN_BY_YOU,
        how_long=_("see the table of periods"),
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField(null=True)
    seen_number = models.PositiveIntegerField(default=0)
    payload = models.TextField(blank=True)
    saved_at = models.DateTimeField(_("saved at"), null=True)
    seen_at = models.DateTimeField(_("last seen at"), auto_now=True)

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        ordering = ["-seen_at", "-pk"]
        indexes = [models.Index("model", "object_id", name="working_copy_page")]

    @property
    def title(self) -> str:
        """As it is typed; empty while there is none."""
        typed = QueryDict(self.payload)
        names = ("title_hy", "title_en", "name_hy")
        return next((typed[name] for name in names if typed.get(name)), "")

    def __str__(self) -> str:
        return str(self.key)
