"""An amount in the currency of the call."""

from django.utils.translation import gettext_lazy as _

from calls.question_types.number import Number
from calls.question_types.registry import QUESTION_TYPES


class Money(Number):
    code = "money"
    order = 4
    label = _("amount of money")


QUESTION_TYPES.register(Money())
