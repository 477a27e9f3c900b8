from django.urls import path

from portal.privacy.views import desk, my_data

app_name = "privacy"

urlpatterns = [
    path("my-data/", my_data.my_data, name="my_data"),
    path("my-data/copy/", my_data.ask_copy, name="ask_copy"),
    path("my-data/copies/<uuid:uid>/", my_data.copy, name="copy"),
    path("my-data/erase/", my_data.erase_me, name="erase_me"),
    path(
        "my-data/erase/take-back/", my_data.take_request_back, name="take_back"
    ),
    path("letters/<str:token>/my-data/", my_data.subscriber, name="subscriber"),
    path("people/requests/", desk.requests, name="requests"),
    path("people/requests/new/", desk.write_down, name="write_down"),
    path("people/requests/hold/", desk.begin_hold, name="begin_hold"),
    path(
        "people/requests/hold/<str:reference>/end/",
        desk.end_hold,
        name="end_hold",
    ),
    path("people/requests/<uuid:uid>/", desk.one_request, name="request"),
    path("people/requests/<uuid:uid>/erase/", desk.erase, name="erase"),
    path("people/requests/<uuid:uid>/refuse/", desk.refuse, name="refuse"),
    path("people/<uuid:uid>/copy/", desk.copy_for, name="copy_for"),
]
