import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models.region import EIGHT_DIGITS, Region, between
from content.models import Picture
from content.searchable import Searchable
from core.database.partial_dates import validate_partial_date
from core.language import armenian
from core.language.bilingual import DEFAULT_LANGUAGE, LANGUAGES, active_language
from core.language.search_words import Term, read_question, search_key
from core.personal_data import (
    PUBLISHED,
    SEEN_BY_EVERYONE,
    OnErasure,
    PersonalData,
)

#: addresses below /communities/ that are pages of their own
PAGES = ("map", "compare", "totals", "names", "follow", "recognitions")


#: stands before the words of the region's name in a search key; of the private use area
REGION = "\ue003"
#: HD 002 codes have eight digits: by them the seat of a region comes first
CODES = 10**8


def _in_name(term: Term) -> models.Q:
    """One of the term's tokens begins a word of a name."""
    conditions = models.Q()
    for token in term:
        conditions |= models.Q(search_key__contains=f" {token}")
    return conditions


def _in_region(term: Term) -> models.Q:
    """One of the term's tokens is a word of the region's name."""
    conditions = models.Q()
    for token in term:
        conditions |= models.Q(search_key__contains=f" {REGION}{token} ")
    return conditions


def not_a_page(slug: str) -> None:
    """Refuses an address that one of our own pages has; raises ValidationError 'taken'."""
    if slug in PAGES:
        raise ValidationError(
            _("This address belongs to a page of the portal."), code="taken"
        )


class CommunityQuerySet(models.QuerySet["Community"]):
    def current(self):
        """The communities of the present map."""
        return self.filter(is_former=False)

    def signatories(self, on: dt.date):
        """Those that had joined the Covenant by the day, counted from the adhesions themselves."""
        return self.filter(adhesions__joined_on__lte=on).distinct()

    def with_plan(self):
        """Those whose action plan is recorded."""
        return self.filter(plans__isnull=False).distinct()

    def with_facts(self):
        """Each with its `population`, `first_adhesion`, `last_adhesion` and `published_status`."""
        figures = self._rows_of("population_figures").order_by("-on", "pk")
        adhesions = self._rows_of("adhesions")
        reported = adhesions.exclude(reported_status="").order_by(
            "-reported_on", "-joined_on"
        )
        return self.annotate(
            population=models.Subquery(figures.values("people")[:1]),
            first_adhesion=models.Subquery(
                adhesions.order_by("joined_on").values("joined_on")[:1]
            ),
            last_adhesion=models.Subquery(
                adhesions.order_by("-joined_on").values("joined_on")[:1]
            ),
            published_status=models.Subquery(
                reported.values("reported_status")[:1]
            ),
        )

    def _rows_of(self, relation: str):
        """The rows of each community, for a subquery."""
        field = self.model._meta.get_field(relation)
        assert isinstance(field, models.ManyToOneRel)
        rows = field.related_model._default_manager
        return rows.filter(community=models.OuterRef("pk"))

    def matching(self, query: str):
        """Every word of the query begins a word of a name or alias, or is one of the region's name,
        in any case form or script. The kind of a place leaves nothing out: «Սևան համայնք».

        Each with `is_named`: whether it is meant by its own name.
        """
        question = read_question(query)
        communities = self if question.terms else self.none()
        is_named = models.Q()
        for term in question.names:
            communities = communities.filter(_in_name(term) | _in_region(term))
            is_named &= _in_name(term)
        return communities.alias(
            is_named=models.Case(models.When(is_named, then=1), default=0)
            if is_named
            else models.Value(0)
        )

    def alphabetical(self):
        """By name in the active language; the Armenian alphabet on both engines."""
        name = (
            Collate("name_hy", armenian.COLLATION)
            if active_language() == "hy"
            else models.F("name_en")
        )
        return self.order_by(name, "hd002_code")


class Community(Searchable):
    """A municipality of Armenia: of the present map, or a former one whose page stays findable."""

    personal_data = PersonalData(
        email="contact_email",
        fields=("contact_email", "contact_phone"),
        on_erasure=OnErasure.EMPTIED,
        emptied={"contact_email": "", "contact_phone": ""},
        texts=PUBLISHED,
        what=_("your address as the public contact of a community"),
        why=_("so that citizens reach the community"),
        seen_by=SEEN_BY_EVERYONE,
        how_long=_("until the community names another"),
    )

    search_kind = "community"
    search_title = "name"
    search_fields = ("seat",)

    hd002_code = models.CharField(
        _("HD 002 code"), max_length=8, unique=True, validators=[EIGHT_DIGITS]
    )
    #: set where a list says why a community is on hold: `duties.Standing`
    standing: Any = None

    slug = models.SlugField(_("address"), unique=True, validators=[not_a_page])
    name = models.CharField(_("name"), max_length=100)
    name_hy: str
    name_en: str
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        related_name="communities",
        verbose_name=_("region"),
    )
    seat = models.CharField(
        _("administrative centre"), max_length=100, blank=True
    )
    seat_hy: str | None
    seat_en: str | None
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=between(38, 42),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=between(43, 47),
    )
    coordinates_source = models.CharField(
        _("source of the coordinates"), max_length=100, blank=True
    )
    gcom_id = models.CharField(
        _("number in the Covenant's register"), max_length=10, blank=True
    )
    is_former = models.BooleanField(_("former community"), default=False)
    absorbed_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        verbose_name=_("absorbed by"),
    )
    absorbed_in = models.CharField(
        _("absorbed in"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("2022, 2022-10 or 2022-10-12"),
    )
    photograph = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photograph"),
        help_text=_("With its author and licence, as every picture."),
    )
    coat_of_arms = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coat of arms"),
    )
    website = models.URLField(_("website"), blank=True)
    contact_email = models.EmailField(_("public e-mail address"), blank=True)
    contact_phone = models.CharField(
        _("public telephone"), max_length=40, blank=True
    )
    contact_address = models.CharField(
        _("postal address"), max_length=200, blank=True
    )
    letters_in = models.CharField(
        _("language of letters"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=DEFAULT_LANGUAGE,
    )
    note = models.CharField(_("note"), max_length=250, blank=True)
    search_key = models.TextField(editable=False, default="")

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["hd002_code"]
        constraints = [
            models.CheckConstraint(
                name="community_absorbed_is_former",
                violation_error_message=_(
                    "Only a former community can be absorbed by another one."
                ),
                condition=models.Q(absorbed_by=None) | models.Q(is_former=True),
            ),
            models.CheckConstraint(
                name="community_not_absorbed_by_itself",
                condition=models.Q(absorbed_by=None)
                | ~models.Q(absorbed_by=models.F("pk")),
                violation_error_message=_(
                    "A community cannot be absorbed by itself."
                ),
            ),
            models.CheckConstraint(
                name="community_coordinates_together",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both coordinates or neither."),
            ),
            models.UniqueConstraint(
                fields=["gcom_id"],
                name="community_gcom_id_once",
                violation_error_message=_(
                    "Another community has this number in the Covenant's register."
                ),
                condition=~models.Q(gcom_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        other_names = self.other_names() if self.pk else []
        seats = (self.seat_hy, self.seat_en)
        self.search_key = search_key(*self.names, *seats, *other_names)
        regions = (getattr(self.region, f"name_{code}") for code in LANGUAGES)
        self.search_key += search_key(*regions, sign=REGION)
        super().save(*args, **kwargs)

    @property
    def names(self) -> tuple[str, str]:
        """In Armenian and in English."""
        return self.name_hy, self.name_en

    def other_names(self) -> list[str]:
        """Former and second names, and those of its districts in both languages."""
        districts = self.districts.all()
        return [
            *(alias.name for alias in self.aliases.all()),
            *(district.name_hy for district in districts),
            *(district.name_en for district in districts if district.name_en),
        ]

    def get_absolute_url(self) -> str:
        return reverse("communities:detail", args=[self.slug])

    def search_names(self) -> list[str]:
        return [*filter(None, self.names), *self.other_names()]

    def search_rank(self) -> int:
        return 0 if self.is_former else CODES - int(self.hd002_code)

    def search_text(self, language: str) -> tuple[str, str] | None:
        title, seat = super().search_text(language) or ("", "")
        return (
            (
                title,
                " · ".join(
                    filter(
                        None, [seat, getattr(self.region, f"name_{language}")]
                    )
                ),
            )
            if title
            else None
        )
