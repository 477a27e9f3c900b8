"""The newsletter's last steps: the letter as readers get it, one to oneself, and sending."""

from functools import partial

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from accounts.rare_acts import recently_signed_in
from content import revisions
from core.language.bilingual import LANGUAGES, active_language
from core.web.posted import posted_number
from news import newsletter, newsletter_trial
from news.models import Digest

#: what a letter may do in its frame: be drawn with the colours written into it
OF_A_LETTER = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF],
    "frame-ancestors": [SELF],
}


def _digest(model_admin, request, number: int) -> Digest:
    digest = model_admin.get_object(request, str(number))
    if digest is None:
        raise Http404
    if not model_admin.has_view_or_change_permission(request, digest):
        raise PermissionDenied
    return digest


def _sendable(model_admin, request, number: int) -> Digest:
    """One that this person may change; an approved one is nobody's to change."""
    digest = _digest(model_admin, request, number)
    code = f"{model_admin.opts.app_label}.change_digest"
    if not request.user.has_perm(code):
        raise PermissionDenied
    return digest


def _language(asked: str) -> str:
    return asked if asked in LANGUAGES else active_language()


def letter(model_admin, request, number: int):
    """As readers get it, HTML and plain, in either language."""
    digest = _digest(model_admin, request, number)
    page = csp_update({"frame-src": [SELF]})
    return page(partial(_letter_page, digest=digest))(request)


def _letter_page(request, digest: Digest):
    language = _language(request.GET.get("language", ""))
    subject, words = newsletter_trial.preview_letter(digest, language)
    context = {
        "digest": digest,
        "language": language,
        "languages": LANGUAGES,
        "subject": subject,
        "words": words,
        "may_send": request.user.has_perm("news.change_digest"),
    }
    return render(request, "news/digest_letter.html", context)


def frame(model_admin, request, number: int):
    """The HTML part by itself, as a mail program draws it: no script, nothing from elsewhere."""
    digest = _digest(model_admin, request, number)
    bare = csp_replace(OF_A_LETTER)
    page = never_cache(
        xframe_options_sameorigin(bare(partial(_bare_letter, digest=digest)))
    )
    return page(request)


def _bare_letter(request, digest: Digest) -> HttpResponse:
    language = _language(request.GET.get("language", ""))
    return HttpResponse(newsletter_trial.preview_html(digest, language))


def send_test(model_admin, request, number: int):
    """One letter to the person who presses the button."""
    digest = _sendable(model_admin, request, number)
    if request.method == "POST":
        language = _language(request.POST.get("language", ""))
        try:
            newsletter_trial.write_test_letter(
                digest,
                language,
                by=request.user,
            )
            sentence = _("A test letter is on its way to %(email)s alone.")
            messages.success(request, sentence % {"email": request.user.email})
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect("admin:news_digest_letter", number)


def send(model_admin, request, number: int):
    """GET: to how many it goes, and that it cannot be taken back. POST: approve it."""
    digest = _sendable(model_admin, request, number)
    return _ask_to_send(request, digest)


@recently_signed_in
def _ask_to_send(request, digest: Digest) -> HttpResponse:
    seen = revisions.latest_number(digest)
    if request.method == "POST":
        if posted_number(request.POST.get("seen", "")) == seen:
            return _approve(request, digest)
        messages.warning(
            request,
            _("A colleague has changed the newsletter meanwhile: look again."),
        )
    counts = newsletter_trial.count_readers()
    letters = [
        (language, counts[language], *_summary(digest, language))
        for language in LANGUAGES
    ]
    context = {
        "digest": digest,
        "letters": letters,
        "total": sum(counts.values()),
        "seen": str(seen),
    }
    return render(request, "news/digest_send.html", context)


def _summary(digest: Digest, language: str) -> tuple[int, str]:
    """(how many articles, subject) in a language."""
    subject, _words = newsletter_trial.preview_letter(digest, language)
    return len(newsletter.articles_for(digest, language, set())), subject


def _approve(request, digest: Digest):
    try:
        newsletter.approve_digest(digest, by=request.user)
        messages.success(
            request,
            _("The newsletter is approved and is being sent now."),
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("admin:news_digest_change", digest.pk)
