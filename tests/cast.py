"""The cast of the tests is the cast of the shipped example town; it is made once, and laid down again for each test."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import connection

from openbeat.core.department import queries as department
from openbeat.core.people.demo import Cast, a_cast
from openbeat.core.people.models import Person
from openbeat.core.places.models import Area

__all__ = ["Cast", "a_cast", "laid_down"]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The statements that write the rows of the cast once more, and the cast itself."""

    statements: tuple[str, ...]
    cast: bytes


_KEPT: list[_Kept] = []


def laid_down() -> Cast:
    """The cast as `a_cast()` makes it; the second time its rows are copied, for the services take a fifth of a second.

    Only inside the transaction of a test, in an empty database: else the services do it.
    """
    if not connection.in_atomic_block or department.is_set_up() or Person.objects.exists() or Area.objects.exists():
        return a_cast()
    if not _KEPT:
        cast = a_cast()
        _KEPT.append(_Kept(tuple(_statements()), pickle.dumps(cast)))
        return cast
    with connection.cursor() as cursor:
        for statement in _KEPT[0].statements:
            cursor.execute(statement)
    kept: Cast = pickle.loads(_KEPT[0].cast)  # noqa: S301  our own, of a moment ago
    return kept


def _statements() -> list[str]:
    """One INSERT for each table that has rows."""
    found = []
    with connection.cursor() as cursor:
        for table, columns in _tables():
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            cursor.execute(f"SELECT {', '.join(map(_literal, columns))} FROM {connection.ops.quote_name(table)}")  # noqa: S608  our own tables
            rows = [f"({', '.join(row)})" for row in cursor.fetchall()]
            if rows:
                found.append(f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES {', '.join(rows)}")  # noqa: S608
    return found


def _literal(column: str) -> str:
    name = connection.ops.quote_name(column)
    return f"quote_nullable({name}::text)" if connection.vendor == "postgresql" else f"quote({name})"


@cache
def _tables() -> list[tuple[str, list[str]]]:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return [
        (
            model._meta.db_table,
            [str(field.column) for field in model._meta.local_concrete_fields if not field.generated],
        )
        for model in models
        if not model._meta.proxy and model._meta.app_label not in {"contenttypes", "auth"}
    ]
