"""The kinds of condition that are there."""

from applications.drafts.eligibility.base import RuleKind
from core.registry import Registry

RULE_KINDS: Registry[RuleKind] = Registry()
