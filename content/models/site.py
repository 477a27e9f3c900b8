"""The frame of the site that administrators edit: names, notices, menus, partners."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.models.page import Page
from content.models.picture import Picture
from core.personal_data import PUBLISHED, PersonalData
from core.text.source_lines import validate_sources

#: a path of ours or a whole address; nothing that a browser would run
is_link = RegexValidator(
    r"^(/(?!/)\S*|https?://\S+)$",
    _("Begin with “/” for a page of this site, or with “https://”."),
)


def _ends_after_it_begins(name: str, first: str, last: str):
    return models.CheckConstraint(
        name=name,
        condition=Q(**{first: None})
        | Q(**{last: None})
        | Q(**{f"{last}__gt": F(first)}),
        violation_error_message=_("It would end before it begins."),
    )


def shown_at(now) -> Q:
    """Those whose time it is: `shown_from` has come and `shown_until` has not."""
    return (Q(shown_from=None) | Q(shown_from__lte=now)) & (
        Q(shown_until=None) | Q(shown_until__gt=now)
    )


class SiteSettings(models.Model):
    """What the whole site says of itself. One row; what is empty is as the installation says."""

    personal_data = PersonalData(
        texts=PUBLISHED, not_personal={"contact_email": "of the office"}
    )

    ONLY = 1

    id = models.PositiveSmallIntegerField(
        primary_key=True, default=ONLY, editable=False
    )
    name = models.CharField(
        _("name of the site"),
        max_length=100,
        blank=True,
        help_text=_("In the titles of pages and letters."),
    )
    sender = models.CharField(
        _("name of the sender of letters"), max_length=80, blank=True
    )
    publisher = models.CharField(
        _("who runs the site"), max_length=200, blank=True
    )
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_address = models.CharField(
        _("postal address"), max_length=250, blank=True
    )
    social = models.TextField(
        _("pages on social networks"),
        blank=True,
        validators=[validate_sources],
        help_text=_("One per line: the address, then a space and a name."),
    )

    class Meta:
        verbose_name = _("names and contacts")
        verbose_name_plural = _("names and contacts")
        constraints = [
            models.CheckConstraint(
                name="site_settings_are_one_row", condition=Q(id=1)
            )
        ]

    def __str__(self) -> str:
        return capfirst(str(self._meta.verbose_name))


class BannerQuerySet(models.QuerySet["Banner"]):
    def current(self, now=None):
        return self.filter(shown_at(now or timezone.now()))


class Banner(models.Model):
    """A notice above every public page: of maintenance, of a deadline, of a holiday.

    It stands in the languages in which it has a text.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    TONES = [("info", _("news")), ("due", _("maintenance or warning"))]

    text = models.CharField(
        _("text"),
        max_length=300,
        blank=True,
        help_text=_("Without a text in a language it is not shown in it."),
    )
    text_hy: str | None
    text_en: str | None
    address = models.CharField(
        _("address it leads to"),
        max_length=300,
        blank=True,
        validators=[is_link],
    )
    tone = models.CharField(
        _("kind"), max_length=10, choices=TONES, default="info"
    )
    shown_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        ordering = ["-pk"]
        constraints = [
            _ends_after_it_begins(
                "banner_ends_after_it_begins", "shown_from", "shown_until"
            )
        ]

    def __str__(self) -> str:
        return self.text or str(self._meta.verbose_name)

    def clean(self) -> None:
        if not (self.text_hy or self.text_en):
            raise ValidationError(_("Write the text in one language at least."))


class MenuLink(models.Model):
    """A link that administrators add to a menu: to a page of ours or to an address.

    A page that is not public stands in no menu until it is public again.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    PLACES = [("menu", _("menu")), ("foot", _("foot of the page"))]

    place = models.CharField(
        _("where"), max_length=10, choices=PLACES, default="menu"
    )
    label = models.CharField(
        _("words of the link"),
        max_length=60,
        blank=True,
        help_text=_("If empty, the title of the page."),
    )
    page = models.ForeignKey(
        Page,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="menu_links",
        verbose_name=_("page"),
    )
    address = models.CharField(
        _("or an address"), max_length=300, blank=True, validators=[is_link]
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("link of a menu")
        verbose_name_plural = _("links of menus")
        ordering = ["place", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="menu_link_has_one_target",
                condition=Q(page=None) ^ Q(address=""),
                violation_error_message=_(
                    "Choose a page or write an address, not both."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.page or self.address)

    def clean(self) -> None:
        if self.address and not self.label:
            raise ValidationError(
                {"label": _("An address needs words to stand in the menu.")}
            )


class Partner(models.Model):
    """An organisation whose logo stands at the foot of the public pages."""

    personal_data = PersonalData(texts=PUBLISHED)

    name = models.CharField(_("name"), max_length=150)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("logo"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("partner at the foot")
        verbose_name_plural = _("partners at the foot")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
