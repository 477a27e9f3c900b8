from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.models.programme import Programme
from core.database.partial_dates import validate_partial_date
from core.personal_data import PUBLISHED, PersonalData


class Membership(models.Model):
    """What a community is in a programme beside the Covenant: a rung of its ladder or a role in a
    cohort.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    LADDER = [
        ("signatory", _("signatory")),
        ("acting", _("acting member")),
        ("acting_excellence", _("acting member, with excellence")),
    ]
    COHORT = [
        ("pioneer", _("Pioneer Projects grantee")),
        ("portfolio", _("Portfolio municipality")),
        ("imaginaries", _("Urban Imaginaries cohort")),
        ("pilot", _("Pilot Projects grantee")),
    ]

    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("community"),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("programme"),
    )
    role = models.CharField(
        _("role"), max_length=20, choices=[*LADDER, *COHORT]
    )
    since = models.CharField(
        _("date"), max_length=10, validators=[validate_partial_date]
    )
    is_not_later_than = models.BooleanField(
        _("not later than this date"), default=False
    )
    is_first_in_armenia = models.BooleanField(
        _("first in Armenia"), default=False
    )
    call_code = models.CharField(_("call"), max_length=40, blank=True)
    project = models.CharField(_("project"), max_length=250, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["community", "since", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "programme", "role", "since"],
                name="membership_once",
                violation_error_message=_(
                    "This membership is already recorded."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.community}, {self.role} ({self.since})"
