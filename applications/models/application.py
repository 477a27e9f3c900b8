from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications import states
from calls.models import FormVersion, Lot
from communities.models import Community
from portal.models import User


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The one door: a community sees its own; the office sees what has been submitted."""
        if not user.is_authenticated:
            return self.none()
        mine = models.Q(community__seats__user=user)
        if user.works_in_the_office:
            mine |= ~models.Q(state=states.DRAFT)
        return self.filter(mine).distinct()

    def of_seats(self, user):
        """The applications of one's own communities, drafts included."""
        return self.filter(community__seats__user=user)

    def with_lot(self):
        return self.select_related("lot__call", "community", "form_version")


class Application(models.Model):
    """What one community asks for in one lot: from the first draft to the decision."""

    reference = models.CharField(_("reference"), max_length=24, unique=True, editable=False)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="applications", verbose_name=_("lot"))
    community = models.ForeignKey(
        Community, models.PROTECT, related_name="applications", verbose_name=_("community")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=20, choices=states.CHOICES, default=states.DRAFT)
    form_version = models.ForeignKey(
        FormVersion, models.PROTECT, related_name="+", verbose_name=_("form version")
    )
    budget_rev = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("started by"))
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved at"), auto_now_add=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "community"], name="one_application_in_a_lot"),
            models.CheckConstraint(
                name="application_known_state", condition=models.Q(state__in=list(states.LABELS))
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("applications:detail", args=[self.reference])

    @property
    def is_writable(self) -> bool:
        return self.state in states.WRITABLE and self.lot.is_open

    @property
    def is_submitted(self) -> bool:
        return self.state != states.DRAFT

    @property
    def was_not_submitted(self) -> bool:
        """A draft that its deadline has left behind."""
        return self.state == states.DRAFT and not self.lot.is_open


class ReferenceCounter(models.Model):
    """The last number given in a lot; locked while the next is taken, so that none is used twice."""

    lot = models.OneToOneField(Lot, models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.lot}: {self.last}"
