from django.urls import path

from communities import views

app_name = "communities"

urlpatterns = [
    path("communities/", views.CommunityList.as_view(), name="list"),
    path("communities/<slug:slug>/", views.CommunityDetail.as_view(), name="detail"),
    path("programmes/<slug:slug>/", views.ProgrammeDetail.as_view(), name="programme"),
    path("organisations/", views.OrganisationList.as_view(), name="organisations"),
    path("workspace/<slug:slug>/invite/", views.invite, name="invite"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
