from mailing.models.letter import Letter
from mailing.models.subscription import Address, Subscription

__all__ = ["Address", "Letter", "Subscription"]
