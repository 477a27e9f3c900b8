"""Who may: pure yes-or-no questions of (user, object); the clock is asked by the verbs."""

from applications.models import Application
from communities.models import Community
from portal.models import User


def is_of_the_community(user: User, application: Application) -> bool:
    return user.seats.filter(community=application.community_id).exists()


def may_start(user: User, community: Community) -> bool:
    return user.seats.that_write().filter(community=community).exists()


def may_write(user: User, application: Application) -> bool:
    return user.seats.that_write().filter(community=application.community_id).exists()


def may_submit(user: User, application: Application) -> bool:
    return user.seats.that_submit().filter(community=application.community_id).exists()
