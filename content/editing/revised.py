"""Pages of the administration that keep revisions, know who else is there, and lose no word."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from js_asset import Script

from content import revisions, working_copies
from content.editing.attempts import SaveAttempt, attempt_of
from content.editing.base import EditingAdmin
from content.editing.forms import revised_form
from content.editing.kept_aside import tell_aside, text_to_open
from content.editing.save_merging import initial_of
from content.models import WorkingCopy
from core.web import posted


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


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

    def __init__(
        self, model, admin_site, attempt: SaveAttempt | None = None
    ) -> None:
        super().__init__(model, admin_site)
        self.attempt = attempt or SaveAttempt()

    def _with_attempt(self, attempt: SaveAttempt) -> "RevisedAdmin":
        """An administration for one request, as a class-based view is one: the registered one
        serves every request and remembers nothing.
        """
        return type(self)(self.model, self.admin_site, attempt)

    # The form: what a meeting and a refusal say, and a working copy taken up.

    def get_form(
        self,
        request,
        obj=None,
        change=False,
        **kwargs,
    ):
        base = super().get_form(request, obj, change=change, **kwargs)
        return revised_form(
            base,
            self.attempt,
            copied=self._taken_up(request),
            opened=self._opened(request, obj, base),
        )

    @staticmethod
    def _opened(request, obj, base) -> dict:
        """`?revision=5`: the form begins with what that revision says; nothing is changed by
        looking.
        """
        number = (
            posted.posted_number(request.GET.get("revision", ""))
            if request.method == "GET" and obj
            else 0
        )
        revision = (
            revisions.revisions_of(obj).filter(number=number).first()
            if number
            else None
        )
        return initial_of(base, obj, revision.content) if revision else {}

    def _taken_up(self, request) -> QueryDict | None:
        if request.method != "GET" or "copy" not in request.GET:
            return None
        working_copy = WorkingCopy.objects.filter(
            key=_key(request.GET["copy"]), user=request.user
        ).first()
        return (
            QueryDict(working_copy.payload)
            if working_copy and working_copy.payload
            else None
        )

    # Saving.

    def changeform_view(
        self, request, object_id=None, form_url="", extra_context=None
    ):
        arguments = (request, object_id, form_url, extra_context)
        if request.method != "POST":
            return self._newest_text(request, object_id) or self._answer(
                *arguments
            )
        if object_id and self.get_object(request, object_id) is None:
            return self._give_back(request)
        try:
            with transaction.atomic():
                attempt = self._attempt(request, object_id)
                return self._with_attempt(attempt)._answer(*arguments)
        except Refused as refusal:
            refused = SaveAttempt(request.POST, refusal.reasons)
            return self._with_attempt(refused)._answer(*arguments)

    def _newest_text(self, request, object_id):
        """A text beside the page opens as the text: what was written last is what one goes on
        with. `?public` asks for what everyone reads.
        """
        asks = {"revision", "copy", "public"} & set(request.GET)
        thing = self.get_object(request, object_id) if object_id else None
        if asks or not thing or not self.has_change_permission(request, thing):
            return None
        number = text_to_open(thing, request.user)
        if not number:
            return None
        query = request.GET.copy()
        query["revision"] = str(number)
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")

    def _answer(
        self,
        request,
        object_id,
        form_url,
        extra_context,
    ):
        self._tell_aside(request, object_id)
        context = {
            **(extra_context or {}),
            **self._context(request, object_id),
        }
        return super().changeform_view(request, object_id, form_url, context)

    def _tell_aside(self, request, object_id) -> None:
        if request.method != "GET" or object_id is None:
            return
        thing = self.get_object(request, object_id)
        if thing and self.has_change_permission(request, thing):
            tell_aside(request, thing)

    def _give_back(self, request):
        """The page is gone: what was typed for it is shown to be copied."""
        context = {
            **self.admin_site.each_context(request),
            "typed": posted.posted_words(request),
        }
        return render(request, "admin/content/gone.html", context, status=410)

    def _attempt(self, request, object_id) -> SaveAttempt:
        """Under the row's lock: of two saves at once the second one sees the first."""
        if object_id is None:
            return SaveAttempt(request.POST)
        self.model._default_manager.select_for_update().filter(
            pk=posted.posted_number(str(object_id))
        ).first()
        thing = self.get_object(request, object_id)
        if thing is None or not self.has_change_permission(request, thing):
            return SaveAttempt(request.POST)
        return attempt_of(
            self.get_form(request, thing, change=True),
            thing,
            request.POST,
            request.FILES,
            has_inlines=bool(self.inlines),
        )

    def save_model(
        self,
        request,
        obj,
        form,
        change,
    ) -> None:
        self.attempt.before = (
            revisions.snapshot(type(obj)._default_manager.get(pk=obj.pk))
            if change
            else None
        )
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request,
        form,
        formsets,
        change,
    ) -> None:
        super().save_related(request, form, formsets, change)
        try:
            self.attempt.notice = self.conclude(
                request, form.instance, self.attempt.before
            )
        except ValidationError as error:
            raise Refused(error.messages) from error
        working_copies.drop_copy(
            _key(request.POST.get("_copy", "")), request.user
        )

    def conclude(self, request, thing, before) -> str:
        """Keep the revision of a written edit. Content may be refused or set aside: then what
        the writer is told instead of "changed successfully".
        """
        revisions.record_change(thing, before, by=request.user)
        return ""

    # What the page shows.

    def _context(self, request, object_id) -> dict:
        number = posted.posted_number(str(object_id or ""))
        page = working_copies.Page(self.opts.label_lower, number or None)
        thing = self.get_object(request, object_id) if object_id else None
        typed = self.attempt.values
        key = _key(typed.get("_copy", "") or request.GET.get("copy", ""))
        asked = posted.posted_number(request.GET.get("revision", ""))
        seen = asked or (revisions.latest_number(thing) if thing else 0)
        if request.method == "GET" and (
            working_copy := WorkingCopy.objects.filter(
                key=key, user=request.user
            ).first()
        ):
            seen = working_copy.seen_number  # what was typed began from there
        return {
            "copy_key": key,
            "page_model": page.model,
            "page_object": page.object_id or "",
            "seen": typed.get("_seen") or seen,
            "may_edit": self._may_edit(request, thing),
            "others": working_copies.other_editors(page, request.user),
            "unsaved": [
                one
                for one in working_copies.unsaved_copies(page, request.user)
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
        if not posted.posted_number(str(object_id)):
            raise Http404
        return HttpResponseRedirect(
            reverse(
                "editing:revisions", args=[self.opts.label_lower, object_id]
            )
        )

    def message_user(
        self,
        request,
        message,
        level=messages.INFO,
        extra_tags="",
        fail_silently=False,
    ):
        """What was set aside is not "changed successfully"."""
        if level == messages.SUCCESS and (notice := self.attempt.notice):
            message, level = notice, messages.WARNING
        super().message_user(request, message, level, extra_tags, fail_silently)
