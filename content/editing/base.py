"""Languages side by side, and scripts that the strict policy lets in."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.forms import Media
from js_asset.media import Media as NoncedMedia
from modeltranslation.admin import TranslationAdmin

from content.search import entries
from content.searchable import Searchable
from core.language.bilingual import LANGUAGES


def pair(field: str) -> tuple[str, ...]:
    """Both languages of a field on one line of a fieldset."""
    return tuple(f"{field}_{language}" for language in LANGUAGES)


if TYPE_CHECKING:
    _OfAdmin = admin.ModelAdmin
else:
    _OfAdmin = object


class NonceMixin(_OfAdmin):
    """Gives the editor's inline import map the nonce of the page's policy."""

    def _with_nonce(self, request, context: dict) -> dict:
        media = context.get("media")
        if isinstance(media, Media):
            context["media"] = NoncedMedia.from_media(
                media, nonce=str(request.csp_nonce)
            )
        return context

    def render_change_form(
        self,
        request,
        context,
        *args,
        **kwargs,
    ):
        return super().render_change_form(
            request, self._with_nonce(request, context), *args, **kwargs
        )


class Ticking(_OfAdmin):
    """A relation to a short list is ticked; long ones are `autocomplete_fields`."""

    ticked_fields: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name not in self.ticked_fields:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return self.formfield_for_manytomany(
            db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs
        )


class EditingAdmin(Ticking, NonceMixin, TranslationAdmin):
    """Base of every administration page of translated content."""

    list_per_page = 50

    def save_related(
        self,
        request,
        form,
        formsets,
        change,
    ) -> None:
        super().save_related(request, form, formsets, change)
        if isinstance(form.instance, Searchable):
            entries.index_entries(
                form.instance
            )  # what stands in its rows is searched too

    def delete_queryset(self, request, queryset) -> None:
        for (
            thing
        ) in queryset:  # one by one: each takes its words out of the search
            thing.delete()
