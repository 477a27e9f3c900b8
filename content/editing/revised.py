"""Pages of the administration that keep revisions, know who else is there, and lose no word."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from js_asset import Script

from content import revisions, working_copies
from content.editing.base import EditingAdmin
from content.editing.meeting import Meeting, initial_of, meet
from content.models import WorkingCopy
from core.web import posted


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _mark_missing(form) -> None:
    """A text that stands in one language only says so at the other."""
    missing = _("missing")
    for name, field in form.fields.items():
        base, _sign, language = name.rpartition("_")
        other = {"hy": "en", "en": "hy"}.get(language)
        if (
            other
            and f"{base}_{other}" in form.fields
            and form[f"{base}_{other}"].value()
            and not form[name].value()
        ):
            field.label = f"{field.label} – {missing}"


class Refused(Exception):
    """The edit was written and must be taken back: the form comes again with the reasons."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


class RevisedAdmin(EditingAdmin):
    change_form_template = "admin/content/revised_change_form.html"

    class Media:
        js = (
            Script("js/pictures.js", type="module"),
            Script("js/editor.js", type="module"),
        )
        css = {"all": ("css/editor.css",)}

    # --- the form: what a meeting and a refusal say, and a working copy taken up
    # --------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        base = super().get_form(request, obj, change=change, **kwargs)
        taken_up, opened = (
            self._taken_up(request),
            self._opened(request, obj, base),
        )

        class RevisedForm(base):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                if taken_up is not None and not self.is_bound:
                    for name, field in self.fields.items():
                        self.initial[name] = field.widget.value_from_datadict(
                            taken_up, {}, name
                        )
                if opened and not self.is_bound:
                    self.initial.update(opened)
                _mark_missing(self)

            def clean(self):
                cleaned = super().clean()
                for reason in getattr(request, "refusals", ()):
                    self.add_error(None, reason)
                for name, words in getattr(request, "met", {}).items():
                    self.add_error(name, words)
                return cleaned

        return RevisedForm

    @staticmethod
    def _opened(request, obj, base) -> dict:
        """`?revision=5`: the form begins with what that revision says; nothing is changed by
        looking.
        """
        number = (
            posted.number(request.GET.get("revision", ""))
            if request.method == "GET" and obj
            else 0
        )
        found = (
            revisions.of(obj).filter(number=number).first() if number else None
        )
        return initial_of(base, obj, found.content) if found else {}

    def _taken_up(self, request) -> QueryDict | None:
        if request.method != "GET" or "copy" not in request.GET:
            return None
        mine = WorkingCopy.objects.filter(
            key=_key(request.GET["copy"]), user=request.user
        ).first()
        return QueryDict(mine.payload) if mine and mine.payload else None

    # --- saving
    # ---------------------------------------------------------------------------------------

    def changeform_view(
        self, request, object_id=None, form_url="", extra_context=None
    ):
        if (
            request.method == "POST"
            and object_id
            and self.get_object(request, object_id) is None
        ):
            context = {
                **self.admin_site.each_context(request),
                "typed": posted.words(request),
            }
            return render(
                request, "admin/content/gone.html", context, status=410
            )
        try:
            with transaction.atomic():
                if request.method == "POST" and object_id is not None:
                    self._look_for_a_colleague(request, object_id)
                context = self._context(request, object_id, extra_context)
                return super().changeform_view(
                    request, object_id, form_url, context
                )
        except Refused as refusal:
            request.refusals = refusal.reasons
            context = self._context(request, object_id, extra_context)
            return super().changeform_view(
                request, object_id, form_url, context
            )

    def _look_for_a_colleague(self, request, object_id) -> None:
        """Under the row's lock: of two saves at once the second one sees the first."""
        self.model._default_manager.select_for_update().filter(
            pk=posted.number(str(object_id))
        ).first()
        thing = self.get_object(request, object_id)
        if thing is None or not self.has_change_permission(request, thing):
            return
        values = request.POST.copy()
        form_class = self.get_form(request, thing, change=True)
        seen = posted.number(values.get("_seen", ""))
        if met := meet(form_class, thing, values, request.FILES, seen):
            if self.inlines and met.has_rows:
                request.refusals = [self._told_of_rows(met)]
                return
            values["_seen"] = str(met.revision.number)
            request.POST = values
            request.refusals = [self._told(met, form_class)]
            request.met = met.both

    @staticmethod
    def _told_of_rows(met: Meeting) -> str:
        told = _(
            "%(who)s meanwhile changed the parts that stand below this form. "
            "Saving would overwrite them:"
            " copy what you wrote, open the page anew and write it there."
        )
        return told % {"who": met.who}

    @staticmethod
    def _told(met: Meeting, form_class) -> str:
        def labels(names):
            return ", ".join(
                str(form_class.base_fields[name].label) for name in names
            )

        told = _(
            "%(who)s saved this page meanwhile. Nothing of yours is lost; look and save again."
        )
        taken = _("Taken over from the colleague: %(fields)s.")
        both = _(
            "You both changed: %(fields)s. Yours stands in the form, theirs beside it."
        )
        return " ".join(
            [told % {"who": met.who}]
            + [taken % {"fields": labels(met.taken)}] * bool(met.taken)
            + [both % {"fields": labels(met.both)}] * bool(met.both)
        )

    def save_model(self, request, obj, form, change) -> None:
        request.before = (
            revisions.snapshot(type(obj)._default_manager.get(pk=obj.pk))
            if change
            else None
        )
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        try:
            self.conclude(request, form.instance)
        except ValidationError as error:
            raise Refused(error.messages) from error
        working_copies.drop(_key(request.POST.get("_copy", "")), request.user)

    def conclude(self, request, thing) -> None:
        """What a written edit comes to; content may be refused or set aside."""
        revisions.record_change(thing, request.before, by=request.user)

    # --- what the page shows
    # ----------------------------------------------------------------------------

    def _context(self, request, object_id, extra: dict | None) -> dict:
        number = posted.number(str(object_id or ""))
        page = working_copies.Page(self.opts.label_lower, number or None)
        thing = self.get_object(request, object_id) if object_id else None
        key = _key(request.POST.get("_copy", "") or request.GET.get("copy", ""))
        seen = revisions.latest_number(thing) if thing else 0
        if request.method == "GET" and (
            mine := WorkingCopy.objects.filter(
                key=key, user=request.user
            ).first()
        ):
            seen = mine.seen_number  # what was typed began from there
        return {
            **(extra or {}),
            "copy_key": key,
            "page_model": page.model,
            "page_object": page.object_id or "",
            "seen": request.POST.get("_seen") or seen,
            "may_edit": self._may_edit(request, thing),
            "others": working_copies.others(page, request.user),
            "unsaved": [
                one
                for one in working_copies.unsaved(page, request.user)
                if one.key != key
            ]
            if request.method == "GET"
            else [],
            "has_preview": hasattr(self, "page_view"),
        }

    def _may_edit(self, request, thing) -> bool:
        return (
            self.has_change_permission(request, thing)
            if thing
            else self.has_add_permission(request)
        )

    def history_view(self, request, object_id, extra_context=None):
        if not posted.number(str(object_id)):
            raise Http404
        return HttpResponseRedirect(
            reverse(
                "editing:revisions", args=[self.opts.label_lower, object_id]
            )
        )

    def message_user(self, request, message, level=messages.INFO, **kwargs):
        """What was set aside is not "changed successfully"."""
        if level == messages.SUCCESS and (told := getattr(request, "told", "")):
            message, level = told, messages.WARNING
        super().message_user(request, message, level, **kwargs)
