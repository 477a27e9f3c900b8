from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.backends.signals import connection_created
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from portal.armenian import COLLATION, collate


def add_collation(connection, **kwargs) -> None:
    """SQLite learns the Armenian alphabet under the name PostgreSQL has for it."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, collate)


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        connection_created.connect(
            add_collation, dispatch_uid="armenian collation"
        )
        autodiscover_modules(
            "registrations"
        )  # each app lists what it hands down


class PortalAdminConfig(AdminConfig):
    """The administration with our start page, and with nothing typed lost to an ended session."""

    default_site = "portal.editing.site.PortalAdminSite"
