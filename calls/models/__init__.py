from calls.models.call import Call, CallDocument, Criterion, Priority
from calls.models.form import Form, FormSection, FormVersion, Question, QuestionOption
from calls.models.lot import Lot

__all__ = [
    "Call", "CallDocument", "Criterion", "Form", "FormSection", "FormVersion", "Lot",
    "Priority", "Question", "QuestionOption",
]  # fmt: skip
