from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData


class CheckedLink(models.Model):
    """A link that stands in some text, and what its last check found."""

    personal_data = PersonalData(texts=PUBLISHED)

    address = models.URLField(_("address"), max_length=500)
    model = models.CharField(_("kind of page"), max_length=60)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(_("page"), max_length=300)
    checked_at = models.DateTimeField(_("checked at"))
    problem = models.CharField(_("problem"), max_length=100, blank=True)
    broken_since = models.DateTimeField(
        _("broken since"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["broken_since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id", "address"],
                name="link_once_a_page",
            ),
            models.CheckConstraint(
                name="link_broken_with_its_problem",
                condition=models.Q(problem="", broken_since=None)
                | (
                    ~models.Q(problem="") & models.Q(broken_since__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.address
