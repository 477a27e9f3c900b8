from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.models.call import Call
from calls.models.lot import Lot
from communities.models import Programme
from core.personal_data import PUBLISHED, PersonalData


class EligibilityRule(models.Model):
    """One condition of the right to apply: what is asked, why, and what to do instead."""

    personal_data = PersonalData(texts=PUBLISHED)

    (
        QUESTION,
        SIGNATORY,
        REGION,
        POPULATION,
        APPLICATION,
        PROJECT,
        DECLARATION,
    ) = (
        "question",
        "signatory",
        "region",
        "population",
        "application",
        "project",
        "declaration",
    )
    KINDS = [
        (QUESTION, _("a question, answered yes")),
        (SIGNATORY, _("a signatory of the Covenant")),
        (REGION, _("in the lot's regions")),
        (POPULATION, _("population within a range")),
        (APPLICATION, _("an application in another call, current or upcoming")),
        (PROJECT, _("no earlier project of this programme")),
        (DECLARATION, _("a declaration")),
    ]

    call = models.ForeignKey(
        Call, models.CASCADE, related_name="rules", verbose_name=_("call")
    )
    lot = models.ForeignKey(
        Lot,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rules",
        verbose_name=_("lot"),
        help_text=_("If empty: every lot."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS)
    is_blocking = models.BooleanField(
        _("blocking"),
        default=True,
        help_text=_(
            "If not ticked, staff check it and nobody is prevented from applying."
        ),
    )
    text = models.CharField(
        _("condition"),
        max_length=300,
        help_text=_(
            "Write a sentence, for example: “The community is a signatory.”"
        ),
    )
    why = models.TextField(_("why"), blank=True)
    instead = models.TextField(_("what to do instead"), blank=True)
    population_min = models.PositiveIntegerField(
        _("population from"), null=True, blank=True
    )
    population_max = models.PositiveIntegerField(
        _("population to"), null=True, blank=True
    )
    other_call = models.ForeignKey(
        Call,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the other call"),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )

    class Meta:
        verbose_name = _("condition of the right to apply")
        verbose_name_plural = _("conditions of the right to apply")
        ordering = ["call", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rule_other_call_named",
                condition=~models.Q(kind="application")
                | models.Q(other_call__isnull=False),
                violation_error_message=_("Name the other call."),
            ),
            models.CheckConstraint(
                name="rule_population_range",
                condition=~models.Q(kind="population")
                | models.Q(population_min__isnull=False)
                | models.Q(population_max__isnull=False),
                violation_error_message=_(
                    "Give the smallest or the largest population."
                ),
            ),
            models.CheckConstraint(
                name="rule_not_its_own_call",
                condition=models.Q(other_call=None)
                | ~models.Q(other_call=models.F("call")),
                violation_error_message=_(
                    "The other call must be a different one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"rule-{self.pk}"

    def clean(self) -> None:
        if self.lot_id and self.lot and self.lot.call_id != self.call_id:
            raise ValidationError({"lot": _("Choose one of this call's lots.")})
