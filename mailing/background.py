"""The work after the answer, piece by piece: one that fails is noted and never stops the rest."""

import logging
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from core.registry import Registry
from mailing.models import Failure

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """One kind of work: `act` does it for one piece, named by its key, and may be repeated.

    A piece is one transaction, so that half of one is never kept; work that is slow, or is made of
    pieces itself, would hold the database and is not.
    """

    code: str
    label: Any
    order: int
    act: Callable[[str], Any]
    is_one_transaction: bool = True


WORKS: Registry[Work] = Registry()


def do_one(
    work: str, piece: object, act: Callable[[str], Any] | None = None
) -> Any:
    """Do one piece, by `act` where a run does it otherwise than a second try.

    None when it failed, and then the failure is noted at it.
    """
    kind = WORKS.get(work)
    whole = transaction.atomic() if kind.is_one_transaction else nullcontext()
    try:
        with whole:
            result = (act or kind.act)(str(piece))
    except Exception as error:
        # whatever goes wrong with one piece, the next are other people's
        _note_failure(work, str(piece), error)
        return None
    Failure.objects.filter(work=work, piece=str(piece)).delete()
    return result


def do_each(
    work: str,
    pieces: Iterable[object],
    act: Callable[[str], Any] | None = None,
) -> list[Any]:
    """What each piece gave, without those that failed."""
    results = [do_one(work, piece, act) for piece in pieces]
    return [result for result in results if result is not None]


def try_again(failure: Failure, *, by: User) -> bool:
    """Do a piece that failed once more; whether it succeeded. Raises PermissionDenied."""
    if not by.has_perm("mailing.send_again"):
        raise PermissionDenied
    do_one(failure.work, failure.piece)
    return not Failure.objects.filter(pk=failure.pk).exists()


def reason_of(error: Exception) -> str:
    """What kind of error it was, never its words: they may quote a person or an address."""
    return type(error).__name__[:80]


def _note_failure(work: str, piece: str, error: Exception) -> None:
    log.error("%s %s failed: %s", work, piece, reason_of(error))
    failure, _is_new = Failure.objects.get_or_create(work=work, piece=piece)
    failure.reason = reason_of(error)
    failure.tries += 1
    failure.save(update_fields=["reason", "tries", "last_at"])
