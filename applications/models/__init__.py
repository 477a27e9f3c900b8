from applications.models.answer import Answer, AnswerHistory, BudgetLine
from applications.models.application import Application, ReferenceCounter
from applications.models.attachment import Attachment
from applications.models.journal import StatusChange
from applications.models.version import PersonalPart, Version

__all__ = [
    "Answer", "AnswerHistory", "Application", "Attachment", "BudgetLine", "PersonalPart",
    "ReferenceCounter", "StatusChange", "Version",
]  # fmt: skip
