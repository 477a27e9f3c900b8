from django.urls import path

from calls import views

app_name = "calls"

urlpatterns = [
    path("", views.CallList.as_view(), name="list"),
    path("<slug:slug>/", views.CallDetail.as_view(), name="detail"),
]
