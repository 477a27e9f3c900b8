from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData
from mailing.models import Subscription
from news.models.article import Article


class Digest(models.Model):
    """A week's newsletter: made from what was published, approved by staff, then sent."""

    personal_data = PersonalData(texts=PUBLISHED, did=("approved_by",))

    since = models.DateTimeField(_("begins"))
    until = models.DateTimeField(_("until"), unique=True)
    intro = models.TextField(
        _("greeting"),
        blank=True,
        help_text=_("A line or two before the list. Optional."),
    )
    articles = models.ManyToManyField(
        Article, related_name="+", verbose_name=_("articles")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ["-until"]
        constraints = [
            models.CheckConstraint(
                name="digest_span",
                condition=Q(since__lt=models.F("until")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                name="digest_sent_only_approved",
                condition=Q(sent_at=None) | Q(approved_at__isnull=False),
                violation_error_message=_(
                    "A newsletter is sent only after it has been approved."
                ),
            ),
        ]

    def __str__(self) -> str:
        days = (self.since, self.until)
        return " – ".join(
            date_format(timezone.localtime(day), "DATE_FORMAT") for day in days
        )


class Delivery(models.Model):
    """That a newsletter was written to a subscription: once, however often sending is repeated."""

    digest = models.ForeignKey(
        Digest, models.CASCADE, related_name="deliveries"
    )
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="deliveries"
    )
    queued_at = models.DateTimeField(_("queued at"), auto_now_add=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "subscription"], name="delivered_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.digest)
