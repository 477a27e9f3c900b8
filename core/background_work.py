"""Work after the answer: begun once its facts stand, logged under the request that asked for it."""

import functools
from collections.abc import Callable

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task

from core.web.request_ids import current_request_id, named_request


def background_task(function: Callable) -> Task:
    """A task of the queue. What it logs names the request that asked for it."""

    @functools.wraps(function)
    def under_its_request(*args, request_id: str = "-"):
        with named_request(request_id):
            return function(*args)

    return task()(under_its_request)


def enqueue_after_commit(work: Task, *args) -> None:
    """Put it into the queue once the transaction is committed; never when it is not."""
    asked_by = current_request_id()
    transaction.on_commit(lambda: work.enqueue(*args, request_id=asked_by))
