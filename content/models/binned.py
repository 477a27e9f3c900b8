from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData


class BinnedContent(models.Model):
    """A deleted thing of content: everything it said, from which it can be made again for a time.

    Its own row is gone, so that no page, list, feed or search can show it.
    """

    personal_data = PersonalData(texts=PUBLISHED, did=("binned_by",))

    model = models.CharField(_("kind of page"), max_length=60)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=300, blank=True)
    slug = models.CharField(_("address"), max_length=80, blank=True)
    kept = models.JSONField(encoder=DjangoJSONEncoder)
    with_whole = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        related_name="parts",
        verbose_name=_("deleted with"),
    )
    binned_at = models.DateTimeField(_("deleted at"))
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("deleted by"),
    )

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        ordering = ["-binned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id"], name="binned_once"
            )
        ]
        indexes = [models.Index("binned_at", "id", name="binned_newest")]

    def __str__(self) -> str:
        return self.title
