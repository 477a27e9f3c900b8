from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("accounts/security/", views.security, name="security"),
    path(
        "accounts/security/second-factor/",
        views.introduce_second_factor,
        name="second_factor",
    ),
    path("accounts/security/onward/", views.go_onward, name="onward"),
    path("accounts/security/end/", views.end_session, name="end_session"),
    path(
        "accounts/security/end-others/",
        views.end_other_sessions,
        name="end_others",
    ),
    path(
        "people/<uuid:uid>/second-factor/",
        views.reset_second_factor,
        name="reset_second_factor",
    ),
]
