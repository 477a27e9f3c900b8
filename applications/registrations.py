"""What the applications hand down to the rooms below them."""

from applications import states
from portal import state_labels

state_labels.register(states.CHOICES)
state_labels.register(states.SHOWN_LABELS.items())
