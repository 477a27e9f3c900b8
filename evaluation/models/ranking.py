from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from applications.models import Application
from calls.models import Lot
from core.personal_data import RECORD, PersonalData
from evaluation import states


class Ranking(models.Model):
    """The applications of a lot in their order, made at one time, signed by two people.

    `record` is the canonical JSON of everything it rests on; `sha256` is its hash, and what is
    signed. Once signed the database refuses every change; a correction is the next number.
    """

    personal_data = PersonalData(texts=RECORD, did=("made_by", "set_aside_by"))

    lot = models.ForeignKey(
        Lot,
        models.PROTECT,
        related_name="rankings",
        verbose_name=_("lot"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.TextField(_("reason of the correction"), blank=True)
    record = models.TextField(_("record"))
    previous_sha256 = models.CharField(
        _("SHA-256 of the one before"), max_length=64, blank=True
    )
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    set_aside_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set aside by"),
    )
    set_aside_at = models.DateTimeField(
        _("set aside at"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        ordering = ["lot", "number"]
        permissions = [
            ("sign_as_officer", "Can sign a ranking as the officer"),
            ("sign_as_head", "Can sign a ranking as the head"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "number"], name="ranking_number_once"
            ),
            models.UniqueConstraint(
                fields=["lot"],
                condition=models.Q(signed_at=None, set_aside_at=None),
                name="one_ranking_to_sign_at_a_time",
            ),
            models.CheckConstraint(
                name="ranking_signed_or_set_aside",
                condition=models.Q(signed_at=None)
                | models.Q(set_aside_at=None),
            ),
            models.CheckConstraint(
                name="ranking_set_aside_by_somebody",
                condition=models.Q(set_aside_at=None, set_aside_by=None)
                | models.Q(
                    set_aside_at__isnull=False, set_aside_by__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} R{self.number}"

    @property
    def is_to_sign(self) -> bool:
        return self.signed_at is None and self.set_aside_at is None


class RankingRow(models.Model):
    """One application in a ranking. `points`: the mean of its reviews; `place`: its rank among
    those that reach every threshold, None below one.
    """

    personal_data = PersonalData(texts=RECORD)

    ranking = models.ForeignKey(
        Ranking,
        models.PROTECT,
        related_name="rows",
        verbose_name=_("ranking"),
    )
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="ranking_rows",
        verbose_name=_("application"),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    place = models.PositiveSmallIntegerField(
        pgettext_lazy("ranking", "place"), null=True
    )
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2)
    grant = models.DecimalField(
        _("grant asked for"), max_digits=12, decimal_places=2
    )
    standing = models.CharField(
        _("standing"),
        max_length=10,
        choices=list(states.STANDINGS.items()),
    )

    class Meta:
        verbose_name = _("line of a ranking")
        verbose_name_plural = _("lines of a ranking")
        ordering = ["ranking", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "application"], name="ranked_once"
            ),
            models.UniqueConstraint(
                fields=["ranking", "order"], name="ranking_order_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ranking} {self.order}"


class RankingSignature(models.Model):
    """That a person signed a ranking, and what its hash was."""

    personal_data = PersonalData(texts=RECORD, did=("user",))

    OFFICER, HEAD = "officer", "head"
    ROLES = [
        (OFFICER, _("programme officer")),
        (HEAD, _("head of the programme")),
    ]

    ranking = models.ForeignKey(
        Ranking,
        models.PROTECT,
        related_name="signatures",
        verbose_name=_("ranking"),
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=ROLES)
    sha256 = models.CharField("SHA-256", max_length=64)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("signature of a ranking")
        verbose_name_plural = _("signatures of rankings")
        ordering = ["ranking", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "user"], name="ranking_signed_once_by_one"
            ),
            models.UniqueConstraint(
                fields=["ranking", "role"], name="ranking_signed_once_in_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ranking} {self.role}"
