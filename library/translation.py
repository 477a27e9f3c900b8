from modeltranslation.translator import TranslationOptions, register

from library.models import Category, Question


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name",)


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("title", "body")
