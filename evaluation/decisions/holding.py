"""What decisions hold of their lot: the money they award, and that their results are public."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from calls.models import Lot
from core.language.figures import money
from evaluation.decisions import amounts
from evaluation.models import EvaluationEntry

BELOW, HIDDEN = "below", "hidden"


def refuse_budget_below_awards(lot: Lot) -> None:
    """Raises ValidationError 'below' at the budget."""
    if lot.pk is None or lot.budget is None:
        return
    awarded = max(amounts.awarded_sum(lot), amounts.published_sum(lot))
    if lot.budget < awarded:
        said = _("%(sum)s of this lot is awarded already.")
        raise ValidationError(
            {
                "budget": ValidationError(
                    said % {"sum": money(awarded, lot.call.currency)},
                    code=BELOW,
                )
            }
        )


def refuse_hidden_results(lot: Lot) -> None:
    """Raises ValidationError 'hidden' at the instant of results whose decisions are public."""
    told = EvaluationEntry.objects.filter(lot=lot.pk, verb="publish")
    at = lot.results_published_at
    if (at is None or at > timezone.now()) and told.exists():
        raise ValidationError(
            {
                "results_published_at": ValidationError(
                    _("The results were published, and they stay public."),
                    code=HIDDEN,
                )
            }
        )
