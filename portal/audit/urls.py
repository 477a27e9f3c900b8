from django.urls import path

from portal.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.changes, name="log"),
    path("changes.csv", views.changes_table, name="table"),
]
