"""Errors reported to Sentry, where the settings name one: what broke and where, and nobody's data.

No body, no cookie, no header, no address, no variable of a function leaves this machine; what an
error says is cleared of persons as in the log.
"""

from typing import Any

import sentry_sdk

from core.web.request_ids import current_request_id
from portal.logs import without_persons

#: of what Sentry collects by itself: where a person's data may stand
LEFT_OUT = ("user", "request", "extra", "breadcrumbs", "server_name", "modules")


def _cleared(value: Any) -> Any:
    if isinstance(value, str):
        return without_persons(value)
    if isinstance(value, dict):
        return {key: _cleared(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleared(each) for each in value]
    return value


def without_data(event: dict[str, Any], hint: object = None) -> dict[str, Any]:
    """The event as it may leave, with the name of its request, by which the log tells the rest."""
    kept = {
        name: value for name, value in event.items() if name not in LEFT_OUT
    }
    tags = {**kept.get("tags", {}), "request_id": current_request_id()}
    return _cleared({**kept, "tags": tags})


def report_errors(address: str, **options: Any) -> None:
    """To the Sentry of this address (its DSN). `options`: further ones of sentry_sdk.init."""
    sentry_sdk.init(
        dsn=address,
        include_local_variables=False,
        max_request_body_size="never",
        auto_session_tracking=False,
        max_breadcrumbs=0,
        before_send=without_data,  # type: ignore[arg-type]
        **options,
    )
