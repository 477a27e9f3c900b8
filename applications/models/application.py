import datetime as dt
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states
from calls.models import FormVersion, Lot
from communities.models import Community
from core.clock import counted_at
from core.personal_data import RECORD, PersonalData

#: what the office may read: every call that is not sealed, and sealed lots that were opened
UNSEALED = models.Q(lot__call__is_sealed=False) | models.Q(
    lot__opening__isnull=False
)


#: what of a lot, its call and a completion the clock is held against
OF_THE_CLOCK = (
    "lot__opens_at",
    "lot__closes_at",
    "lot__upload_grace",
    "lot__call__status",
    "completion__keys",
    "completion__due_at",
    "completion__application",
)


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The one door: a community sees its own; the office sees what has been submitted.

        Of a call that is sealed the office sees nothing until its lot has been opened.
        """
        if not user.is_authenticated:
            return self.none()
        mine = models.Q(pk__in=self._of_communities(user))
        if user.works_in_the_office:
            mine |= ~models.Q(state=states.DRAFT) & UNSEALED
        return self.filter(mine)

    @staticmethod
    def _of_communities(user):
        return Application.objects.filter(community__seats__user=user).values(
            "pk"
        )

    def of_seats(self, user):
        """The applications of one's own communities, drafts included."""
        return self.filter(community__seats__user=user)

    def with_lot(self):
        return self.with_closings().select_related(
            "lot__call", "community", "form_version__form", "completion"
        )

    def with_clock(self):
        """With what decides whether they may be written to now, and little else: the texts of a
        call and the facts of a community are a hundred columns.
        """
        own = [field.attname for field in Application._meta.concrete_fields]
        applications = self.with_closings().select_related(
            "lot__call", "completion"
        )
        return applications.only(*own, *OF_THE_CLOCK)

    def with_closings(self):
        """Each with its own agreed deadline, and the last closing of its lot that was seen."""
        agreed = models.Q(approved_at__isnull=False)
        extensions = apps.get_model("applications", "ApplicationExtension")
        own = extensions._default_manager.filter(
            agreed, application=models.OuterRef("pk")
        )
        latest = own.order_by("-closes_at").values("closes_at")[:1]
        closings = apps.get_model("applications", "SeenClosing")
        seen = closings._default_manager.filter(lot=models.OuterRef("lot"))
        last_seen = seen.order_by("-closes_at").values("closes_at")[:1]
        return self.annotate(
            agreed_until=models.Subquery(latest),
            seen_closing_at=models.Subquery(last_seen),
        )

    def with_last_request(self):
        """Each with `requested_at`: when it was last submitted, or None."""
        return self.annotate(requested_at=models.Max("versions__requested_at"))


class Application(models.Model):
    """What one community asks for in one lot: from the first draft to the decision."""

    personal_data = PersonalData(texts=RECORD, did=("created_by",))

    reference = models.CharField(
        _("reference"), max_length=24, unique=True, editable=False
    )
    lot = models.ForeignKey(
        Lot, models.PROTECT, related_name="applications", verbose_name=_("lot")
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="applications",
        verbose_name=_("community"),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES
    )
    state = models.CharField(
        _("state"), max_length=20, choices=states.CHOICES, default=states.DRAFT
    )
    form_version = models.ForeignKey(
        FormVersion,
        models.PROTECT,
        related_name="+",
        verbose_name=_("form version"),
    )
    predecessor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    #: of the newest submitted version, for lists (submissions/summary.py)
    title = models.CharField(
        _("title"), max_length=300, blank=True, editable=False
    )
    grant = models.DecimalField(
        _("grant asked for"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        editable=False,
    )
    search_key = models.TextField(editable=False, default="")
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved at"), auto_now_add=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "community"], name="one_application_in_a_lot"
            ),
            models.CheckConstraint(
                name="application_known_state",
                condition=models.Q(state__in=list(states.LABELS)),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("applications:detail", args=[self.reference])

    @property
    def extended_until(self) -> dt.datetime | None:
        """This application's own later deadline, when two officers agreed on one."""
        if hasattr(self, "agreed_until"):
            return self.agreed_until
        agreed = [
            one.closes_at for one in self.extensions.all() if one.approved_at
        ]
        return max(agreed, default=None)

    @property
    def deadline_at(self) -> dt.datetime:
        """The instant from which on nothing can be submitted any more."""
        if self.state == states.COMPLETION:
            return self.completion.due_at
        closes_at = self.lot.closes_at or self.created_at
        return max(closes_at, self.extended_until or closes_at)

    def is_writable_at(self, now: dt.datetime) -> bool:
        """Asked of the clock alone: pages show it; verbs ask `deadlines` too."""
        if self.state not in states.WRITABLE or not self.lot.is_published:
            return False
        return (
            self.lot.opens_at is not None
            and self.lot.opens_at <= now < self.deadline_at
        )

    @property
    def is_writable(self) -> bool:
        return self.is_writable_at(counted_at())

    @property
    def is_before_deadline(self) -> bool:
        return self.lot.is_published and counted_at() < self.deadline_at

    @property
    def is_submitted(self) -> bool:
        return self.state != states.DRAFT

    @property
    def is_in_evaluation(self) -> bool:
        """Whether officers or reviewers have it in hand."""
        return self.state in states.IN_EVALUATION

    @property
    def may_be_withdrawn(self) -> bool:
        return self.state in states.MOVES["withdraw"][0]

    @property
    def was_not_submitted(self) -> bool:
        """A draft that its deadline has left behind."""
        return self.state == states.DRAFT and not self.is_writable

    def values(self) -> dict[str, Any]:
        """key → answer, as they stand."""
        return {answer.key: answer.value for answer in self.answers.all()}

    def expected_files(self) -> list[Any]:
        """Those that count as attached: here, or announced and still travelling."""
        return [file for file in self.attachments.all() if file.is_expected]

    def may_write_key(self, key: str) -> bool:
        """In a completion only the named questions are open; else all of them."""
        return self.state != states.COMPLETION or key in self.completion.keys


class ReferenceCounter(models.Model):
    """The last number given in a lot; locked while the next is taken, so that none is used
    twice.
    """

    lot = models.OneToOneField(Lot, models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.lot}: {self.last}"
