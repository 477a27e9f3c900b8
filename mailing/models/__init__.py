from mailing.models.failure import Failure
from mailing.models.letter import Letter
from mailing.models.subscription import Address, Subscription

__all__ = ["Address", "Failure", "Letter", "Subscription"]
