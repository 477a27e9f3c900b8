"""Events and their series: one is changed, or this and the following, or all."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.editing import ContentAdmin, pair
from content.editing.content import StateFilter
from content.editing.revised import Refused
from core.language import figures
from core.web.long_lists import YearFilter
from news import spreading
from news.admin import repeat
from news.models import Event
from news.views import EventDetail

THIS, FOLLOWING, ALL = "this", "following", "all"
SCOPES = [
    (THIS, _("this event only")),
    (FOLLOWING, _("this and the following")),
    (ALL, _("all events of the series")),
]


class EventForm(forms.ModelForm):
    """The form of an event; of one in a series it asks which events the change is for."""

    scope = forms.ChoiceField(
        label=_("The change is for"),
        choices=SCOPES,
        initial=THIS,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Event
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the page name them


class EventYearFilter(YearFilter):
    field_name = "starts_at"


@admin.register(Event)
class EventAdmin(ContentAdmin):
    form = EventForm
    change_form_template = "admin/news/event_change_form.html"
    page_view = EventDetail
    list_display = (
        "__str__",
        "starts_on",
        "state",
        "ready_languages",
        "last_edit",
    )
    list_filter = (
        StateFilter,
        EventYearFilter,
        "kind",
        "programmes",
        "is_cancelled",
    )
    autocomplete_fields = ("communities", "report")
    ticked_fields = ("programmes",)
    fieldsets = (
        (None, {"fields": (pair("title"), pair("body"), pair("place"))}),
        (
            _("When"),
            {
                "fields": (
                    ("starts_at", "ends_at", "is_all_day"),
                    ("zone", "moved_from"),
                )
            },
        ),
        (_("Timetable"), {"fields": (pair("timetable"),)}),
        (_("Taking part"), {"fields": (("online_link", "registration_link"),)}),
        (
            _("Publication"),
            {"fields": (("published_at", "withdrawn_at"), ("kind", "slug"))},
        ),
        (
            _("Cancelled"),
            {"fields": ("is_cancelled", pair("cancellation_note"))},
        ),
        (_("Related"), {"fields": ("programmes", "communities", "report")}),
    )

    @admin.display(description=_("starts at"), ordering="starts_at")
    def starts_on(self, event) -> str:
        return figures.day_and_clock(event.starts_at)

    def get_urls(self):
        own = path(
            "<int:number>/repeat/",
            self.admin_site.admin_view(self.repeat_view),
            name="news_event_repeat",
        )
        return [own, *super().get_urls()]

    def repeat_view(
        self,
        request,
        number: int,
    ):
        """The page on which an event becomes a series, and a series longer or shorter."""
        return repeat.repeat_page(
            request,
            self,
            number,
        )

    def get_fieldsets(
        self,
        request,
        obj=None,
    ):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.series_id is None:
            return fieldsets
        return [*fieldsets, (_("Series"), {"fields": ("scope",)})]

    def save_model(
        self,
        request,
        obj,
        form,
        change,
    ) -> None:
        if change and form.changed_data:
            obj.note_change()
            if (
                "starts_at" in form.changed_data
                and "moved_from" not in form.changed_data
                and obj.is_public
            ):
                obj.note_move(form.initial["starts_at"])
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request,
        form,
        formsets,
        change,
    ) -> None:
        super().save_related(request, form, formsets, change)
        scope = form.cleaned_data.get("scope")
        before = self.attempt.before
        is_set_aside = bool(self.attempt.notice)
        if before is None or scope not in (FOLLOWING, ALL) or is_set_aside:
            return
        try:
            spread = spreading.spread_change(
                form.instance,
                before,
                by=request.user,
                is_for_all=scope == ALL,
            )
        except ValidationError as error:
            raise Refused(error.messages) from error
        _tell_spread(
            request,
            spread,
        )


def _tell_spread(
    request,
    spread: spreading.Spread,
) -> None:
    if spread.changed:
        sentence = ngettext(
            "%(n)d other event of the series was changed too.",
            "%(n)d other events of the series were changed too.",
            spread.changed,
        )
        messages.info(
            request,
            sentence % {"n": spread.changed},
        )
    if spread.waiting:
        sentence = ngettext(
            "%(n)d event waits for a second person.",
            "%(n)d events wait for a second person.",
            spread.waiting,
        )
        messages.warning(
            request,
            sentence % {"n": spread.waiting},
        )
    if spread.kept_time:
        sentence = _now(
            "Events that are over or were moved by themselves keep their time: %(n)d."
        )
        messages.info(
            request,
            sentence % {"n": spread.kept_time},
        )
