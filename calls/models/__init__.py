from calls.models.call import Call, CallDocument, Criterion, Priority
from calls.models.form import (
    Form,
    FormSection,
    FormVersion,
    Question,
    QuestionColumn,
    QuestionOption,
)
from calls.models.history import CallRevision, Clarification, DeadlineExtension
from calls.models.lot import Lot
from calls.models.rule import EligibilityRule

__all__ = [
    "Call",
    "CallDocument",
    "CallRevision",
    "Clarification",
    "Criterion",
    "DeadlineExtension",
    "EligibilityRule",
    "Form",
    "FormSection",
    "FormVersion",
    "Lot",
    "Priority",
    "Question",
    "QuestionColumn",
    "QuestionOption",
]
