"""The pages that say who runs the portal, how, and what it does with what it is told."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from calls.models import Call
from communities.models import Edition, Programme
from content.models import Page, Topic
from core.language.bilingual import active_language
from core.web import rate_limits
from core.web.site import contact_email, contact_phone, site_facts
from library.models import Course
from portal.trust import contact
from portal.trust.forms import ContactForm
from portal.trust.retention import retention_periods

ACCESSIBILITY = Path(__file__).parent / "accessibility.toml"
AN_HOUR, MOST_AN_HOUR = 60 * 60, 10


def _page(slug: str) -> Page | None:
    """What staff wrote above the facts, if it is ready in the language."""
    page = Page.objects.published().filter(slug=slug).first()
    return page if page and page.is_ready_in(get_language()) else None


@cache
def _accessibility_facts() -> dict[str, Any]:
    return tomllib.loads(ACCESSIBILITY.read_text(encoding="utf-8"))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    facts, language = _accessibility_facts(), active_language()
    faults = [fault[language] for fault in facts["faults"]]
    context = {
        "page": _page("accessibility"),
        "checked_on": facts["checked_on"],
        "faults": faults,
    }
    return render(request, "trust/accessibility.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "page": _page("privacy"),
        "periods": retention_periods(),
        "due_days": settings.ERASURE_DUE_DAYS,
    }
    return render(request, "trust/privacy.html", context | _publisher())


def _publisher() -> dict[str, str]:
    """Who runs the portal, as the installation says; nothing is made up where it says nothing."""
    site = site_facts()
    return {
        "publisher": site.publisher,
        "address": site.address,
        "phone": contact_phone(),
        "email": contact_email(),
    }


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    newest = Edition.objects.first()
    context = {"register_at": newest.at if newest else None}
    return render(request, "trust/imprint.html", context | _publisher())


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    language = get_language()
    pages = Page.objects.published().ready_in(language).order_by("slug")
    context = {
        "programmes": Programme.objects.order_by("slug"),
        "calls": Call.objects.published().filter(is_historic=False),
        "topics": Topic.objects.order_by("slug"),
        "courses": Course.objects.published().ready_in(language),
        "pages": pages,
    }
    return render(request, "trust/site_map.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form; then the message to look at once more; then it is sent."""
    if request.method == "POST" and "signed" in request.POST:
        return _send(request)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _contact(request, form, 422 if form.is_bound else 200)
    if "change" in request.POST:
        return _contact(request, form, 200)
    words = form.cleaned_data
    message = contact.Message(words["name"], words["email"], words["text"])
    context = {"message": message, "signed": contact.sign_message(message)}
    return render(request, "trust/contact_check.html", context)


def _contact(
    request: HttpRequest, form: ContactForm, status: int
) -> HttpResponse:
    context = {"page": _page("contact"), "form": form, "status": status}
    return render(
        request, "trust/contact.html", context | _publisher(), status=status
    )


def _send(request: HttpRequest) -> HttpResponse:
    try:
        message = contact.read_message(request.POST["signed"])
    except ValidationError as error:
        form = ContactForm(request.POST)
        form.add_error(None, error)
        return _contact(request, form, 422)
    form = ContactForm({**message.__dict__, "website": ""})
    network = rate_limits.address_of(request)
    if not rate_limits.is_within(
        "contact-form", network, most=MOST_AN_HOUR, seconds=AN_HOUR
    ):
        return _contact(request, form, 429)
    try:
        contact.send_message(message)
    except ValidationError as error:
        form.add_error(None, error)
        return _contact(request, form, 429)
    return redirect("trust:sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "trust/contact_sent.html")
