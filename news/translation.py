from modeltranslation.translator import TranslationOptions, register

from news.models import Article, Digest, Event


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "lead", "body", "correction")


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "body", "place", "timetable", "cancellation_note")


@register(Digest)
class DigestTranslation(TranslationOptions):
    fields = ("intro",)
