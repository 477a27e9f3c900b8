"""A field that people do not see and machines fill in; a person's form filler may fill it too."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NAME = "website"


class TrapForm(forms.Form):
    """A form that refuses what filled in the trap, says so, and empties it for the next try."""

    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """What people see of the form."""
        return [field for field in self.visible_fields() if field.name != NAME]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get(NAME):
            emptied = {self.add_prefix(NAME): ""}
            self.data = {**self.data.dict(), **emptied}  # type: ignore[attr-defined]
            raise ValidationError(
                _(
                    "Nothing was sent: a program filled in a field that people do not see. "
                    "The field is empty again; send the form once more."
                ),
                code="trap",
            )
        return cleaned
