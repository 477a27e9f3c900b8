from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from core.language.armenian import COLLATION, collate


def add_collation(connection, **kwargs) -> None:
    """SQLite learns the Armenian alphabet under the name PostgreSQL has for it."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, collate)


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Portal")

    def ready(self) -> None:
        connection_created.connect(
            add_collation, dispatch_uid="armenian collation"
        )
        # each app lists in its registrations.py what it hands down
        autodiscover_modules("registrations")
