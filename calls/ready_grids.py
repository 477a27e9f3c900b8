"""Criteria to begin with: the EU's grid for concept notes, changed afterwards as a call needs."""

import tomllib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from calls.models import Call, Criterion
from core.language.bilingual import LANGUAGES

EU_GRID = Path(__file__).parent / "data" / "evaluation_grid_eu.toml"


def read_eu_grid() -> list[Criterion]:
    """The criteria as they would be, unsaved."""
    grid = tomllib.loads(EU_GRID.read_text(encoding="utf-8"))
    low, high = grid["scale"]
    anchors = {
        f"anchors_{language}": "\n".join(
            f"{one['score']} – {one[language]}" for one in grid["anchor"]
        )
        for language in LANGUAGES
    }
    return [
        Criterion(
            order=order, scale_min=low, scale_max=high, **entry, **anchors
        )
        for order, entry in enumerate(grid["criterion"], start=1)
    ]


@transaction.atomic
def take_eu_grid(call: Call) -> int:
    """Give a call without criteria those of the EU's grid; how many. Raises ValidationError
    'has_criteria'.
    """
    Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.criteria.exists():
        raise ValidationError(
            _("The call has criteria already."), code="has_criteria"
        )
    criteria = read_eu_grid()
    for criterion in criteria:
        criterion.call = call
        criterion.save(force_insert=True)
    return len(criteria)
