from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.models.call import Call
from calls.models.lot import Lot


class ResultFigure(models.Model):
    """One figure of what came of a call: of the whole call, of one lot, or of Armenia alone."""

    RECEIVED, ELIGIBLE, PRESELECTED = "received", "eligible", "preselected"
    AWARDED, COMMUNITIES = "awarded", "communities"
    AMOUNT, VALUE = "amount", "value"
    KINDS = [
        (RECEIVED, _("applications received")),
        (ELIGIBLE, _("eligible applications")),
        (PRESELECTED, _("preselected applications")),
        (AWARDED, _("projects funded")),
        (COMMUNITIES, _("communities selected")),
        (AMOUNT, _("grants in total")),
        (VALUE, _("value of the projects")),
    ]
    #: the order of the rows on the page
    ORDER = [kind for kind, _label in KINDS]
    WHOLE, ARMENIA = "whole", "armenia"
    SCOPES = [(WHOLE, _("the whole call")), (ARMENIA, _("Armenia"))]

    call = models.ForeignKey(
        Call,
        models.CASCADE,
        related_name="result_figures",
        verbose_name=_("call"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS)
    scope = models.CharField(
        _("of what"), max_length=8, choices=SCOPES, default=WHOLE
    )
    lot = models.ForeignKey(
        Lot,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="result_figures",
        verbose_name=_("lot"),
    )
    value = models.DecimalField(
        _("figure"),
        max_digits=14,
        decimal_places=2,
        help_text=_("Amounts are in the currency of the call."),
    )

    class Meta:
        verbose_name = _("figure of the results")
        verbose_name_plural = _("figures of the results")
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind", "scope"],
                condition=models.Q(lot=None),
                name="result_figure_once",
            ),
            models.UniqueConstraint(
                fields=["lot", "kind", "scope"],
                condition=models.Q(lot__isnull=False),
                name="result_figure_of_a_lot_once",
            ),
            models.CheckConstraint(
                name="result_figure_not_negative",
                condition=models.Q(value__gte=0),
                violation_error_message=_("A figure cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call.code} {self.kind}"

    @property
    def is_money(self) -> bool:
        return self.kind in (self.AMOUNT, self.VALUE)
