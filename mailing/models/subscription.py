import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.personal_data import MACHINE, SEEN_BY_ADMINISTRATORS, PersonalData


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Address(models.Model):
    """An e-mail address to which letters came back; after the third it is written to no more."""

    personal_data = PersonalData(
        email="email",
        fields=("email",),
        what=_("that letters to your address came back"),
        why=_("to write to it no more"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=_("see the table of periods"),
    )

    email = models.EmailField(_("e-mail address"))
    bounces = models.PositiveSmallIntegerField(_("bounces"), default=0)
    disabled_at = models.DateTimeField(_("disabled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("address with bounces")
        verbose_name_plural = _("addresses with bounces")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="address_once")
        ]

    def __str__(self) -> str:
        # never the address: it would reach logs and histories
        return str(_("address with bounces"))


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def active(self):
        """Confirmed by the owner, at an address that letters reach."""
        dead = Address.objects.filter(
            email=OuterRef("email"), disabled_at__isnull=False
        )
        return self.filter(confirmed_at__isnull=False).exclude(Exists(dead))

    def of_subject(self, subject: str, about: str = ""):
        return self.filter(subject=subject, about=about)


class Subscription(models.Model):
    """What an address asked to hear of; nothing is sent until its owner has confirmed."""

    personal_data = PersonalData(
        email="email",
        fields=("email", "chosen"),
        secret=("token",),
        texts=MACHINE,
        what=_("the letters you asked for"),
        why=_("to send them, with your consent"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=_("until you leave"),
    )

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="hy"
    )
    subject = models.CharField(_("subject"), max_length=20)
    about = models.CharField(
        _("about"),
        max_length=40,
        blank=True,
        help_text=_("Which one, for example one call. If empty: all of them."),
    )
    chosen = models.JSONField(_("chosen"), default=list, blank=True)
    token = models.CharField(
        max_length=40, unique=True, default=new_token, editable=False
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(
        _("confirmed at"), null=True, blank=True
    )
    told_until = models.DateTimeField(
        _("told of everything up to"), null=True, blank=True
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "subject", "about", name="subscription_once"
            )
        ]

    def __str__(self) -> str:
        # never the address: it would reach logs and histories
        return str(_("subscription"))

    @property
    def heard_until(self) -> dt.datetime | None:
        """Until when its owner has been told everything."""
        return self.told_until or self.confirmed_at

    @property
    def is_active(self) -> bool:
        return Subscription.objects.active().filter(pk=self.pk).exists()
