"""The forms of an evaluation's pages."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.office.office_forms import explanation_field
from calls.models import Lot
from content.models import Topic
from core.language.figures import grouped
from core.text.fields import DayField, NumberField, WholeNumberField
from evaluation import states
from evaluation.models import Absence, Reviewer


class ReviewerForm(forms.ModelForm):
    """What a reviewer reads and knows, and how much they take on."""

    most_reviews = WholeNumberField(
        label=_("most reviews at a time"), min_value=0, max_value=200
    )

    class Meta:
        model = Reviewer
        fields = ("reads_hy", "reads_en", "most_reviews", "topics", "is_active")
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topics"]
        assert isinstance(topics, forms.ModelMultipleChoiceField)
        topics.queryset = Topic.objects.all()


class AbsenceForm(forms.ModelForm):
    """Days on which a reviewer is given nothing."""

    begins_on = DayField(label=_("first day"))
    ends_on = DayField(label=_("last day"))

    class Meta:
        model = Absence
        fields = ("begins_on", "ends_on")


class DueForm(forms.Form):
    """By when reviews are due."""

    due_on = DayField(label=_("Reviews are due on"))


class ReasonForm(forms.Form):
    """Why something is done that an auditor will ask about."""

    reason = explanation_field(_("Reason: it stays on record"))


class CallUpForm(forms.Form):
    """What the next of a reserve list is given."""

    amount = NumberField(
        label=_("Amount of the grant"),
        required=False,
        max_digits=12,
        decimal_places=2,
    )
    reason = explanation_field(
        _(
            "Reason, if it is other money than was asked for: the applicant"
            " reads it"
        ),
        required=False,
    )

    @classmethod
    def for_lot(
        cls, lot: Lot, amount: Decimal | None, data: Any = None
    ) -> "CallUpForm":
        """With names of its own among the forms of a page with several lots."""
        initial = {"amount": grouped(amount)}
        return cls(data, prefix=f"lot-{lot.number}", initial=initial)


class DecisionForm(forms.Form):
    """What is decided about one application."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=states.OUTCOME_CHOICES,
        widget=forms.RadioSelect,
    )
    amount = NumberField(
        label=_("Amount of the grant"),
        required=False,
        max_digits=12,
        decimal_places=2,
    )
    reason = explanation_field(
        _("Reason, if it differs from the ranking: the applicant reads it"),
        required=False,
    )
