from django.urls import path

from applications.urls import ReferenceConverter
from applications.views import office
from communities.views import desk, proposals

app_name = "office"

urlpatterns = [
    path("", office.today, name="today"),
    path("deadlines/", desk.deadlines, name="deadlines"),
    path("deadlines/<slug:slug>/<str:kind>/<str:due>/", desk.reminder, name="reminder"),
    path("deadlines/<slug:slug>/<str:kind>/<str:due>/send/", desk.send_reminder, name="send_reminder"),
    path("changes/", proposals.office, name="changes"),
    path("calls/<slug:slug>/", office.board, name="board"),
    path("applications/<reference:reference>/", office.file, name="file"),
]
assert ReferenceConverter  # registers <reference:…>
