"""Addresses that stand beside the applications themselves."""

from django.urls import path

from applications.views.verify import verify
from applications.views.workspace import workspace

urlpatterns = [
    path("verify/", verify, name="verify"),
    path("workspace/", workspace, name="workspace"),
]
