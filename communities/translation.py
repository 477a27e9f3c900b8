from modeltranslation.translator import TranslationOptions, register

from communities.models import (
    Action,
    Community,
    Country,
    District,
    InventoryRow,
    Organisation,
    PlanDocument,
    Programme,
    Recognition,
    Region,
    Strand,
)


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = (
        "name",
        "summary",
        "body",
        "funder",
        "funding_statement",
        "disclaimer",
    )


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


@register(Country)
class CountryTranslation(TranslationOptions):
    fields = ("name",)


@register(District)
class DistrictTranslation(TranslationOptions):
    fields = ("name",)


@register(PlanDocument)
class PlanDocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(Action)
class ActionTranslation(TranslationOptions):
    fields = ("title",)


@register(Recognition)
class RecognitionTranslation(TranslationOptions):
    fields = ("title",)


@register(InventoryRow)
class InventoryRowTranslation(TranslationOptions):
    fields = ("flag_reason",)
