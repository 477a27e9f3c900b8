"""The applications of a call as the board lists them: found, narrowed, sorted by the database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Collate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from calls.models import Call
from core.language import armenian
from core.language.bilingual import active_language
from core.language.search_words import Term, read_question
from core.registry import Registry

#: what the list can be sorted by → in words
ORDERS = {
    "reference": _("reference"),
    "community": _("community"),
    "amount": _("grant asked for, largest first"),
    "saved": _("last saved"),
}


@dataclass(frozen=True)
class BoardFilter:
    """A room above narrows the board by what it knows. `choices(call)`: (value, label); what is
    not among them narrows nothing.
    """

    code: str
    order: int
    label: str | Promise
    choices: Callable[[Call], list[tuple[str, Any]]]
    narrow: Callable[[ApplicationQuerySet, str], ApplicationQuerySet]


BOARD_FILTERS: Registry[BoardFilter] = Registry()


def list_applications(
    call: Call,
    user: User,
    *,
    words: str = "",
    state: str = "",
    lot: int = 0,
    order: str = "reference",
) -> ApplicationQuerySet:
    """What this user may see, narrowed and sorted, each with `versions_sent`. `words` must all be
    found: of the community in any case form or letters, of the reference or of the title.
    """
    applications = (
        Application.objects.visible_to(user)
        .filter(lot__call=call)
        .select_related("community", "lot")
        .annotate(versions_sent=Count("versions"))
    )
    if state:
        applications = applications.filter(state=state)
    if lot:
        applications = applications.filter(lot__number=lot)
    for term in read_question(words).names:
        applications = applications.filter(_holds(term))
    return applications.order_by(*_order(order))


def _holds(term: Iterable[str] | Term) -> Q:
    """One of the term's tokens begins a word of the community's names or of its own key."""
    conditions = Q()
    for token in term:
        begins = f" {token}"
        conditions |= Q(search_key__contains=begins)
        conditions |= Q(community__search_key__contains=begins)
    return conditions


def _order(order: str) -> list[Any]:
    name = (
        Collate("community__name_hy", armenian.COLLATION)
        if active_language() == "hy"
        else F("community__name_en")
    )
    orders: dict[str, Any] = {
        "community": name,
        "amount": F("grant").desc(nulls_last=True),
        "saved": F("saved_at").desc(),
    }
    return [orders[order], "reference"] if order in orders else ["reference"]


def neighbours_in_call(
    application: Application, user: User
) -> tuple[Application | None, Application | None]:
    """The one before and the one after it on the board of its call, by reference."""
    others = Application.objects.visible_to(user).filter(
        lot__call=application.lot.call_id
    )
    reference = application.reference
    before = others.filter(reference__lt=reference).order_by("-reference")
    after = others.filter(reference__gt=reference).order_by("reference")
    return before.first(), after.first()
