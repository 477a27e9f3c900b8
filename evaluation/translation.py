from modeltranslation.translator import TranslationOptions, register

from evaluation.models import ChecklistLine


@register(ChecklistLine)
class ChecklistLineTranslation(TranslationOptions):
    fields = ("text", "instead")
