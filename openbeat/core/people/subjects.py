"""Whose personal fields a thing carries, by `Privacy.subject` ("raised_by", "person__pk", "concern.raised_by")."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q

NOBODY = Q(pk__in=[])


def path_of(model: type[Model]) -> str:
    """The lookup from a row to its subject, empty where the model is about nobody."""
    return str(getattr(getattr(model, "Privacy", None), "subject", "")).replace(".", "__")


def rows_of(model: type[Model], key: int | None) -> Q:
    """The rows about the person with this key; none where the model is about nobody, or nobody asks."""
    path = path_of(model)
    return Q(**{path: key}) if path and key is not None else NOBODY


def subject_key(thing: Model) -> Any:
    """The key of the person a thing is about, without loading that person; None where there is none."""
    path = path_of(type(thing))
    if not path:
        return None
    value: Any = thing
    for step in path.split("__"):
        if value is None:
            return None
        value = getattr(value, _column(value, step))
    return value


def _column(thing: Any, step: str) -> str:
    # The column of a foreign key ("raised_by_id") spares the query that loading the person would cost,
    # as long as it is the last step: a step in between is never a Person.
    if step == "pk" or not isinstance(thing, Model):
        return step
    try:
        field = thing._meta.get_field(step)
    except FieldDoesNotExist:
        return step
    related: Any = getattr(field, "related_model", None)
    is_person = related is not None and related._meta.label_lower == "people.person"
    return str(getattr(field, "attname", step)) if is_person else step
