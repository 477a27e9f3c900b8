"""May this community apply? Each kind of condition is one module, found by itself."""

from applications.drafts.eligibility.checks import check, rules_of, still_wrong
from applications.drafts.eligibility.outcome import NOT_MET
from applications.drafts.eligibility.region import is_for
from core.registry import import_modules

__all__ = ["NOT_MET", "check", "is_for", "rules_of", "still_wrong"]

import_modules(__name__)
