from modeltranslation.translator import TranslationOptions, register

from communities.models import Community, Organisation, Programme, Region, Strand


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("name", "summary", "body", "funder", "funding_statement", "disclaimer")


@register(Strand)
class StrandTranslation(TranslationOptions):
    fields = ("title", "body")


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name", "seat")


@register(Community)
class CommunityTranslation(TranslationOptions):
    fields = ("name", "seat")


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name",)
