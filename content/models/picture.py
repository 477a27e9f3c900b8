import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData

#: widths of the copies we make, in pixels; none is made larger than the original
WIDTHS = (480, 960, 1600)
PERCENT = [MaxValueValidator(100)]


def _private():
    return storages["private"]


class Picture(models.Model):
    """A photograph of the picture library: kept once, shown wherever it is chosen.

    The original stays private (it may say where it was taken); readers get copies without
    metadata under `pictures/<uid>/`.
    """

    personal_data = PersonalData(texts=PUBLISHED, did=("uploaded_by",))

    LICENCES = [
        ("own", _("our own")),
        ("permission", _("with permission")),
        ("CC0-1.0", "CC0 1.0"),
        ("CC-BY-4.0", "CC BY 4.0"),
        ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
    ]

    uid = models.UUIDField(
        _("key"), default=uuid.uuid4, unique=True, editable=False
    )
    original = models.FileField(_("original"), storage=_private, editable=False)
    name = models.CharField(_("file name"), max_length=170, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt_hy: str | None
    alt_en: str | None
    alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who cannot see it."),
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    credit = models.CharField(_("picture by"), max_length=150, blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices=LICENCES, default="own"
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, %"), default=50, validators=PERCENT
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, %"), default=50, validators=PERCENT
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    encoded_at = models.DateTimeField(
        _("encoded at"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_focal_point_inside",
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                violation_error_message=_(
                    "The focal point lies outside the picture."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.alt or self.name

    @property
    def widths(self) -> list[int]:
        """The widths in which copies exist: at least one."""
        smaller = [width for width in WIDTHS if width < self.width]
        return smaller if self.width > WIDTHS[-1] else [*smaller, self.width]

    def url(self, width: int, kind: str = "jpg") -> str:
        """The address of a copy; `kind` is jpg, webp or avif."""
        return f"{settings.MEDIA_URL}pictures/{self.uid}/{width}.{kind}"

    def srcset(self, kind: str) -> str:
        return ", ".join(
            f"{self.url(width, kind)} {width}w" for width in self.widths
        )

    @property
    def largest_url(self) -> str:
        return self.url(self.widths[-1])

    @property
    def share_url(self) -> str:
        """The copy of 1200 × 630 cut around the focal point, for link previews."""
        return f"{settings.MEDIA_URL}pictures/{self.uid}/share.jpg"

    @property
    def focus(self) -> str:
        """The class names that hold the focal point in view when the picture is cut
        (picture.css).
        """
        return f"at-x-{round(self.focal_x, -1)} at-y-{round(self.focal_y, -1)}"
