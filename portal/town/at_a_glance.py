"""One's own community at a glance: what it owes next, what it may apply to, its news and events.

Which community it is stands in the address, and in the browser of who asked to remember it; the
server keeps nothing.
"""

from django.utils import timezone

from communities.models import Community
from portal.town.happenings import lots_for, open_duties

SHOWN = 3


def town_at_a_glance(community: Community) -> dict:
    today, now = timezone.localdate(), timezone.now()
    articles = community.articles.published().newest().in_lists()
    return {
        "community": community,
        "duties": [
            (duty, duty.is_overdue(today), duty.is_passed(today))
            for duty in open_duties(community)[:SHOWN]
        ],
        "lots": [lot for lot in lots_for(community) if lot.is_open_at(now)],
        "articles": articles[:SHOWN],
        "events": community.events.published().upcoming_once()[:SHOWN],
    }
