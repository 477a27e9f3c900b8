"""Pages about pictures of the library: what they show, one after the other; a successor."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from content import picture_uses, pictures_in_text, revisions
from content import pictures as library
from content.editing.dashboard import change_address
from content.editing.gallery import PictureField
from content.editing.picture_upload import has_form
from content.editing.views.doors import admin_of, staff_only
from content.models import Picture
from core.files.kinds import PICTURES
from core.files.uploads import accepted

AT_ONCE = 20
WORDS = ("alt_hy", "alt_en", "caption_hy", "caption_en", "credit")
LABELS = {
    "alt_hy": _("What it shows, in Armenian"),
    "alt_en": _("What it shows, in English"),
    "caption_hy": _("Caption, in Armenian"),
    "caption_en": _("Caption, in English"),
}


def undescribed(queryset: QuerySet[Picture]) -> QuerySet[Picture]:
    """The pictures that do not say in both languages what they show."""
    lacking = Q()
    for name in ("alt_hy", "alt_en"):
        lacking |= Q(**{name: ""}) | Q(**{f"{name}__isnull": True})
    return queryset.filter(lacking)


class WordsForm(forms.ModelForm):
    """What is said of one picture among others; only what was changed here is written."""

    class Meta:
        model = Picture
        fields = WORDS
        labels = LABELS

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True
            field.help_text = ""


def _wanted(request) -> QuerySet[Picture]:
    """The pictures that the address names, or all that lack a description."""
    pictures = Picture.objects.order_by("-uploaded_at", "-pk")
    keys = [
        key
        for key in request.GET.getlist("uid")[:60]
        if pictures_in_text.is_key(key)
    ]
    return pictures.filter(uid__in=keys) if keys else undescribed(pictures)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def descriptions(request) -> HttpResponse:
    """Each picture beside its own fields: those just uploaded, or all that say too little."""
    if not request.user.has_perm("content.change_picture"):
        raise PermissionDenied
    data = request.POST or None
    if data:
        keys = filter(pictures_in_text.is_key, data.getlist("uid")[:AT_ONCE])
        shown = list(Picture.objects.filter(uid__in=[*keys]))
    else:
        page = Paginator(_wanted(request), AT_ONCE).get_page(
            request.GET.get("page")
        )
        shown = list(page)
    words = [
        WordsForm(data, instance=one, prefix=str(one.uid)) for one in shown
    ]
    if data and not any(form.errors for form in words):
        _save_words(request, words)
        return redirect("editing:descriptions")
    context = {
        "forms": words,
        "left": undescribed(Picture.objects.all()).count(),
        "page_obj": None if data else page,
        "is_named": "uid" in request.GET,
    }
    return render(
        request,
        "admin/content/descriptions.html",
        context,
        status=422 if data else 200,
    )


def _save_words(request, words: list[WordsForm]) -> None:
    changed = [
        form.instance
        for form in words
        if form.changed_data
        and library.describe_picture(
            form.instance,
            {name: form.cleaned_data[name] for name in form.changed_data},
            by=request.user,
        )
    ]
    sentence = ngettext(
        "%(n)d picture was described.",
        "%(n)d pictures were described.",
        len(changed),
    )
    admin_of("content.picture").message_user(
        request, sentence % {"n": len(changed)}
    )


class SuccessorForm(forms.Form):
    """Another picture: a file, or one of the library."""

    file = forms.FileField(label=_("New file"), required=False)
    successor = PictureField(
        label=_("Or a picture from the library"), required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = {"accept": accepted(PICTURES)}
        self.fields["file"].widget.attrs.update(kinds)

    def clean(self) -> None:
        given = [self.cleaned_data.get(name) for name in self.fields]
        if not self.errors and len([*filter(None, given)]) != 1:
            raise ValidationError(
                _("Choose either a file or a picture from the library.")
            )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request, key) -> HttpResponse:
    """Another picture in the place of this one, wherever it is shown."""
    if not request.user.has_perm("content.change_picture"):
        raise PermissionDenied
    picture = get_object_or_404(Picture, uid=key)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form, done = SuccessorForm(*data), None
    if form.is_valid():
        try:
            done = _replace(request, picture, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    things = (
        [*done.changed, *done.waiting]
        if done
        else picture_uses.find_uses(picture)
    )
    context = {
        "picture": picture,
        "form": form,
        "done": done,
        "waiting": done.waiting if done else [],
        "uses": [(thing, _addresses(thing)) for thing in things],
    }
    status = 422 if form.errors else 200
    return render(
        request, "admin/content/replace_picture.html", context, status=status
    )


def _replace(request, picture: Picture, given: dict):
    """The new file has the words of the picture that it replaces, unless it says its own."""
    successor = given["successor"]
    if successor is None:
        words = {name: getattr(picture, name) or "" for name in WORDS}
        kept = {**words, "licence": picture.licence}
        successor = library.keep_picture(given["file"], by=request.user, **kept)
    with transaction.atomic():
        done = picture_uses.replace_picture(picture, successor, by=request.user)
        sentence = gettext("picture replaced")
        for thing in filter(has_form, done.changed):
            label = revisions.label_of(thing)
            admin_of(label).log_change(request, thing, sentence)
    return done


def _addresses(thing) -> dict[str, str]:
    if not has_form(thing):
        return {}
    label = revisions.label_of(thing)
    return {
        "change": change_address(label, thing.pk),
        "revisions": label,
    }
