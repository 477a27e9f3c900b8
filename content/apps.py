from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Content")


class PortalAdminConfig(AdminConfig):
    """The administration with our start page, and with nothing typed lost to an ended session."""

    default_site = "content.editing.site.PortalAdminSite"
