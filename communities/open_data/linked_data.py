"""What the register says to machines: schema.org as JSON-LD. Only what the pages show."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communities.models import Community, Edition
from communities.open_data import exports
from content.linked_data import (
    breadcrumbs,
    graph,
    organisation_data,
    to_the_second,
    whole_address,
)
from core.language.bilingual import text

TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "inventories_csv": "text/csv",
}


def _download(name: str) -> dict:
    return {
        "@type": "DataDownload",
        "encodingFormat": TYPES[name],
        "contentUrl": whole_address(reverse(f"communities:{name}")),
    }


def register_data(edition: Edition | None) -> dict:
    """The register as data sets, each with its files."""
    page = reverse("communities:open_data")
    common = {
        "@type": "Dataset",
        "inLanguage": get_language(),
        "url": whole_address(page),
        "license": exports.LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": organisation_data(),
        "dateModified": to_the_second(edition.at) if edition else "",
        "spatialCoverage": {"@type": "Country", "name": _("Armenia")},
    }
    communities = {
        **common,
        "name": _("Communities of Armenia and their climate commitments"),
        "description": _(
            "Every community with its region, position, population, adhesions to the Covenant of"
            " Mayors, plans and published status."
        ),
        "distribution": [
            _download(name) for name in ("csv", "json", "geojson")
        ],
    }
    inventories = {
        **common,
        "name": _("Emission inventories of the communities of Armenia"),
        "description": _(
            "Energy use and emissions by sector as the communities reported them,"
            " with their sources and doubts."
        ),
        "distribution": [_download("inventories_csv")],
    }
    return graph(communities, inventories, breadcrumbs((_("Open data"), page)))


def community_data(community: Community) -> dict:
    """A community as a place that governs itself."""
    path = community.get_absolute_url()
    place = {
        "@type": "AdministrativeArea",
        "name": text(community, "name"),
        "url": whole_address(path),
        "sameAs": community.website,
        "identifier": community.hd002_code,
        "containedInPlace": {
            "@type": "AdministrativeArea",
            "name": text(community.region, "name"),
        },
    }
    if community.latitude is not None and community.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(community.latitude),
            "longitude": float(community.longitude),
        }
    crumbs = breadcrumbs(
        (_("Communities"), reverse("communities:list")),
        (text(community, "name"), path),
    )
    return graph(place, crumbs)
