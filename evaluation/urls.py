from django.urls import path

from applications import urls  # noqa: F401 - registers <reference:…>

app_name = "evaluation"

urlpatterns: list = []
