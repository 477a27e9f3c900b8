from modeltranslation.translator import TranslationOptions, register

from content.models import (
    Banner,
    MenuLink,
    Page,
    Partner,
    Picture,
    SiteSettings,
    Topic,
)


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt", "caption")


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("name", "sender", "publisher", "contact_address")


@register(Banner)
class BannerTranslation(TranslationOptions):
    fields = ("text",)


@register(MenuLink)
class MenuLinkTranslation(TranslationOptions):
    fields = ("label",)


@register(Partner)
class PartnerTranslation(TranslationOptions):
    fields = ("name",)
