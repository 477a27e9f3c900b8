"""What a call's page says to machines: schema.org as JSON-LD. Only what the page itself shows."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from calls.models import Call
from content.linked_data import (
    breadcrumbs,
    graph,
    organisation_data,
    to_the_second,
    whole_address,
)
from core.language.bilingual import text


def call_data(call: Call) -> dict:
    """The call as a service for municipalities, with its budget and its next deadline."""
    path = call.get_absolute_url()
    service = {
        "@type": "GovernmentService",
        "name": text(call, "title"),
        "description": text(call, "summary"),
        "serviceType": str(call.get_kind_display()),
        "inLanguage": get_language(),
        "url": whole_address(path),
        "provider": organisation_data(),
        "areaServed": {"@type": "Country", "name": _("Armenia")},
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": whole_address(path),
        },
    }
    if call.state == "open" and call.next_closing:
        closing = to_the_second(call.next_closing)
        service["hoursAvailable"] = {
            "@type": "OpeningHoursSpecification",
            "validThrough": closing,
        }
    crumbs = breadcrumbs(
        (_("Calls"), reverse("calls:list")),
        (text(call, "title"), path),
    )
    return graph(service, crumbs)
