from django.urls import path, register_converter
from django.urls.converters import StringConverter

from communities.proposals.kinds.registry import CHANGE_KINDS
from communities.views import (
    catalogue,
    opendata,
    people,
    profile,
    proposals,
    register,
)

app_name = "communities"


class ProposalConverter(StringConverter):
    """The kinds of change a community can propose."""

    regex = "[a-z_]+"

    def to_python(self, value: str) -> str:
        if value not in CHANGE_KINDS:
            raise ValueError  # no such page
        return value


register_converter(ProposalConverter, "proposal")

urlpatterns = [
    path("communities/", catalogue.CommunityList.as_view(), name="list"),
    path("communities.csv", opendata.communities_csv, name="csv"),
    path("communities.json", opendata.communities_json, name="json"),
    path("communities.geojson", opendata.communities_geojson, name="geojson"),
    path("inventories.csv", opendata.inventories_csv, name="inventories_csv"),
    path("open-data/", opendata.page, name="open_data"),
    path("open-data/openapi.json", opendata.description, name="openapi"),
    path("communities/names/", catalogue.names, name="names"),
    path("communities/map/", register.region_map, name="map"),
    path("communities/outlines.svg", register.outlines, name="outlines"),
    path(
        "communities/recognitions/", register.recognitions, name="recognitions"
    ),
    path("communities/compare/", register.compare, name="compare"),
    path("communities/totals/", register.totals_page, name="totals"),
    path(
        "communities/<slug:slug>/",
        profile.CommunityDetail.as_view(),
        name="detail",
    ),
    path(
        "communities/<slug:slug>/inventories/<int:year>/",
        profile.inventory,
        name="inventory",
    ),
    path(
        "programmes/<slug:slug>/",
        catalogue.ProgrammeDetail.as_view(),
        name="programme",
    ),
    path(
        "organisations/",
        catalogue.OrganisationList.as_view(),
        name="organisations",
    ),
    path("workspace/<slug:slug>/invite/", people.invite, name="invite"),
    path(
        "workspace/<slug:slug>/profile/", proposals.proposals, name="proposals"
    ),
    path(
        "workspace/<slug:slug>/profile/inventory/template.xlsx",
        proposals.template,
        name="template",
    ),
    path(
        "workspace/<slug:slug>/profile/inventory/spreadsheet/",
        proposals.fill_from_spreadsheet,
        name="fill",
    ),
    path(
        "workspace/<slug:slug>/profile/<proposal:kind>/",
        proposals.propose,
        name="propose",
    ),
    path("changes/<uuid:uuid>/", proposals.change, name="change"),
    path("changes/<uuid:uuid>/accept/", proposals.accept, name="accept"),
    path("changes/<uuid:uuid>/return/", proposals.send_back, name="send_back"),
    path(
        "changes/<uuid:uuid>/take-back/", proposals.take_back, name="take_back"
    ),
    path("invitations/<str:token>/", people.invitation, name="invitation"),
]
