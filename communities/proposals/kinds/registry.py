"""The kinds of change that are there, in the order of their tiles."""

from communities.proposals.kinds.base import ChangeKind
from core.registry import Registry

CHANGE_KINDS: Registry[ChangeKind] = Registry()
