"""What the calls hand down to the rooms below them."""

from calls import states
from portal import state_labels

state_labels.register(states.LABELS.items())
