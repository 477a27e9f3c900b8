"""What the register hands down to the rooms below it."""

from communities.models import Action, Membership, ProfileChange
from communities.models.country import STATUSES
from portal import state_labels

state_labels.register(STATUSES)
state_labels.register(Action.STATUSES)
state_labels.register(ProfileChange.STATES)
state_labels.register(Membership.LADDER)
