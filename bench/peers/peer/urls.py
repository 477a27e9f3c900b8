from django.urls import include, path
from wagtail import urls as wagtail_urls

from peer import views

urlpatterns = [
    path("search/", views.search),
    path("", include(wagtail_urls)),
]
