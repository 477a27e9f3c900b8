"""Who changed what: each change that a signed-in person makes to what is edited (ADR 41).

Kept by auditlog. A command, an import and the demonstration write no rows: what they do has records
of its own. Addresses of machines are not kept.
"""

from collections.abc import Callable
from contextvars import ContextVar

from auditlog.receivers import make_log_m2m_changes
from auditlog.registry import auditlog
from auditlog.signals import pre_log
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.signals import m2m_changed, pre_save
from django.http import HttpRequest, HttpResponse
from modeltranslation.translator import NotRegistered, translator

APPS = (
    "accounts",
    "content",
    "communities",
    "news",
    "library",
    "calls",
    "portal",
)
#: written by the site itself, or a record already
UNTRACKED = {
    "accounts.BrowserSession",
    "accounts.Erasure",
    "accounts.ErasureRequest",
    "accounts.FormKey",
    "accounts.OpenErasure",
    "accounts.PersonExport",
    "accounts.PersonChange",
    "accounts.StaffInvitation",
    "accounts.SecondFactorReset",
    "accounts.SignIn",
    "calls.CallRevision",
    "communities.Edition",
    "communities.ImportRun",
    "communities.Reminder",
    "calls.RemovedPart",
    "content.BinnedContent",
    "content.CheckedLink",
    "content.Moved",
    "content.Revision",
    "content.SearchEntry",
    "content.SearchWord",
    "content.WorkingCopy",
    "library.LessonDone",
    "news.Delivery",
}
#: never written down, whatever model has them
SECRET = {"password", "last_login", "token_sha256", "search_key"}

_request: ContextVar[HttpRequest | None] = ContextVar("audited", default=None)


class AuditTrail:
    """Remembers who asks while something is posted; what is only read leaves no trace."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        before = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(before)


def _actor() -> AbstractBaseUser | None:
    """The person who asks, looked at when something is written: one may sign in on the spot."""
    request = _request.get()
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _is_by_a_person(sender, **kwargs) -> bool:
    return _actor() is not None


def _sign(sender, instance, **kwargs) -> None:
    instance.actor = instance.actor or _actor()


def _mirrored(model: type[models.Model]) -> set[str]:
    """Columns that only repeat the one of the active language."""
    try:
        return set(translator.get_options_for_model(model).fields)  # type: ignore[attr-defined]
    except NotRegistered:
        return set()


def _track(model: type[models.Model]) -> None:
    hidden = SECRET | _mirrored(model) | {model._meta.pk.name}
    columns = {field.name for field in model._meta.concrete_fields}
    auditlog.register(model, include_fields=sorted(columns - hidden))
    for field in model._meta.many_to_many:
        through = field.remote_field.through  # type: ignore[union-attr]
        if through and through._meta.auto_created:
            m2m_changed.connect(
                _if_a_person_acts(make_log_m2m_changes(field.name)),
                sender=through,
                weak=False,
                dispatch_uid=f"audited {through._meta.label}",
            )


def _if_a_person_acts(log: Callable[..., None]) -> Callable[..., None]:
    """What joins two rows is written down by the library's own receiver, which asks nobody."""

    def receive(**kwargs) -> None:
        if _actor() is not None:
            log(**kwargs)

    return receive


def tracked_models() -> list[type[models.Model]]:
    return [
        model
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        if model._meta.label not in UNTRACKED
    ]


def track_changes() -> None:
    """Called once, when every app is ready."""
    for model in tracked_models():
        if not auditlog.contains(model):
            _track(model)
    pre_log.connect(_is_by_a_person, dispatch_uid="audited persons")
    entry = apps.get_model("auditlog.LogEntry")
    pre_save.connect(_sign, sender=entry, dispatch_uid="audited actor")
