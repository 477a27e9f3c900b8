from calls.models.call import Call
from calls.models.call_parts import CallDocument, Criterion
from calls.models.form import Form, FormSection, FormVersion
from calls.models.history import CallRevision, Clarification, DeadlineExtension
from calls.models.lot import Lot
from calls.models.priority import Priority
from calls.models.question import Question, QuestionColumn, QuestionOption
from calls.models.removed_part import RemovedPart
from calls.models.result_figure import ResultFigure
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
    "RemovedPart",
    "ResultFigure",
]
