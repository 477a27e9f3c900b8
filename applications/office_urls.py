from django.urls import path

from applications.urls import ReferenceConverter
from applications.views import office

app_name = "office"

urlpatterns = [
    path("", office.today, name="today"),
    path("calls/<slug:slug>/", office.board, name="board"),
    path("applications/<reference:reference>/", office.file, name="file"),
]
assert ReferenceConverter  # registers <reference:…>
