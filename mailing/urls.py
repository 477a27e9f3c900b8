from django.urls import path

from mailing import views

app_name = "mailing"

urlpatterns = [
    path("<str:token>/confirm/", views.confirm, name="confirm"),
    path("<str:token>/leave/", views.leave, name="leave"),
]
