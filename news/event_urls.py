from django.urls import path

from news import views

app_name = "events"

urlpatterns = [
    path("", views.event_list, name="list"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("<slug:slug>.ics", views.event_calendar, name="ics"),
    path("<slug:slug>/", views.EventDetail.as_view(), name="detail"),
]
