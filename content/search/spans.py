"""When what is in the index can be found: changed without writing its words anew."""

from datetime import datetime

from django.db import connection


def respan_entries(thing) -> None:
    """Bring up to date when a public thing is found; its words stay as they are."""
    since, until = thing.search_span()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE content_searchentry SET visible_from = %s, visible_until = %s"
            " WHERE model = %s AND object_id = %s AND path <> ''",
            [_stored(since), _stored(until), thing._meta.label_lower, thing.pk],
        )


def _stored(instant: datetime | None):
    return connection.ops.adapt_datetimefield_value(instant)
