"""Which roles a person holds now, and where."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from openbeat.kit.clock import now


def roles_of(key: int | None) -> frozenset[tuple[str, int]]:
    """Pairs of role and area: a role in a district holds in its beats, one in the department everywhere."""
    if key is None:
        return frozenset()
    at = now()
    columns = ("post__role", "post__area_id", "post__area__children__pk", "post__area__children__children__pk")
    tenure = apps.get_model("people", "Tenure")  # by name: models.py imports this module
    rows = tenure._default_manager.filter(Q(until__isnull=True) | Q(until__gt=at), person=key, since__lte=at)
    return frozenset(
        (role, area) for role, *areas in rows.order_by().values_list(*columns) for area in areas if area is not None
    )
