"""What a community fills in for an emission inventory, on the page or in a spreadsheet."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import Community, EmissionInventory
from communities.models.inventory import FIGURES, SECTORS
from communities.proposals.kinds.base import ProposalForm
from communities.proposals.kinds.fields import FIRST_YEAR, NOTE, day_field
from core.text.fields import NumberField, WholeNumberField


class InventoryForm(ProposalForm, forms.Form):
    """An inventory: its year and population, and for each sector direct and indirect t and MWh."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=EmissionInventory.KINDS, initial="monitoring"
    )
    year = WholeNumberField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=2100
    )
    population = WholeNumberField(
        label=_("Population in that year"),
        min_value=1,
        max_value=3_000_000,
        required=False,
    )
    submitted_on = day_field(_("Submitted on"), required=False)
    note = NOTE

    def __init__(self, *args, instance: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for sector, label in SECTORS:
            for figure in FIGURES:
                self.fields[f"{sector}-{figure}"] = NumberField(
                    label=label,
                    min_value=0,
                    max_digits=14,
                    decimal_places=2,
                    required=False,
                )

    def rows(self) -> list[tuple[str, list]]:
        """(name of the sector, its four fields) for the page."""
        return [
            (str(label), [self[f"{sector}-{figure}"] for figure in FIGURES])
            for sector, label in SECTORS
        ]

    def plain_fields(self) -> list:
        return [
            self[name]
            for name in ("kind", "year", "population", "submitted_on", "note")
        ]

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > dt.date.today().year:
            raise ValidationError(
                _("This year is still to come."), code="ahead"
            )
        return year

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not self.errors and not any(
            cleaned.get(f"{s}-{f}") is not None
            for s, _label in SECTORS
            for f in FIGURES
        ):
            raise ValidationError(_("Give at least one figure."), code="empty")
        return cleaned

    @property
    def target(self) -> str:
        return str(self.cleaned_data["year"])

    def _figure(self, name: str) -> str | None:
        value: Decimal | None = self.cleaned_data[name]
        return None if value is None else str(value + 0)  # and never "-0"

    def payload(self) -> dict:
        cleaned = self.cleaned_data
        figures = {
            sector: {
                figure: self._figure(f"{sector}-{figure}") for figure in FIGURES
            }
            for sector, _label in SECTORS
        }
        return {
            "kind": cleaned["kind"],
            "year": cleaned["year"],
            "population": cleaned["population"],
            "submitted_on": cleaned["submitted_on"].isoformat()
            if cleaned["submitted_on"]
            else "",
            "figures": {
                s: row for s, row in figures.items() if any(row.values())
            },
        }


class SpreadsheetForm(forms.Form):
    file = forms.FileField(
        label=_("Filled-in spreadsheet"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
