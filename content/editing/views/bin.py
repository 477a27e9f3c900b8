"""The bin: what was deleted, by whom and when; back with it, or gone for good."""

import datetime as dt
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, QuerySet
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from accounts.models import User
from content import binning
from content.editing.dashboard import change_address
from content.editing.views.doors import staff_only
from content.models import BinnedContent, Content
from core.retention import kept_for
from core.web.long_lists import LongListPaginator
from core.web.post_only import post_only

ON_A_PAGE = 50
SPANS = [
    ("", gettext_lazy("At any time")),
    ("1", gettext_lazy("Since yesterday")),
    ("7", gettext_lazy("In the last 7 days")),
    ("30", gettext_lazy("In the last 30 days")),
]


def deletable_models(user: User) -> list[type[Content]]:
    """The kinds of content whose deleted things this person may see and bring back."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Content)
        and admin.site.is_registered(model)
        and user.has_perm(
            f"{model._meta.app_label}.delete_{model._meta.model_name}"
        )
    ]


class BinFilter(forms.Form):
    """What the list is narrowed to; what is not understood narrows nothing."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    by = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Deleted by"),
        required=False,
        empty_label=gettext_lazy("Anyone"),
        to_field_name="uid",
    )
    days = forms.ChoiceField(
        label=gettext_lazy("When"), choices=SPANS, required=False
    )

    def __init__(
        self,
        *args,
        models: list[type[Content]],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        names = [
            (m._meta.label_lower, str(m._meta.verbose_name_plural).capitalize())
            for m in models
        ]
        binned = BinnedContent.objects.filter(
            model__in=[label for label, _name in names]
        )
        kind: Any = self.fields["kind"]
        by: Any = self.fields["by"]
        kind.choices = [("", _("All kinds")), *names]
        by.queryset = User.objects.filter(
            pk__in=binned.order_by().values("binned_by")
        ).order_by("email")

    def narrowed(
        self,
        binned: QuerySet[BinnedContent],
    ):
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("kind"):
            binned = binned.filter(model=asked["kind"])
        if asked.get("by"):
            binned = binned.filter(binned_by=asked["by"])
        if asked.get("days"):
            since = timezone.now() - dt.timedelta(days=int(asked["days"]))
            binned = binned.filter(binned_at__gte=since)
        return binned


def _binned_for(user: User) -> QuerySet[BinnedContent]:
    """What this person may bring back: wholes, each with its parts."""
    labels = [model._meta.label_lower for model in deletable_models(user)]
    return BinnedContent.objects.filter(
        model__in=labels,
        with_whole=None,
    )


def _models_or_refuse(request) -> list[type[Content]]:
    models = deletable_models(request.user)
    if not models:
        raise PermissionDenied
    return models


@staff_only
@require_safe
def bin_page(request):
    models = _models_or_refuse(request)
    asked = BinFilter(
        request.GET,
        models=models,
    )
    binned = asked.narrowed(_binned_for(request.user))
    binned = binned.select_related("binned_by").defer("kept")
    binned = binned.annotate(part_count=Count("parts"))
    binned = binned.order_by(
        "-binned_at",
        "-pk",
    )
    page = LongListPaginator(binned, ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    names = {m._meta.label_lower: m._meta.verbose_name for m in models}
    rows = [
        (one, names[one.model], one.binned_at + kept_for("bin")) for one in page
    ]
    context = {
        "filter": asked,
        "page_obj": page,
        "rows": rows,
        "days": kept_for("bin").days,
    }
    return render(
        request,
        "content/bin.html",
        context,
    )


def _chosen(request) -> list[BinnedContent]:
    """Those of the page that were ticked; one button stands for its own row."""
    _models_or_refuse(request)
    keys = [
        key
        for key in request.POST.getlist("binned")[:ON_A_PAGE]
        if key.isdecimal() and len(key) < 19
    ]
    chosen = _binned_for(request.user).filter(pk__in=keys)
    return list(chosen.order_by("binned_at", "pk"))


@post_only("editing:bin")
@staff_only
def bring_back(request):
    """Restore what was chosen; each by itself, what is refused says why."""
    for binned in _chosen(request):
        try:
            restored = binning.restore_binned(
                binned,
                by=request.user,
            )
        except ValidationError as error:
            sentence = f"«{binned.title}» – {' '.join(error.messages)}"
            messages.error(
                request,
                sentence,
            )
            continue
        _tell_restored(
            request,
            restored,
        )
    return redirect("editing:bin")


def _tell_restored(
    request,
    restored: binning.Restored,
) -> None:
    thing = restored.thing
    said = format_html(
        '<a href="{}">{}</a> – {}',
        change_address(thing._meta.label_lower, thing.pk),
        thing,
        _("restored."),
    )
    remarks = []
    if restored.has_moved:
        sentence = _("Its address was taken; it has a new one: %(slug)s.")
        remarks.append(sentence % {"slug": thing.slug})
    if restored.lost:
        sentence = _("What no longer exists was left out: %(what)s.")
        remarks.append(sentence % {"what": restored.lost})
    if remarks:
        messages.warning(request, format_html("{} {}", said, " ".join(remarks)))
    else:
        messages.success(
            request,
            said,
        )


@post_only("editing:bin")
@staff_only
def throw_away(request):
    """Delete for good what was chosen: nobody but a superuser."""
    if not request.user.is_superuser:
        raise PermissionDenied
    chosen = _chosen(request)
    if chosen and "sure" not in request.POST:
        return render(
            request,
            "content/bin_sure.html",
            {"chosen": chosen},
        )
    binning.remove_binned(chosen)
    sentence = ngettext(
        "%(n)d page was deleted for good.",
        "%(n)d pages were deleted for good.",
        len(chosen),
    )
    messages.success(request, sentence % {"n": len(chosen)})
    return redirect("editing:bin")
