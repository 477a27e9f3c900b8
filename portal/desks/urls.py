from django.urls import path

from portal.desks import editing_link, finding, health_views, views
from portal.manuals import views as manuals

app_name = "desks"

urlpatterns = [
    path("newsroom/", views.newsroom_desk, name="newsroom"),
    path("calendar/", views.calendar_desk, name="calendar"),
    path("library/", views.library_desk, name="library"),
    path("register/", views.register_desk, name="register"),
    path("find/", finding.find_page, name="find"),
    path("health/", health_views.health_page, name="health"),
    path("health/mail/", health_views.test_mail, name="test_mail"),
    path("health/scanner/", health_views.test_scanner, name="test_scanner"),
    path("edit/", editing_link.edit, name="edit"),
    path("manual/", manuals.manual_list, name="manuals"),
    path("manual/<slug:name>/", manuals.manual_page, name="manual"),
]
