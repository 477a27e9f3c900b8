from modeltranslation.translator import TranslationOptions, register

from content.models import Page, Picture, Topic


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt", "caption")
