from modeltranslation.translator import TranslationOptions, register

from calls.models import (
    Call,
    CallDocument,
    CallRevision,
    Clarification,
    Criterion,
    DeadlineExtension,
    EligibilityRule,
    FormSection,
    Lot,
    Priority,
    Question,
    QuestionColumn,
    QuestionOption,
)


@register(Priority)
class PriorityTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Call)
class CallTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "body",
        "eligibility",
        "contracting_authority",
        "funder",
        "procedure",
        "results",
    )


@register(Lot)
class LotTranslation(TranslationOptions):
    fields = ("title", "objectives")


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("section", "title", "anchors")


@register(CallDocument)
class CallDocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(FormSection)
class FormSectionTranslation(TranslationOptions):
    fields = ("title", "intro")


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("label", "help")


@register(QuestionOption)
class QuestionOptionTranslation(TranslationOptions):
    fields = ("label",)


@register(QuestionColumn)
class QuestionColumnTranslation(TranslationOptions):
    fields = ("label",)


@register(CallRevision)
class CallRevisionTranslation(TranslationOptions):
    fields = ("note",)


@register(DeadlineExtension)
class DeadlineExtensionTranslation(TranslationOptions):
    fields = ("reason",)


@register(Clarification)
class ClarificationTranslation(TranslationOptions):
    fields = ("question", "answer")


@register(EligibilityRule)
class EligibilityRuleTranslation(TranslationOptions):
    fields = ("text", "why", "instead")
