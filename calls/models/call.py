import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calls import states
from calls.models.priority import Priority
from communities.models import Community, Programme
from content.search.entries import index_entries
from content.searchable import ALWAYS, Searchable
from core.database.partial_dates import validate_partial_date
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField, plain_text

RESERVED = ("follow",)


class CallQuerySet(models.QuerySet["Call"]):
    def published(self):
        return self.filter(status=Call.PUBLISHED)

    def with_parts(self):
        return self.select_related("programme").prefetch_related(
            "lots__regions", "priorities"
        )

    def update(self, **values) -> int:
        """The search is told when the instant of the results is written past `save()`."""
        if "results_published_at" not in values:
            return super().update(**values)
        with transaction.atomic():
            keys = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**values)
            for call in Call.objects.filter(pk__in=keys):
                index_entries(call)
        return changed


class Call(Searchable):
    """An invitation to municipalities to express interest or send proposals."""

    personal_data = PersonalData(
        texts=PUBLISHED, not_personal={"contact_email": "of an office"}
    )

    DRAFT, PUBLISHED, CANCELLED = "draft", "published", "cancelled"
    STATUSES = [
        (DRAFT, _("draft")),
        (PUBLISHED, _("published")),
        (CANCELLED, _("cancelled")),
    ]
    INTEREST, PROPOSALS = "interest", "proposals"
    KINDS = [
        (INTEREST, _("expressions of interest")),
        (PROPOSALS, _("proposals")),
    ]

    search_kind = "call"
    search_fields = ("summary", "body", "eligibility")

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        help_text=_(
            "Every reference begins with it, for example UI26-L2-0007."
        ),
        validators=[
            RegexValidator(
                r"^[A-Z0-9]+$", _("Capital Latin letters and digits only.")
            )
        ],
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS)
    status = models.CharField(
        _("status"), max_length=10, choices=STATUSES, default=DRAFT
    )
    is_historic = models.BooleanField(
        _("past call"),
        default=False,
        help_text=_(
            "Run before this portal existed; recorded from published sources."
        ),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("programme"),
    )
    programme_name = models.CharField(
        _("programme, as written"), max_length=150, blank=True
    )
    title_hy: str | None
    title_en: str | None
    title = models.CharField(
        _("title"), max_length=250, blank=True
    )  # of past calls often in English only
    summary = models.TextField(_("summary"), blank=True)
    body = RichTextField(_("text"), blank=True)
    eligibility = RichTextField(_("who may apply"), blank=True)
    reference = models.CharField(
        _("publication reference"), max_length=60, blank=True
    )
    contracting_authority = models.CharField(
        _("contracting authority"), max_length=200, blank=True
    )
    funder = models.CharField(_("funder"), max_length=150, blank=True)
    procedure = models.CharField(_("procedure"), max_length=150, blank=True)
    launched = models.CharField(
        _("launched"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
    )
    deadline = models.CharField(
        _("deadline, as known"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("Only for a past call; an open call closes with its lots."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", blank=True
    )
    total_budget = models.DecimalField(
        _("total budget"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
    )
    results = models.TextField(_("results"), blank=True)
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("One address per line.")
    )
    questions_until = models.DateTimeField(
        _("questions until"), null=True, blank=True
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    priorities = models.ManyToManyField(
        Priority, blank=True, related_name="calls", verbose_name=_("priorities")
    )
    require_all_priorities = models.BooleanField(
        _("every priority must be answered"), default=False
    )
    is_sealed = models.BooleanField(
        _("sealed until the deadline"),
        default=False,
        help_text=_(
            "Until then the office sees how many applications there are, not what they say."
        ),
    )
    communities = models.ManyToManyField(
        Community,
        verbose_name=_("communities named in the results"),
        blank=True,
        related_name="+",
    )
    is_known_closed = models.BooleanField(
        _("known to be closed"),
        default=True,
        help_text=_(
            "For a past call: untick this if no source says whether it is still open."
        ),
    )
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True
    )
    results_published_at = models.DateTimeField(
        _("results published at"), null=True, blank=True
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-published_at", "-launched", "code"]

    def __str__(self) -> str:
        return self.title or self.code

    def get_absolute_url(self) -> str:
        return reverse("calls:detail", args=[self.slug])

    def search_names(self) -> list[str]:
        return [self.code, self.reference]

    def search_span(self):
        return (
            (self.published_at or ALWAYS, None)
            if self.status == self.PUBLISHED
            else (None, None)
        )

    def search_date(self):
        return self.published_at

    def search_text(self, language: str) -> tuple[str, str] | None:
        title, text = super().search_text(language) or ("", "")
        if not title:
            return None
        texts = [text]
        for lot in self.lots.all() if self.pk else []:
            texts.append(getattr(lot, f"title_{language}") or "")
            texts.append(plain_text(getattr(lot, f"objectives_{language}")))
        return title, " ".join(texts)

    def search_later(self, language: str) -> tuple[dt.datetime, str] | None:
        at = self.results_public_from
        words = plain_text(getattr(self, f"results_{language}"))
        return (at, words) if at and words else None

    def clean(self) -> None:
        if not self.is_historic and not self.title_hy:
            raise ValidationError(
                {"title_hy": _("A call needs its Armenian title.")}
            )
        if self.slug in RESERVED:
            raise ValidationError(
                {
                    "slug": _(
                        "This address is already used by a page of the portal."
                    )
                }
            )

    def state_at(self, now: dt.datetime) -> str:
        if self.is_historic and not self.is_known_closed:
            return states.UNKNOWN
        lots = list(self.lots.all())
        at = self.results_published_at
        return states.call_state(
            [lot.state_at(now) for lot in lots],
            decided=at is not None
            and at <= now
            and not any(lot.results_published_at for lot in lots),
        )

    @property
    def state(self) -> str:
        return self.state_at(timezone.now())

    @property
    def is_open(self) -> bool:
        return self.state in (states.OPEN, states.CLOSING)

    @property
    def next_closing(self) -> dt.datetime | None:
        """The nearest closing instant among its open lots."""
        return min(
            (
                lot.closes_at
                for lot in self.lots.all()
                if lot.is_open and lot.closes_at
            ),
            default=None,
        )

    def is_taking_questions_at(self, now: dt.datetime) -> bool:
        """From publication until the cut-off; without one, until the last lot closes."""
        if self.status != self.PUBLISHED or self.is_historic:
            return False
        until = self.questions_until or max(
            (lot.closes_at for lot in self.lots.all() if lot.closes_at),
            default=None,
        )
        return until is not None and now < until

    @property
    def is_taking_questions(self) -> bool:
        return self.is_taking_questions_at(timezone.now())

    @property
    def results_public_from(self) -> dt.datetime | None:
        """Of a past call always; of ours from the instant of publication on, for everyone at
        once. The words of the results and the communities named in them wait for it everywhere.
        """
        return ALWAYS if self.is_historic else self.results_published_at

    @property
    def described_by(self) -> str:
        """Which of its texts describe it elsewhere: the results once they are public."""
        texts = "summary body"
        return f"{texts} results" if self.results_are_public else texts

    @property
    def results_are_public(self) -> bool:
        at = self.results_public_from
        return at is not None and at <= timezone.now()

    def newest_documents(self) -> list:
        """What holds now, each with the versions before it in `earlier`, newest first."""
        documents = {document.pk: document for document in self.documents.all()}
        replaced = {document.replaces_id for document in documents.values()}
        newest = [
            document
            for document in documents.values()
            if document.pk not in replaced
        ]
        for document in newest:
            document.earlier = document.versions_before(documents)
        return newest

    @property
    def source_list(self) -> list[str]:
        return self.sources.split("\n") if self.sources else []
