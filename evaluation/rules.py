"""Who may: pure yes-or-no questions of (user, object)."""

from accounts.models import User
from applications.models import Application
from applications.rules import is_of_the_community, may_run_calls
from evaluation.models import Check, Ranking, RankingSignature


def may_evaluate(user: User, application: Application) -> bool:
    """An officer who is not of the community itself."""
    return may_run_calls(user) and not is_of_the_community(user, application)


def may_agree_to_ineligible(user: User, check: Check) -> bool:
    """A second officer: never the one who proposed it."""
    is_second = check.proposed_by_id != user.pk
    return is_second and may_evaluate(user, check.application)


def roles_to_sign(user: User) -> list[str]:
    """In which roles this person may sign a ranking."""
    if not user.is_active:
        return []
    return [
        role
        for role, _label in RankingSignature.ROLES
        if user.has_perm(f"evaluation.sign_as_{role}")
    ]


def role_to_sign(user: User, ranking: Ranking) -> str:
    """The role in which they may still sign this one; "" when they may not, or have."""
    signatures = list(ranking.signatures.all())
    if any(one.user_id == user.pk for one in signatures):
        return ""
    taken = {one.role for one in signatures}
    return next((one for one in roles_to_sign(user) if one not in taken), "")


def may_publish(user: User) -> bool:
    """The head: makes decisions known."""
    return user.is_active and user.has_perm("evaluation.publish_decisions")
