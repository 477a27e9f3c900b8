"""Deleting in the administration: into the bin, one or many, in words and not in tables."""

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content import binning, relations
from core.retention import kept_for
from core.web.posted import posted_number

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as _OfAdmin
else:
    _OfAdmin = object

#: whoever wants to delete more narrows the list first
MOST = 5_000


class BinningAdmin(_OfAdmin):
    """For content: the page *Delete* and the list's action put things into the bin."""

    delete_confirmation_template = "admin/content/bin_one.html"

    def get_deleted_objects(
        self,
        objs,
        request,
    ):
        """Nothing is collected: the bin keeps what hangs on a thing."""
        return [], {}, set(), []

    def delete_view(
        self,
        request,
        object_id,
        extra_context=None,
    ):
        thing = self.get_object(
            request,
            object_id,
        )
        context = {
            **(extra_context or {}),
            "title": _("Move to the bin"),
            "days": kept_for("bin").days,
            "parts": count_parts(thing) if thing else 0,
        }
        return super().delete_view(request, object_id, context)

    def delete_model(
        self,
        request,
        obj,
    ) -> None:
        rows = self.model._default_manager.filter(pk=obj.pk)
        binning.bin_content(
            rows,
            by=request.user,
        )

    def delete_queryset(
        self,
        request,
        queryset,
    ) -> None:
        binning.bin_content(
            queryset,
            by=request.user,
        )

    def response_delete(
        self,
        request,
        obj_display,
        obj_id,
    ):
        messages.success(
            request,
            _with_way_back(
                _("«%(title)s» is in the bin.") % {"title": obj_display}
            ),
        )
        name = self.opts.label_lower.replace(
            ".",
            "_",
        )
        return HttpResponseRedirect(reverse(f"admin:{name}_changelist"))

    def get_actions(
        self,
        request,
    ):
        actions = super().get_actions(request)
        actions.pop(
            "delete_selected",
            None,
        )
        action = self.get_action("bin_chosen")
        if action and self.has_delete_permission(request):
            actions["bin_chosen"] = action
        return actions

    @admin.action(
        description=gettext_lazy("Move to the bin"), permissions=["delete"]
    )
    def bin_chosen(
        self,
        request,
        queryset,
    ):
        """The list's action: says first what it will do, does that and nothing else."""
        count = queryset.count()
        if count > MOST:
            sentence = _(
                "At most %(n)s at once: narrow the list by its filters."
            )
            messages.error(
                request,
                sentence % {"n": MOST},
            )
            return None
        if posted_number(request.POST.get("counted", "")) != count:
            return _ask(
                self,
                request,
                queryset,
                count,
            )
        self.log_deletions(
            request,
            queryset,
        )
        done = binning.bin_content(
            queryset,
            by=request.user,
        )
        sentence = ngettext(
            "%(n)d page is in the bin.", "%(n)d pages are in the bin.", done
        )
        messages.success(request, _with_way_back(sentence % {"n": done}))
        return None


def count_parts(thing) -> int:
    """Of content that goes into the bin with it: the lessons of a course."""
    return sum(
        pointer.model._default_manager.filter(**{pointer.name: thing}).count()
        for pointer in relations.parts_of(type(thing))
    )


def _with_way_back(sentence: str) -> SafeString:
    return format_html(
        '{} <a href="{}">{}</a>',
        sentence,
        reverse("editing:bin"),
        _("Open the bin"),
    )


def _ask(
    model_admin,
    request,
    queryset,
    count: int,
):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Move to the bin"),
        "count": count,
        "counted": str(count),
        "some": list(queryset[:10]),
        "more": max(0, count - 10),
        "is_all": request.POST.get("select_across") == "1",
        "chosen": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
        "days": kept_for("bin").days,
    }
    return render(
        request,
        "admin/content/bin_many.html",
        context,
    )
