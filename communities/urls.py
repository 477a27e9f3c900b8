from django.urls import path

from communities.views import catalogue, people

app_name = "communities"

urlpatterns = [
    path("communities/", catalogue.CommunityList.as_view(), name="list"),
    path("communities/<slug:slug>/", catalogue.CommunityDetail.as_view(), name="detail"),
    path("programmes/<slug:slug>/", catalogue.ProgrammeDetail.as_view(), name="programme"),
    path("organisations/", catalogue.OrganisationList.as_view(), name="organisations"),
    path("workspace/<slug:slug>/invite/", people.invite, name="invite"),
    path("invitations/<str:token>/", people.invitation, name="invitation"),
]
