"""Which roles a person holds now, and where."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Q

from openbeat.core.people.roles import Role, is_staff
from openbeat.kit.clock import now

COLUMNS = ("post__role", "post__area_id", "post__area__children__pk", "post__area__children__children__pk")


def roles_of(key: int | None) -> frozenset[tuple[str, int]]:
    """Pairs of role and area: a role in a district holds in its beats, one in the department everywhere."""
    if key is None:
        return frozenset()
    at = connection.ops.adapt_datetimefield_value(now())
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), {"person": key, "at": at})
        rows = cursor.fetchall()
    found = frozenset((role, area) for role, *areas in rows for area in areas if area is not None)
    return _without_oversight(found) if any(is_staff(role) for role, _area in found) else found


def _without_oversight(found: frozenset[tuple[str, int]]) -> frozenset[tuple[str, int]]:
    """Whoever has a post in the department is none of the body outside it, whatever the rows say."""
    return frozenset((role, area) for role, area in found if role != Role.OVERSIGHT)


@cache
def _statement(_vendor: str) -> str:
    """The query as Django writes it, with names for its values: every request of somebody signed in asks it."""
    tenure: Any = apps.get_model("people", "Tenure")  # by name: models.py imports this module
    at = now()
    rows = tenure._default_manager.filter(Q(until__isnull=True) | Q(until__gt=at), person=0, since__lte=at)
    sql, values = rows.order_by().values_list(*COLUMNS).query.sql_with_params()
    return str(sql) % tuple("%(person)s" if value == 0 else "%(at)s" for value in values)
