"""Many files at once into the picture library, and what is said of each of them."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content import pictures
from content.editing.dashboard import change_address
from content.models import Picture
from core.text.reading import read_line

AT_ONCE = 40


def upload_pictures(request, model_admin) -> HttpResponse:
    """The page of uploading; when every file is kept it leads to what they show."""
    is_posted = request.method == "POST"
    accepted, refused = _take_in(request) if is_posted else ([], [])
    if accepted and not refused:
        messages.success(
            request,
            _("The pictures are in the library. Now say what they show."),
        )
        return HttpResponseRedirect(_where_next(accepted))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Upload pictures"),
        "accepted": accepted,
        "refused": refused,
        "next": descriptions_address(accepted),
        "is_posted": is_posted,
    }
    return render(
        request,
        "admin/content/upload_pictures.html",
        context,
        status=422 if refused else 200,
    )


def _where_next(accepted: list[Picture]) -> str:
    if len(accepted) == 1:
        return reverse("admin:content_picture_change", args=[accepted[0].pk])
    return descriptions_address(accepted)


def descriptions_address(accepted: list[Picture]) -> str:
    """Where these pictures are described, each beside its own fields."""
    keys = urlencode([("uid", picture.uid) for picture in accepted])
    return f"{reverse('editing:descriptions')}?{keys}"


def _take_in(request) -> tuple[list[Picture], list[tuple[str, str]]]:
    """(accepted, refused with its reason) of the posted files."""
    accepted, refused = [], []
    files = request.FILES.getlist("files")
    for upload in files[:AT_ONCE]:
        try:
            accepted.append(_take_in_one(request, upload))
        except ValidationError as error:
            refused.append((upload.name, error.messages[0]))
    for upload in files[AT_ONCE:]:
        reason = _("At most %(n)d files at once. Choose this one again.")
        refused.append((upload.name, reason % {"n": AT_ONCE}))
    if not files:
        refused.append(("", _("Choose at least one file.")))
    return list(dict.fromkeys(accepted)), refused


def _take_in_one(request, upload: UploadedFile) -> Picture:
    words = {"credit": read_line(request.POST.get("credit", ""))[:150]}
    picture = pictures.keep_picture(upload, by=request.user, **words)
    if pictures.unsaid_words(picture, words):
        messages.warning(request, unsaid_notice(picture, words))
    return picture


def unsaid_notice(picture: Picture, words: dict[str, str]) -> str:
    """What was typed of a picture that the library has already, and says otherwise; "" if all of
    it stands.
    """
    unsaid = pictures.unsaid_words(picture, words)
    if not unsaid:
        return ""
    typed = "; ".join(f"«{value}»" for value in unsaid.values())
    kept = "; ".join(f"«{getattr(picture, name)}»" for name in unsaid)
    sentence = _(
        "The library already has this picture, described as %(kept)s. What you typed was not saved "
        "over it: %(typed)s. If yours is right, change it on the picture's page."
    )
    return sentence % {"kept": kept, "typed": typed}


def has_form(thing) -> bool:
    """Whether the administration has a form of its own for things of this kind."""
    return admin.site.is_registered(type(thing))


def use_link(thing) -> str:
    """What kind of thing, and the thing itself with its form and its public page."""
    if not has_form(thing):
        kind = capfirst(thing._meta.verbose_name)
        return format_html("{}{} {}", kind, _(":"), thing)
    link = format_html(
        '{}{} <a href="{}">{}</a>',
        capfirst(thing._meta.verbose_name),
        _(":"),
        change_address(thing._meta.label_lower, thing.pk),
        thing,
    )
    is_public = getattr(thing, "is_public", True)
    if not (is_public and hasattr(thing, "get_absolute_url")):
        return link
    return format_html(
        '{} · <a href="{}">{}</a>',
        link,
        thing.get_absolute_url(),
        _("The public page"),
    )
