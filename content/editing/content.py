"""Content with a day of publication: drafts, schedule, approval, preview, redirects, bulk
actions.
"""

import datetime as dt
from typing import ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content import publishing
from content.addresses import free_slug
from content.editing import columns
from content.editing.bin import BinningAdmin
from content.editing.bulk import ask_first
from content.editing.index_search import IndexSearch
from content.editing.revised import RevisedAdmin
from content.editing.typed_fields import DayOrInstantWidget
from content.models import ContentQuerySet, Revision
from content.models.content import is_public
from core.language import figures
from core.text.fields import DayOrInstantField
from core.web.long_lists import LongList, YearFilter

NOTICES = {
    Revision.DRAFT: _(
        "Kept as a draft revision; the public page is as it was."
    ),
    Revision.PROPOSED: _(
        "Waiting for a second person: a colleague must approve it before it appears."
    ),
}


class ContentList(ChangeList):
    """A list reads no texts; a form reads everything."""

    def get_queryset(self, request, exclude_parameters=None):
        queryset = super().get_queryset(request, exclude_parameters)
        assert isinstance(queryset, ContentQuerySet)
        return queryset.in_lists()


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("not published")),
            ("scheduled", _("scheduled")),
            ("public", _("public")),
            ("withdrawn", _("withdrawn")),
            ("untranslated", _("without English")),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "untranslated":
            return queryset.in_lists().filter(ready_en=False)
        conditions: dict[str | None, dict[str, dt.datetime | None]] = {
            "draft": {"published_at": None},
            "scheduled": {"published_at__gt": now},
            "withdrawn": {"withdrawn_at__lte": now},
        }
        if self.value() == "public":
            return queryset.filter(is_public(now))
        return (
            queryset.filter(**conditions[self.value()])
            if self.value() in conditions
            else queryset
        )


class ContentAdmin(BinningAdmin, IndexSearch, LongList, RevisedAdmin):
    """Articles, events, pages, resources, courses: when published, in which languages ready."""

    list_display: tuple[str, ...] = (
        "__str__",
        "state",
        "published_on",
        "ready_languages",
        "last_edit",
    )
    list_filter: ClassVar[tuple[str | type[admin.SimpleListFilter], ...]] = (
        StateFilter,
        YearFilter,
    )
    search_fields = ("title_hy", "title_en")
    actions = ("publish_now", "withdraw_now")

    def get_changelist(self, request, **kwargs):
        return ContentList

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "published_at":
            kwargs["form_class"] = DayOrInstantField
            kwargs["widget"] = DayOrInstantWidget
        return super().formfield_for_dbfield(
            db_field,
            request,
            **kwargs,
        )

    def get_queryset(self, request):
        return columns.with_last_editor(super().get_queryset(request))

    @admin.display(description=_("languages"))
    def ready_languages(self, thing) -> SafeString:
        return columns.language_marks(thing)

    @admin.display(description=_("state"), ordering="published_at")
    def state(self, thing) -> SafeString:
        return columns.state_pill(thing)

    @admin.display(description=_("published"), ordering="published_at")
    def published_on(self, thing) -> str:
        at = thing.published_at
        return figures.day_and_clock(at) if at else "–"

    @admin.display(description=_("last change"), ordering="updated_at")
    def last_edit(self, thing) -> str:
        return columns.last_change(thing)

    def save_model(
        self,
        request,
        obj,
        form,
        change,
    ) -> None:
        obj.slug = obj.slug or free_slug(obj)
        if "_publish" in request.POST:
            publishing.set_public(obj)
        super().save_model(
            request,
            obj,
            form,
            change,
        )

    def response_add(self, request, obj, post_url_continue=None):
        return self._led_to_published(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self._led_to_published(request, obj) or super().response_change(
            request, obj
        )

    def _led_to_published(self, request, thing):
        """Whoever has just published is shown where it stands, unless a second person must see it
        first.
        """
        is_shown = thing.is_public and not self.attempt.notice
        if "_publish" not in request.POST or not is_shown:
            return None
        label = self.opts.label_lower
        return redirect("editing:published", label, thing.pk)

    def conclude(self, request, thing, before) -> str:
        keep = "_keep" in request.POST
        revision = publishing.keep_save(
            thing, before, by=request.user, keep=keep
        )
        return str(NOTICES.get(revision.state, "")) if revision else ""

    @admin.action(description=_("Publish now"), permissions=["change"])
    def publish_now(self, request, queryset):
        sentence = _("These become public at once:")
        page = ask_first(self, request, queryset, sentence)
        if page is None:
            self._each(request, queryset, publishing.publish_content)
        return page

    @admin.action(description=_("Unpublish"), permissions=["change"])
    def withdraw_now(self, request, queryset):
        sentence = _("Nobody will see these any more:")
        page = ask_first(self, request, queryset, sentence)
        if page is None:
            self._each(request, queryset, publishing.withdraw_content)
        return page

    def _each(self, request, queryset, verb) -> None:
        """Every one by itself: what is refused says why, the others go on."""
        done = waiting = 0
        for key in queryset.values_list("pk", flat=True):
            thing = self.model._default_manager.get(pk=key)
            try:
                revision = verb(thing, by=request.user)
                waiting += bool(
                    revision and revision.state == Revision.PROPOSED
                )
                done += bool(revision and revision.state == Revision.APPLIED)
            except ValidationError as error:
                messages.error(
                    request, f"«{thing}» – {' '.join(error.messages)}"
                )
        if done:
            messages.success(
                request,
                ngettext(
                    "%(n)d page was changed.", "%(n)d pages were changed.", done
                )
                % {"n": done},
            )
        if waiting:
            messages.warning(request, NOTICES[Revision.PROPOSED])
