from django.urls import path

from portal.people.views import (
    communities,
    desk,
    inviting,
    person,
    seats,
    several,
)

app_name = "people"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("invite/", inviting.invite, name="invite"),
    path("invite/staff/", inviting.invite_staff, name="invite_staff"),
    path("invite/several/", several.several, name="several"),
    path("invite/several/template.xlsx", several.template, name="template"),
    path("invite/several/send/", several.send_all, name="send_all"),
    path(
        "invitations/<uuid:uid>/again/",
        inviting.send_again,
        name="send_again",
    ),
    path(
        "invitations/<uuid:uid>/take-back/",
        inviting.take_back,
        name="take_back",
    ),
    path("join/<str:token>/", inviting.join, name="join"),
    path("communities/", communities.overview, name="communities"),
    path("communities/<slug:slug>/", communities.community, name="community"),
    path("<uuid:uid>/", person.person_page, name="person"),
    path("<uuid:uid>/role/give/", person.give_role, name="give_role"),
    path(
        "<uuid:uid>/role/<slug:role>/take/", person.take_role, name="take_role"
    ),
    path("<uuid:uid>/deactivate/", person.deactivate, name="deactivate"),
    path("<uuid:uid>/sign-out/", person.end_sessions, name="end_sessions"),
    path("<uuid:uid>/activate/", person.activate, name="activate"),
    path(
        "<uuid:uid>/seats/<slug:slug>/change/",
        seats.change_seat,
        name="change_seat",
    ),
    path(
        "<uuid:uid>/seats/<slug:slug>/remove/",
        seats.remove_seat,
        name="remove_seat",
    ),
]
