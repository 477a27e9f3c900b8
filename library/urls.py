from django.urls import path

from library import views

app_name = "library"

urlpatterns = [
    path("faq/", views.FaqList.as_view(), name="faq"),
]
