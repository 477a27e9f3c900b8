from django.urls import path

from applications import urls  # noqa: F401 - registers <reference:…>
from evaluation.views import review_files, reviews

app_name = "reviews"

urlpatterns = [
    path("", reviews.pile, name="pile"),
    path("<reference:reference>/", reviews.review, name="review"),
    path("<reference:reference>/declare/", reviews.declare, name="declare"),
    path("<reference:reference>/here/", reviews.here, name="here"),
    path("<reference:reference>/history/", reviews.history, name="history"),
    path(
        "<reference:reference>/files/<int:number>/",
        review_files.review_file,
        name="file",
    ),
]
