from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from communities.admin.recording import Recorded
from communities.models import (
    Adhesion,
    Alias,
    Community,
    District,
    Invitation,
    Membership,
    Organisation,
    PopulationFigure,
    Programme,
    Region,
    Seat,
    StatusOverride,
    Strand,
)
from content.editing import (
    EditingAdmin,
    PictureField,
    RevisedAdmin,
    pair,
)
from core.web.read_only_admin import ReadOnlyAdmin


class StrandInline(TranslationStackedInline):
    model = Strand
    extra = 0
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("anchor", "order", "is_journey"),
                    pair("title"),
                    pair("body"),
                )
            },
        ),
    )


@admin.register(Programme)
class ProgrammeAdmin(RevisedAdmin):
    list_display = ("name", "code", "order")
    inlines = [StrandInline]
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("slug", "code", "order"),
                    pair("name"),
                    pair("summary"),
                    pair("body"),
                )
            },
        ),
        (
            _("Visibility"),
            {
                "fields": (
                    pair("funder"),
                    pair("funding_statement"),
                    pair("disclaimer"),
                )
            },
        ),
        (_("Contact"), {"fields": (("contact_email", "website"),)}),
        (_("Publication"), {"fields": ("needs_second_person",)}),
    )

    def get_readonly_fields(self, request, obj=None):
        """Who must be approved may not switch the approval off: an officer does."""
        is_officer = request.user.has_perm("communities.change_statusoverride")
        return () if is_officer else ("needs_second_person",)


@admin.register(Region)
class RegionAdmin(Recorded, EditingAdmin):
    list_display = ("name", "iso", "hd002_code")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("name"),
                    pair("seat"),
                    ("slug", "iso", "hd002_code"),
                )
            },
        ),
    )


class AliasInline(admin.TabularInline):
    model = Alias
    extra = 0


class PopulationInline(admin.TabularInline):
    model = PopulationFigure
    fk_name = "community"
    fields = ("on", "people", "source")
    extra = 0


class AdhesionInline(admin.StackedInline):
    model = Adhesion
    extra = 0
    autocomplete_fields = ("coordinator", "supporter")


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0


class DistrictInline(TranslationStackedInline):
    model = District
    extra = 0


class OverrideInline(admin.StackedInline):
    """Staff's word on the status, with its reason and its end."""

    model = StatusOverride
    extra = 0
    readonly_fields = ("by",)


class CommunityForm(forms.ModelForm):
    photograph = PictureField(label=_("Photograph"), required=False)
    coat_of_arms = PictureField(label=_("Coat of arms"), required=False)

    class Meta:
        model = Community
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the page name them


@admin.register(Community)
class CommunityAdmin(Recorded, EditingAdmin):
    form = CommunityForm
    list_display = ("name", "region", "hd002_code", "gcom_id", "is_former")
    list_filter = ("is_former", "region")
    list_select_related = ("region",)
    search_fields = ("name_hy", "name_en", "hd002_code", "search_key")
    autocomplete_fields = ("absorbed_by",)
    inlines = [
        OverrideInline,
        AliasInline,
        AdhesionInline,
        MembershipInline,
        PopulationInline,
        DistrictInline,
    ]
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("name"),
                    pair("seat"),
                    ("slug", "region"),
                    ("hd002_code", "gcom_id"),
                )
            },
        ),
        (
            _("Place"),
            {"fields": (("latitude", "longitude"), "coordinates_source")},
        ),
        (
            _("Contact"),
            {
                "fields": (
                    ("website", "contact_email"),
                    ("contact_phone", "letters_in"),
                    "contact_address",
                )
            },
        ),
        (_("Pictures"), {"fields": ("photograph", "coat_of_arms")}),
        (
            _("Former community"),
            {"fields": (("is_former", "absorbed_by", "absorbed_in"), "note")},
        ),
    )

    def save_formset(
        self,
        request,
        form,
        formset,
        change,
    ) -> None:
        for one in formset.forms:
            if isinstance(one.instance, StatusOverride) and one.has_changed():
                one.instance.by = request.user
        super().save_formset(request, form, formset, change)

    def save_related(
        self,
        request,
        form,
        formsets,
        change,
    ) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.save()  # the search key holds the aliases just saved


@admin.register(Organisation)
class OrganisationAdmin(Recorded, EditingAdmin):
    list_display = (
        "name",
        "is_coordinator",
        "is_supporter",
        "is_partner",
        "is_funder",
    )
    search_fields = ("name_hy", "name_en")
    ticked_fields = ("programmes",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("name"),
                    ("slug", "website"),
                    (
                        "is_coordinator",
                        "is_supporter",
                        "is_partner",
                        "is_funder",
                        "is_country_office",
                    ),
                    "programmes",
                    "name_in_register",
                )
            },
        ),
    )


@admin.register(Seat)
class SeatAdmin(ReadOnlyAdmin):
    """To look at: seats are offered, changed and ended on the pages of people."""

    list_display = ("user", "community", "role", "since")
    list_filter = ("role",)
    list_select_related = ("user", "community")
    search_fields = ("user__email", "community__name_hy", "community__name_en")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = (
        "email",
        "community",
        "role",
        "created_at",
        "expires_at",
        "accepted_at",
        "taken_back_at",
    )
    list_select_related = ("community",)
    exclude = ("token_sha256",)
