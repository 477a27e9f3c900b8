"""Hearing of one community by e-mail: one letter a day at most."""

import datetime as dt
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from core.language.bilingual import text
from mailing import subscribing
from mailing.day_letters import DayLetter
from mailing.models import Subscription
from mailing.subjects import Subject
from portal.town.happenings import happenings_between

ONE_COMMUNITY = "community"


def _community_of(subscription: Subscription) -> Community | None:
    return Community.objects.filter(pk=subscription.about).first()


def _describe(subscription: Subscription) -> str:
    community = _community_of(subscription)
    if community is None:
        return _("A community that is no longer in the register")
    return _("Community: %(name)s") % {"name": text(community, "name")}


def follow_community(
    email: str, community: Community, *, language: str
) -> None:
    """Someone wants to hear of a community: see `subscribing.subscribe_address`."""
    subscribing.subscribe_address(
        email,
        ONE_COMMUNITY,
        str(community.pk),
        language=language,
        community=community,
    )


def _news_for(follower: Subscription, until: dt.datetime) -> dict[str, Any]:
    community, since = _community_of(follower), follower.heard_until
    if community is None or since is None:
        return {}
    with translation.override(follower.language):
        happenings = happenings_between(community, since, until)
    return (
        {"community": community, "happenings": happenings} if happenings else {}
    )


SUBJECT = Subject(
    ONE_COMMUNITY,
    gettext_lazy("one community"),
    _describe,
    confirm_letter="town_confirm",
    letters=("town_digest",),
    order=4,
)
DAY_LETTER = DayLetter(
    "town_digest",
    (ONE_COMMUNITY,),
    _news_for,
    gettext_lazy("the day's letters about communities"),
    25,
)
