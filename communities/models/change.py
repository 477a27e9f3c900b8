import uuid

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from core.personal_data import MACHINE, RECORD, PersonalData


def _words(model: str, field: str = "") -> str:
    """What staff call a model of the register, or a field of it."""
    meta = apps.get_model("communities", model)._meta
    return str(
        meta.get_field(field).verbose_name if field else meta.verbose_name
    )


class ProfileChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff who may see proposals see all, a community's people its own; nobody else sees
        any.
        """
        if user.is_staff and user.has_perm("communities.view_profilechange"):
            return self
        return (
            self.filter(community__seats__user=user.pk).distinct()
            if user.pk
            else self.none()
        )

    def waiting(self):
        return self.filter(state=ProfileChange.PROPOSED)


class ProfileChange(models.Model):
    """What a community asks to change in its profile; published only when staff accept it."""

    personal_data = PersonalData(
        did=("proposed_by", "decided_by"),
        mentions=("old", "new", "note", "reason"),
        texts=MACHINE,
    )

    DETAILS, ACTION, INVENTORY, REPORT = (
        "details",
        "action",
        "inventory",
        "report",
    )
    KINDS = [
        (DETAILS, _("contact and website")),
        (ACTION, _("status of an action")),
        (INVENTORY, _("emission inventory")),
        (REPORT, _("monitoring report")),
    ]
    PROPOSED, ACCEPTED, RETURNED, TAKEN_BACK = (
        "proposed",
        "accepted",
        "returned",
        "taken_back",
    )
    STATES = [
        (PROPOSED, _("waiting for the programme")),
        (ACCEPTED, _("accepted")),
        (RETURNED, _("returned")),
        (TAKEN_BACK, _("taken back")),
    ]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="profile_changes",
        verbose_name=_("community"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS)
    target = models.CharField(_("about"), max_length=40, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=STATES, default=PROPOSED
    )
    old = models.JSONField(_("old"))
    new = models.JSONField(_("new"))
    note = models.TextField(_("note from the community"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ProfileChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change proposed by a community")
        verbose_name_plural = _("changes proposed by communities")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="change_decided_or_waiting",
                condition=models.Q(state="proposed", decided_at=None)
                | (
                    ~models.Q(state="proposed")
                    & models.Q(decided_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="change_returned_with_a_reason",
                condition=~models.Q(state="returned") | ~models.Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["community", "kind", "target"],
                name="change_waits_once",
                condition=models.Q(state="proposed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}, {self.kind} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("communities:change", args=[self.uuid])


class ImportRun(models.Model):
    """A file of the register given through the administration: tried first, written when
    confirmed.
    """

    personal_data = PersonalData(texts=RECORD, did=("by",))

    TRIED, WRITTEN = "tried", "written"
    STATES = [(TRIED, _("tried, nothing written")), (WRITTEN, _("written"))]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("kind of file"), max_length=60)
    file_name = models.CharField(_("file"), max_length=150)
    content = models.BinaryField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64)
    state = models.CharField(
        _("state"), max_length=10, choices=STATES, default=TRIED
    )
    report = models.JSONField(_("report"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    written_at = models.DateTimeField(_("written at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of a file")
        verbose_name_plural = _("imports of files")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def table(self) -> list[tuple]:
        """(name of the model in words, new, changed, unchanged)."""
        return [(_words(row[0]), *row[1:]) for row in self.report["table"]]

    @property
    def changes(self) -> list[tuple]:
        """(name of the model, outcome, which row, [(field in words, old, new)])."""
        return [
            (
                _words(name),
                outcome,
                label,
                [(_words(name, field), old, new) for field, old, new in values],
            )
            for name, outcome, label, values in self.report["changes"]
        ]
