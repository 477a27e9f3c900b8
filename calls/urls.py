from django.urls import path

from calls.views import feeds, following, pages

app_name = "calls"

urlpatterns = [
    path("calls.json", feeds.calls_json, name="json"),
    path("calls/", pages.CallList.as_view(), name="list"),
    path("calls/feed.atom", feeds.CallFeed(), name="feed"),
    path("calls/deadlines.ics", feeds.deadlines, name="deadlines"),
    path("calls/follow/", following.follow, name="follow"),
    path("calls/follow/asked/", following.asked, name="follow_asked"),
    path("calls/<slug:slug>/", pages.CallDetail.as_view(), name="detail"),
    path(
        "calls/<slug:slug>/deadlines.ics",
        feeds.call_deadlines,
        name="call_deadlines",
    ),
    path(
        "calls/<slug:slug>/lots/<int:number>/form/",
        pages.blank_form,
        name="blank_form",
    ),
    path(
        "calls/<slug:slug>/lots/<int:number>/form.pdf",
        pages.blank_pdf,
        name="blank_pdf",
    ),
]
