"""How the start page is put together."""

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from calls.models import Call
from core.personal_data import PUBLISHED, PersonalData
from news.models import Article


class HomePage(models.Model):
    """The start page: what stands out on it, and its blocks in their order. One row."""

    personal_data = PersonalData(texts=PUBLISHED)

    ONLY = 1
    revision_rows = ("blocks",)

    id = models.PositiveSmallIntegerField(
        primary_key=True, default=ONLY, editable=False
    )
    headline = models.CharField(
        _("sentence at the top"),
        max_length=150,
        blank=True,
        help_text=_("If empty, the usual one."),
    )
    featured_article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first article"),
        help_text=_("If empty or not public, the newest article stands first."),
    )
    featured_call = models.ForeignKey(
        Call,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first call"),
        help_text=_("If empty or not open, the call that closes next."),
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home page")
        constraints = [
            models.CheckConstraint(
                name="home_page_is_one_row", condition=Q(id=1)
            )
        ]

    def __str__(self) -> str:
        return capfirst(str(self._meta.verbose_name))


class HomeBlock(models.Model):
    """A block of the start page below what is open now."""

    CODES = [
        ("news", _("news")),
        ("register", _("map and counts of the register")),
        ("events", _("next events and the two programmes")),
    ]

    home = models.ForeignKey(
        HomePage, models.CASCADE, related_name="blocks", editable=False
    )
    code = models.CharField(_("block"), max_length=20, choices=CODES)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    is_shown = models.BooleanField(_("shown"), default=True)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks in their order")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["home", "code"],
                name="home_block_stands_once",
                violation_error_message=_("This block stands there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())
