import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.models.call import Call


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Follower(models.Model):
    """An address that wants to hear of calls, of one or of all; nothing is sent until it is
    confirmed.
    """

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="hy"
    )
    call = models.ForeignKey(
        Call,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name=_("call"),
        help_text=_("Empty: all of them."),
    )
    token = models.CharField(
        max_length=40, unique=True, default=new_token, editable=False
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(
        _("confirmed at"), null=True, blank=True
    )
    told_until = models.DateTimeField(
        _("told of everything until"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("follower of calls")
        verbose_name_plural = _("followers of calls")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "call"], name="follower_of_a_call_once"
            ),
            models.UniqueConstraint(
                fields=["email"],
                name="follower_of_all_once",
                condition=models.Q(call=None),
            ),
        ]

    def __str__(self) -> str:
        return str(
            _("follower of calls")
        )  # never the address: it would reach logs and histories
