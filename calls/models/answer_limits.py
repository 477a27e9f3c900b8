from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerLimits(models.Model):
    """What a number or a day must keep to; of a question, or of a column of its table."""

    is_whole = models.BooleanField(_("whole numbers only"), default=False)
    min_value = models.DecimalField(
        _("at least"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    max_value = models.DecimalField(
        _("at most"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    earliest = models.DateField(_("not before"), null=True, blank=True)
    latest = models.DateField(_("not after"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if (
            self.min_value is not None
            and self.max_value is not None
            and self.min_value > self.max_value
        ):
            raise ValidationError(
                {"max_value": _("The minimum is greater than the maximum.")}
            )
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValidationError(
                {"latest": _("The first day comes after the last.")}
            )
