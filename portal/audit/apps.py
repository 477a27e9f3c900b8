from importlib import import_module

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """Stands behind modeltranslation: only then does every model have all its columns."""

    name = "portal.audit"
    label = "tracking"

    def ready(self) -> None:
        # the library's registry can be imported only now
        import_module("portal.audit.tracking").track_changes()
