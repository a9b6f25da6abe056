"""What the shared cache has kept for long enough: Django passes over such rows and leaves them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

if TYPE_CHECKING:
    from datetime import datetime


def delete_expired(at: datetime) -> int:
    """Delete the rows of the shared cache that have expired; gives how many. Nothing where the cache is no table."""
    there: Any = caches["default"]
    if not issubclass(type(there), DatabaseCache):
        return 0
    connection = connections[router.db_for_write(there.cache_model_class) or "default"]
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {name(there._table)} WHERE {name('expires')} < %s",  # noqa: S608  our own table
            [connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))],
        )
        return int(cursor.rowcount)
