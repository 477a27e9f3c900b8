from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData


class Edition(models.Model):
    """A change of the register: when, what, by whom. The newest one names the state of the open
    data.
    """

    personal_data = PersonalData(texts=PUBLISHED, did=("by",))

    at = models.DateTimeField(_("at"), auto_now_add=True)
    what = models.CharField(_("what"), max_length=250)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("change of the register")
        verbose_name_plural = _("changes of the register")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.what
