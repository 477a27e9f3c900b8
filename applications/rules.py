"""Who may: pure yes-or-no questions of (user, object); the clock is asked by the verbs."""

from accounts.models import User
from applications.models import (
    Application,
    ApplicationExtension,
    LotReopening,
)
from communities.models import Community


def is_of_community(user: User, community: Community) -> bool:
    return user.seats.filter(community=community).exists()


def is_of_the_community(user: User, application: Application) -> bool:
    return user.seats.filter(community=application.community_id).exists()


def may_start(user: User, community: Community) -> bool:
    return user.seats.that_write().filter(community=community).exists()


def may_ask(user: User, community: Community) -> bool:
    return may_start(user, community)


def may_write(user: User, application: Application) -> bool:
    return (
        user.seats.that_write()
        .filter(community=application.community_id)
        .exists()
    )


def may_submit(user: User, application: Application) -> bool:
    return (
        user.seats.that_submit()
        .filter(community=application.community_id)
        .exists()
    )


def may_run_calls(user: User) -> bool:
    """An officer: extends, opens, asks for completion, answers questions, exports."""
    return (
        user.is_active
        and user.works_in_the_office
        and user.has_perm("calls.add_deadlineextension")
    )


def may_agree_to_reopening(user: User, reopening: LotReopening) -> bool:
    """A second officer: never the one who proposed it."""
    return may_run_calls(user) and reopening.proposed_by_id != user.pk


def may_agree(user: User, extension: ApplicationExtension) -> bool:
    """A second officer: never the one who proposed it, nor somebody of the community itself."""
    is_second = may_run_calls(user) and extension.proposed_by_id != user.pk
    return is_second and not is_of_the_community(user, extension.application)
