from django.urls import path

from portal.town import views

app_name = "town"

urlpatterns = [
    path("my-town/", views.my_town, name="my_town"),
    path("communities/follow/asked/", views.follow_asked, name="follow_asked"),
    path("communities/<slug:slug>/follow/", views.follow, name="follow"),
    path(
        "communities/<slug:slug>/feed.atom", views.CommunityFeed(), name="feed"
    ),
    path(
        "communities/<slug:slug>/calendar.ics", views.calendar, name="calendar"
    ),
]
