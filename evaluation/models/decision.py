from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from core.personal_data import MACHINE, RECORD, PersonalData
from evaluation import states
from evaluation.models.ranking import Ranking


class DecisionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def prepared(self):
        """What nobody outside the office may know of yet."""
        return self.filter(published_at=None)

    def _later(self):
        return self.model._default_manager.filter(
            application=models.OuterRef("application"),
            number__gt=models.OuterRef("number"),
        )

    def newest(self):
        """Of each application the last one, prepared or published."""
        return self.filter(~models.Exists(self._later()))

    def that_hold(self):
        """Of each application the last published one: what is prepared changes nothing yet."""
        later = self._later().filter(published_at__isnull=False)
        return self.published().filter(~models.Exists(later))

    def visible_to(self, user):
        """The applicants see theirs once published; the office sees all."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_the_office:
            return self
        return self.published().filter(application__community__seats__user=user)


class Decision(models.Model):
    """What becomes of an application that was ranked; from its publication on it stays.

    A later decision about the same application has the next number. `amount`: of an award, in the
    currency of the call; all awards of a lot that hold stay within its budget.
    """

    personal_data = PersonalData(
        texts=RECORD, did=("decided_by", "published_by")
    )

    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="decisions",
        verbose_name=_("application"),
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    ranking = models.ForeignKey(
        Ranking,
        models.PROTECT,
        related_name="decisions",
        verbose_name=_("ranking"),
    )
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=states.OUTCOME_CHOICES
    )
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    reserve_place = models.PositiveSmallIntegerField(
        _("place on the reserve list"), null=True, blank=True
    )
    #: why it differs from the ranking, or what the applicant is to know
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))
    published_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["application", "number"]
        permissions = [("publish_decisions", "Can publish decisions")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="decision_number_once"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(published_at=None),
                name="one_prepared_decision",
            ),
            models.CheckConstraint(
                name="decision_amount_of_an_award",
                condition=models.Q(amount=None)
                | models.Q(outcome="awarded", amount__gt=0),
            ),
            models.CheckConstraint(
                name="decision_reserve_has_a_place",
                condition=models.Q(
                    outcome="reserve", reserve_place__isnull=False
                )
                | models.Q(
                    ~models.Q(outcome="reserve"), reserve_place__isnull=True
                ),
            ),
            models.CheckConstraint(
                name="decision_published_by_somebody",
                condition=models.Q(published_at=None, published_by=None)
                | models.Q(
                    published_at__isnull=False, published_by__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.outcome}"


class DecisionLetter(models.Model):
    """The letter of a decision as a PDF, made before anyone is told.

    `facts_sha256`: of what it was made from, so that a letter that no longer fits is seen.
    """

    personal_data = PersonalData(texts=MACHINE)

    decision = models.OneToOneField(
        Decision,
        models.CASCADE,
        related_name="letter",
        verbose_name=_("decision"),
    )
    storage_key = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("letter of a decision")
        verbose_name_plural = _("letters of decisions")
        ordering = ["decision"]

    def __str__(self) -> str:
        return str(self.decision)


class AwardResponse(models.Model):
    """What a community answered to an award, once."""

    personal_data = PersonalData(texts=RECORD, did=("by",))

    decision = models.OneToOneField(
        Decision,
        models.PROTECT,
        related_name="response",
        verbose_name=_("decision"),
    )
    is_accepted = models.BooleanField(_("accepted"))
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("answer to an award")
        verbose_name_plural = _("answers to awards")
        ordering = ["decision"]
        constraints = [
            models.CheckConstraint(
                name="declined_with_a_reason",
                condition=models.Q(is_accepted=True) | ~models.Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.decision)
