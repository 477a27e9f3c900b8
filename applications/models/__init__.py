from applications.models.answer import Answer, AnswerHistory, BudgetLine
from applications.models.application import Application, ReferenceCounter
from applications.models.attachment import Attachment
from applications.models.deadline import (
    ApplicationExtension,
    CompletionRequest,
    DraftReminder,
    LotOpening,
    LotReopening,
    SeenClosing,
)
from applications.models.draft import EligibilityCheck, FormMove, Presence
from applications.models.journal import StatusChange
from applications.models.office import Export, Inquiry, LegalHold
from applications.models.version import (
    PersonalPart,
    ProvisionalSubmission,
    Version,
)

__all__ = [
    "Answer",
    "AnswerHistory",
    "Application",
    "ApplicationExtension",
    "Attachment",
    "BudgetLine",
    "CompletionRequest",
    "DraftReminder",
    "EligibilityCheck",
    "Export",
    "FormMove",
    "Inquiry",
    "LegalHold",
    "LotOpening",
    "LotReopening",
    "PersonalPart",
    "Presence",
    "ProvisionalSubmission",
    "ReferenceCounter",
    "SeenClosing",
    "StatusChange",
    "Version",
]
