"""Copies everything that stands in a town, many times over, inside the database: new keys, moved dates, other areas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Field, Model

ROOTS = ("places.area", "people.person")  # all that hangs on these belongs to a place, or to somebody there
# What is sealed opens with keys of its own, which no copy would have.
LEFT = frozenset({"account", "admin", "auth", "complaints", "contenttypes", "department", "django_tasks_database",
                  "evidence", "files", "jobs", "mfa", "receipts", "sessions", "vault"})  # fmt: skip
LOGGED = "ledger.entry"  # acts are copied, the public log is not: it is of the town alone
REF_TEXT = 101  # characters of a field that holds a Ref in text
PAIRS = ("", "about_")  # before "kind" and "key": what the row is about, and gone without it
COPIES = "city_copies"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the town: the quarter it becomes (0 is the town itself), and the how manieth story there."""

    quarter: int
    repeat: int
    number: int
    seconds: int  # so much earlier
    east: float
    north: float


@dataclass(frozen=True)
class Tables:
    """What is copied: with the stories, many times a quarter, or with the place, once; and by how much keys move."""

    stories: frozenset[str]
    deep: frozenset[str] = field(init=False)
    placed: frozenset[str] = field(init=False)
    strides: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        ours = [model for model in apps.get_models() if model._meta.app_label not in LEFT and _counts(model)]
        about = {_name(model) for model in ours if _about(model) is not None}
        deep = _reach(ours, self.stories | about)
        placed = _reach([model for model in ours if _name(model) not in deep], frozenset(ROOTS))
        strides = {_name(model): _highest(model) for model in ours if _name(model) in deep | placed}
        for name, value in (("deep", deep), ("placed", placed), ("strides", strides)):
            object.__setattr__(self, name, value)

    def models(self) -> list[type[Model]]:
        """In an order in which what a row hangs on comes before it; areas are left to their own maker."""
        found = [model for model in apps.get_models() if _name(model) in self.strides and _name(model) != ROOTS[0]]
        last = _reach(found, {_name(model) for model in found if _about(model) is not None})
        return sorted(_in_order(found), key=lambda model: (_name(model) in self.deep) + (_name(model) in last))

    def moved(self, label: str, column: str) -> str:
        """The key of the copy of what this column points at."""
        by = "c.number" if label in self.deep else "c.quarter"
        return f"{column} + {by} * {self.strides[label]}"


def _name(model: type[Model]) -> str:
    return model._meta.label_lower


def _counts(model: type[Model]) -> bool:
    logs = model._meta.app_label == "ledger" and _name(model) != LOGGED
    return isinstance(model._meta.pk, models.AutoField) and model._meta.managed and not logs


def _about(model: type[Model]) -> str | None:
    names = {each.name for each in model._meta.concrete_fields}
    return next((pair for pair in PAIRS if {f"{pair}kind", f"{pair}key"} <= names), None)


def _highest(model: type[Model]) -> int:
    highest = model._base_manager.aggregate(highest=models.Max("pk"))["highest"]
    return int(highest or 0) + 1


def targets(model: type[Model]) -> list[tuple[Field[Any, Any], str]]:
    """The foreign keys of a model, each with the label of what it points at."""
    related = ((each, each.related_model) for each in model._meta.concrete_fields if each.is_relation)
    return [(each, _name(to)) for each, to in related if isinstance(to, type)]


def _reach(found: Iterable[type[Model]], labels: frozenset[str] | set[str]) -> frozenset[str]:
    """These labels, and every model that hangs on one of them, however far."""
    reached, found = set(labels), list(found)
    while True:
        more = {_name(model) for model in found if any(label in reached for _field, label in targets(model))}
        if more <= reached:
            return frozenset(reached)
        reached |= more


def _in_order(found: list[type[Model]]) -> list[type[Model]]:
    ordered: list[type[Model]] = []
    waiting = list(found)
    while waiting:
        names = {_name(model) for model in waiting}
        ready = [
            model for model in waiting if not any(label in names - {_name(model)} for _field, label in targets(model))
        ] or waiting[:1]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def closed(label: str, column: str = "o.id") -> str:
    """A condition on a thing of this model, by the column with its key: nothing about it is owed any more."""
    about = (
        f"b.kind = '{label}' AND b.key = CAST({column} AS varchar(40)) AND b.kept_at IS NULL AND b.released_at IS NULL"
    )
    return f"NOT EXISTS (SELECT 1 FROM loop_obligation b WHERE {about})"  # noqa: S608  names of our own


def count(label: str) -> tuple[int, int]:
    """How many things of a kind there are, and of how many of them nothing is owed any more."""
    table = connection.ops.quote_name(apps.get_model(label)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*), COUNT(CASE WHEN {closed(label)} THEN 1 END) FROM {table} o")  # noqa: S608  ours
        whole, over = cursor.fetchone()
    return int(whole), int(over)


def note(copies: Iterable[Copy], names: dict[int, str]) -> None:
    """Write the copies into a table of this connection, for the statements to join."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {COPIES}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {COPIES} (quarter bigint, repeat bigint, number bigint, seconds bigint,"
            " east double precision, north double precision, name varchar(40))"
        )
        rows = [(c.quarter, c.repeat, c.number, c.seconds, c.east, c.north, names[c.quarter]) for c in copies]
        cursor.executemany(f"INSERT INTO {COPIES} VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)  # noqa: S608  our name


def run(statement: str) -> int:
    """Run one statement; gives how many rows it made."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def finish(found: Iterable[type[Model]]) -> None:
    """Let new rows get keys after the copied ones, and the planner know how many there are."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found)):
            cursor.execute(statement)
        cursor.execute(f"DROP TABLE {COPIES}")
        cursor.execute("ANALYZE")
