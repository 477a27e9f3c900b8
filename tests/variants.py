"""Variants that a test registers for a while: what one module of a real one would hold."""

from dataclasses import dataclass

from django import forms

from applications.drafts.eligibility.base import RuleKind
from applications.drafts.eligibility.outcome import MET, NOT_MET, Outcome
from calls.question_types.base import QuestionType
from communities.proposals.kinds.base import ChangeKind, ProposalForm


@dataclass(frozen=True)
class Fruit:
    """The least that a registry asks for."""

    code: str
    order: int


class SeatForm(ProposalForm, forms.Form):
    """Takes the community, of which it needs nothing."""

    seat_en = forms.CharField()
    note = forms.CharField(required=False)

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, **kwargs)

    @property
    def target(self):
        return "2026"

    def payload(self):
        return {"seat_en": self.cleaned_data["seat_en"]}


class SeatOfCouncil(ChangeKind):
    """A kind of proposed change: the town in which the community's council sits."""

    code = "seat"
    order = 9
    heading = "Seat of the council"
    form = SeatForm
    words = {"seat_en": "seat in English"}

    def current(self, community, new):
        return {"seat_en": community.seat_en}

    def write(self, community, new):
        community.seat_en = new["seat_en"]
        community.save()

    def subject(self, change):
        return "town hall"


class HasWebsite(RuleKind):
    """A kind of condition: the community has a website."""

    code = "website"

    def outcome(
        self,
        rule,
        lot,
        community,
        answer,
    ):
        state = MET if community.website else NOT_MET
        return Outcome(rule, state, f"Website: {community.website or 'none'}")


class HasSecretWebsite(HasWebsite):
    """The same as something that is nobody else's to know."""

    code = "secret"
    is_confidential = True


class PostCode(QuestionType):
    """A type of question: four digits."""

    code = "postcode"
    label = "post code"
    is_narrow = True
    placeholder = "0010"
    paper_lines = 1

    def fault(self, question, value):
        return (
            "" if value.isdigit() and len(value) == 4 else "Write four digits."
        )

    def in_words(self, question, value):
        return f"AM {value}"

    def recorded(self, entry, value):
        return f"AM {value}"
