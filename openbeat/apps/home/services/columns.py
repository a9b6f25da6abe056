"""What each column of a copied row says: the SQL of both databases, written from the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models

from openbeat.apps.home.services import copying
from openbeat.apps.home.services.copying import COPIES, LOGGED, PAIRS, REF_TEXT, Tables, targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Field, Model

EAST, NORTH = ("lon", "longitude"), ("lat", "latitude")
ADDRESSES = ("url", "link")
IN_THE_LOG = ("log", "sequence")


class Statement:
    """The statement that copies the rows of one model."""

    def __init__(self, model: type[Model], tables: Tables, pinned: Mapping[str, frozenset[int]]) -> None:
        self.model, self.tables, self.pinned = model, tables, pinned
        self.label = model._meta.label_lower
        self.deep = self.label in tables.deep
        self.names = {each.name for each in model._meta.concrete_fields}

    def text(self, *only: str) -> str:
        """INSERT … SELECT: once for every copy in which what the row hangs on is there, and where `only` holds."""
        table = _quoted(self.model._meta.db_table)
        fields = self.model._meta.concrete_fields
        columns = ", ".join(_quoted(each.column) for each in fields)
        values = ", ".join(self.value(each) for each in fields)
        where = " AND ".join([*self.conditions(), *only])
        return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} o CROSS JOIN {COPIES} c WHERE {where}"  # noqa: S608  names of our own

    # Which rows

    def conditions(self) -> Iterator[str]:
        """Which rows are copied into which copies."""
        yield f"c.number > 0 AND o.id < {self.tables.strides[self.label]}"
        if not self.deep or self._once_in_an_area():
            yield "c.repeat = 0"
        if self.label in self.tables.stories:
            yield self._closed()
        others = ((each, label) for each, label in targets(self.model) if label in self.tables.strides)
        for each, label in others:
            yield self._hangs_on(each, label) if label != self.label else self._beside(each)
        if (pair := self._pair()) is not None:
            yield self._is_about(pair)

    def _once_in_an_area(self) -> bool:
        """Whether an area has one of these only: the first seat, the task with this number."""
        deep = {field.name for field, label in targets(self.model) if label in self.tables.deep}
        rules = [rule for rule in self.model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
        return any("area" in rule.fields and not deep & set(rule.fields) for rule in rules)

    def _closed(self) -> str:
        """Open matters are copied once a quarter: else nobody there would ever answer in time."""
        return f"(c.repeat = 0 OR {copying.closed(self.label)})"

    def _hangs_on(self, each: Field[Any, Any], label: str) -> str:
        column = f"o.{_quoted(each.column)}"
        there = self._there(label, column)
        pinned = _listed(self.pinned.get(label, frozenset()))
        kept = f"{column} IN ({pinned}) OR " if self.deep and pinned else ""
        left = f"{column} NOT IN ({pinned}) AND " if not self.deep and pinned else ""
        nothing = f"{column} IS NULL OR " if each.null else ""
        return f"({nothing}{kept}{left}{there})"

    def _beside(self, each: Field[Any, Any]) -> str:
        """A row that points at one of its own kind, which is copied in the same statement, comes along with that."""
        column = f"o.{_quoted(each.column)}"
        closed = copying.closed(self.label, column) if self.label in self.tables.stories else "1 = 1"
        return f"({column} IS NULL OR c.repeat = 0 OR {closed})"

    def _there(self, label: str, column: str) -> str:
        table = _quoted(_model(label)._meta.db_table)
        return f"EXISTS (SELECT 1 FROM {table} p WHERE p.id = {self.tables.moved(label, column)})"  # noqa: S608  ours

    def _pair(self) -> str | None:
        return next((pair for pair in PAIRS if {f"{pair}kind", f"{pair}key"} <= self.names), None)

    def _is_about(self, pair: str) -> str:
        """Rows about a thing come along with the thing."""
        key = f"CAST(o.{pair}key AS bigint)"
        cases = " ".join(
            f"WHEN '{label}' THEN {'' if label in self.tables.deep else 'c.repeat = 0 AND '}{self._there(label, key)}"
            for label in sorted(self.tables.strides)
        )
        return f"CASE o.{pair}kind {cases} ELSE 1 = 0 END"

    # What they say

    def value(self, each: Field[Any, Any]) -> str:
        """What the copy says in this column."""
        column = f"o.{_quoted(each.column)}"
        if each.primary_key:
            return self.tables.moved(self.label, column)
        if each.is_relation:
            return self._pointer(each, column)
        if self.label == LOGGED and each.name in IN_THE_LOG:
            return "NULL"
        if each.unique:
            return _unlike(each, column)
        key = self._key(each, column)
        if not key and self._tells_apart(each):
            other = f"SUBSTR(c.number || '~' || {column}, 1, {each.max_length})"
            return f"CASE WHEN {column} = '' THEN '' ELSE {other} END"  # what is not said is told apart by nothing
        return key or self._plain(each, column)

    def _plain(self, each: Field[Any, Any], column: str) -> str:
        if self.deep and isinstance(each, models.DateField):
            return _earlier(each, column)
        if each.name in EAST + NORTH and isinstance(each, models.FloatField):
            return f"{column} + c.{'east' if each.name in EAST else 'north'}"
        if isinstance(each, models.BinaryField):
            return _random_bytes()
        if isinstance(each, models.CharField) and each.max_length == REF_TEXT:
            return self._ref_text(column)
        if each.name in ADDRESSES and (pair := self._pair()) is not None:
            return f"REPLACE({column}, '/' || o.{pair}key || '/', '/' || {self._moved_key(pair)} || '/')"
        return column

    def _pointer(self, each: Field[Any, Any], column: str) -> str:
        label = next(to for field, to in targets(self.model) if field == each)
        if label not in self.tables.strides:
            return column
        moved = self.tables.moved(label, column)
        pinned = _listed(self.pinned.get(label, frozenset()))
        return f"CASE WHEN {column} IN ({pinned}) THEN {column} ELSE {moved} END" if pinned else moved

    def _key(self, each: Field[Any, Any], column: str) -> str:
        """The key of a Ref that stands in two columns."""
        before, _key, after = each.name.rpartition("key")
        if after or not _key or f"{before}kind" not in self.names:
            return ""
        return self._moved_key(before)

    def _moved_key(self, pair: str) -> str:
        key = f"CAST(o.{pair}key AS bigint)"
        cases = " ".join(
            f"WHEN '{label}' THEN CAST({self.tables.moved(label, key)} AS varchar(40))"
            for label in sorted(self.tables.strides)
        )
        return f"CASE o.{pair}kind {cases} ELSE o.{pair}key END"

    def _tells_apart(self, each: Field[Any, Any]) -> bool:
        """Whether rows are told apart by this word, and by nothing that another copy has a new key for."""
        moved = {field.name for field, label in targets(self.model) if label in self.tables.strides}
        if (pair := self._pair()) is not None:
            moved.add(f"{pair}key")
        rules = (rule.fields for rule in self.model._meta.constraints if isinstance(rule, models.UniqueConstraint))
        alone = [names for names in rules if not moved & set(names) and each.name in names]
        return bool(alone) and isinstance(each, models.CharField) and each.name == alone[0][-1]

    def _ref_text(self, column: str) -> str:
        cases = " ".join(
            f"WHEN {column} LIKE '{label}:%' THEN '{label}:' || CAST("
            f"{self.tables.moved(label, f'CAST(SUBSTR({column}, {len(label) + 2}) AS bigint)')} AS varchar(40))"
            for label in sorted(self.tables.strides)
        )
        return f"CASE {cases} ELSE {column} END"


def _unlike(each: Field[Any, Any], column: str) -> str:
    """A value that no other row has."""
    if isinstance(each, models.UUIDField):
        return "gen_random_uuid()" if _is_postgresql() else "lower(hex(randomblob(16)))"
    if isinstance(each, models.EmailField):
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE 'q' || c.quarter || '.' || {column} END"
    if each.null:
        return "NULL"
    return f"SUBSTR({_random_hex()}, 1, {min(each.max_length or 64, 64)})"


def _earlier(each: Field[Any, Any], column: str) -> str:
    if _is_postgresql():
        moved = f"({column} - make_interval(secs => c.seconds))"
        return moved if isinstance(each, models.DateTimeField) else f"CAST({moved} AS date)"
    if isinstance(each, models.DateTimeField):  # the part of a second stays as it is written
        return f"strftime('%Y-%m-%d %H:%M:%S', {column}, '-' || c.seconds || ' seconds') || SUBSTR({column}, 20)"
    return f"date({column}, '-' || c.seconds || ' seconds')"


def _random_hex() -> str:
    if _is_postgresql():
        return "(md5(random()::text || o.id) || md5(random()::text || c.number))"
    return "lower(hex(randomblob(32)))"


def _random_bytes() -> str:
    return "decode(md5(random()::text || o.id), 'hex')" if _is_postgresql() else "randomblob(16)"


def _is_postgresql() -> bool:
    return bool(connection.vendor == "postgresql")


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))


def _listed(keys: frozenset[int]) -> str:
    return ", ".join(str(key) for key in sorted(keys))


def _model(label: str) -> type[Model]:
    return apps.get_model(label)
