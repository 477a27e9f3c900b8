"""An amount in the currency of the call."""

from django.utils.translation import gettext_lazy as _

from calls.question_types.number import Number


class Money(Number):
    code = "money"
    label = _("amount of money")
