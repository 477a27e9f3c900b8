from modeltranslation.translator import TranslationOptions, register

from news.models import Article, Event, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "lead", "body", "image_alt")


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "body", "place", "cancellation_note")
