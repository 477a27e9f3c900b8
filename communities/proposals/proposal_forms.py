"""What a community fills in to propose a change of its profile; `payload()` is what is kept."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import (
    Action,
    Community,
    EmissionInventory,
    MonitoringReport,
)
from communities.models.inventory import FIGURES, SECTORS

FIRST_YEAR = 1990
NOTE = forms.CharField(
    label=_("Note for the programme"),
    required=False,
    max_length=2000,
    widget=forms.Textarea(attrs={"rows": 3}),
    help_text=_("Say where the figures come from."),
)


def _day(label, **options) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **options,
    )


def _not_ahead(day: dt.date | None) -> None:
    if day and day > dt.date.today():
        raise ValidationError(_("This day is still to come."), code="ahead")
    if day and day.year < FIRST_YEAR:
        raise ValidationError(_("This day is too long ago."), code="long_ago")


class DetailsForm(forms.ModelForm):
    note = NOTE

    class Meta:
        model = Community
        fields = (
            "website",
            "contact_email",
            "contact_phone",
            "contact_address",
            "letters_in",
        )

    target = ""

    def payload(self) -> dict:
        return {
            name: self.cleaned_data[name] or "" for name in self.Meta.fields
        }


def _named(action: Action) -> str:
    """Its plan, number, title and present state: what is needed to choose the right one."""
    plan = action.plan.get_kind_display()
    return f"{plan}, {action.number}. {action.title} ({action.get_status_display()})"


class ActionForm(forms.Form):
    """The state of one action of the community's plans."""

    action = forms.ChoiceField(label=_("Action"))
    status = forms.ChoiceField(
        label=_("New state"), choices=[("", "–"), *Action.STATUSES]
    )
    status_on = _day(_("State as of"), validators=[_not_ahead])
    note = NOTE

    def __init__(self, *args, instance: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        actions = Action.objects.filter(
            plan__community=instance
        ).select_related("plan")
        self.actions = {action.key: action for action in actions}
        self.fields["action"].choices = [
            ("", "–"),
            *((key, _named(a)) for key, a in self.actions.items()),
        ]

    @property
    def target(self) -> str:
        return self.cleaned_data["action"]

    def payload(self) -> dict:
        given = self.cleaned_data
        return {
            "action": given["action"],
            "status": given["status"],
            "status_on": given["status_on"].isoformat(),
        }


class ReportForm(forms.ModelForm):
    submitted_on = _day(_("Submitted on"), validators=[_not_ahead])
    note = NOTE

    class Meta:
        model = MonitoringReport
        fields = ("submitted_on", "covers", "link")

    def __init__(self, *args, instance: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.community = instance
        self.instance.source = "the community's own report"

    @property
    def target(self) -> str:
        return self.cleaned_data["submitted_on"].isoformat()

    def payload(self) -> dict:
        given = self.cleaned_data
        return {
            "submitted_on": self.target,
            "covers": given["covers"],
            "link": given["link"] or "",
        }


class InventoryForm(forms.Form):
    """An inventory: its year and population, and for each sector direct and indirect t and MWh."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=EmissionInventory.KINDS, initial="monitoring"
    )
    year = forms.IntegerField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=2100
    )
    population = forms.IntegerField(
        label=_("Population in that year"),
        min_value=1,
        max_value=3_000_000,
        required=False,
    )
    submitted_on = _day(
        _("Submitted on"), required=False, validators=[_not_ahead]
    )
    note = NOTE

    def __init__(self, *args, instance: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for sector, label in SECTORS:
            for figure in FIGURES:
                self.fields[f"{sector}-{figure}"] = forms.DecimalField(
                    label=label,
                    min_value=0,
                    max_digits=14,
                    decimal_places=2,
                    required=False,
                )

    def rows(self) -> list[tuple[str, list]]:
        """(name of the sector, its four fields) for the page."""
        return [
            (label, [self[f"{sector}-{figure}"] for figure in FIGURES])
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
        given = super().clean() or {}
        if not self.errors and not any(
            given.get(f"{s}-{f}") is not None
            for s, _label in SECTORS
            for f in FIGURES
        ):
            raise ValidationError(_("Give at least one figure."), code="empty")
        return given

    @property
    def target(self) -> str:
        return str(self.cleaned_data["year"])

    def _figure(self, name: str) -> str | None:
        value: Decimal | None = self.cleaned_data[name]
        return None if value is None else str(value + 0)  # and never "-0"

    def payload(self) -> dict:
        given = self.cleaned_data
        figures = {
            sector: {
                figure: self._figure(f"{sector}-{figure}") for figure in FIGURES
            }
            for sector, _label in SECTORS
        }
        return {
            "kind": given["kind"],
            "year": given["year"],
            "population": given["population"],
            "submitted_on": given["submitted_on"].isoformat()
            if given["submitted_on"]
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


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
