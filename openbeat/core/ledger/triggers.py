"""Triggers that make ledger and log append-only, on both databases; `install` and `remove` may be called repeatedly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

WORDS = "the ledger is append-only"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that only grows. `once` is a column that may be given a value later, a single time.

    `keys` are its unique columns: SQLite's REPLACE would take out whatever has them already, and ask no trigger.
    `only_as` names a table that says what that value is: a row there has the key and the very same value.
    """

    name: str
    columns: tuple[str, ...]
    once: str = ""
    only_as: tuple[str, str] | None = None  # that table, and its column with our key
    json: str = ""  # PostgreSQL cannot compare it as it is
    keys: tuple[tuple[str, ...], ...] = ()
    first_stays: bool = False  # a second row of a key is passed over in silence, as INSERT OR IGNORE has it

    @property
    def short(self) -> str:
        """How its triggers are called; those of the entries kept the names of the first version."""
        return self.name if self.name != "ledger_entry" else "ledger"


TABLES = (
    Table(
        "ledger_entry",
        ("id", "at", "actor", "by_id", "on_behalf", "act", "kind", "key", "salt", "log"),
        once="sequence",
        only_as=("ledger_leaf", "entry_id"),
        json="facts",
        keys=(("sequence",),),
    ),
    Table(
        "ledger_leaf",
        ("id", "sequence", "data", "entry_id", "matter_id", "number", "filling"),
        json="facts",
        keys=(("sequence",), ("entry_id",), ("matter_id", "number")),
    ),
    Table(
        "ledger_checkpoint",
        ("id", "origin", "size", "root", "key", "note", "made_at", "slot", "seal"),
        once="published_at",
        keys=(("origin", "size"),),
    ),
    Table("ledger_matter", ("id", "kind", "key", "secret"), keys=(("kind", "key"),), first_stays=True),
    Table(
        "ledger_published",
        ("id", "name", "year", "number", "origin", "size", "published_at", "seal"),
        keys=(("name", "year", "origin", "size"),),
    ),
)


def _unchanged(table: Table, there: Iterable[str], same: str, cast: str) -> str:
    """The one change allowed: what is given later is given, once, and all else stays."""
    if not table.once:
        return "FALSE"
    kept = [f"NEW.{name} {same} OLD.{name}" for name in table.columns if name in there]
    if table.json:
        kept.append(f"NEW.{table.json}{cast} {same} OLD.{table.json}{cast}")
    if table.only_as:
        (other, key), once = table.only_as, table.once
        kept.append(f"EXISTS (SELECT 1 FROM {other} WHERE {key} = NEW.id AND {once} = NEW.{once})")  # noqa: S608  ours
    return " AND ".join([f"OLD.{table.once} IS NULL", f"NEW.{table.once} IS NOT NULL", *kept])


def _taken(table: Table, there: Iterable[str], *, but: str = "") -> str:
    """Whether another row has one of the keys of the new one."""
    keys = [key for key in (("id",), *table.keys) if set(key) <= set(there)]
    same = [" AND ".join(f"{name} = NEW.{name}" for name in key) for key in keys]
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table.name} WHERE {each}{but})" for each in same)  # noqa: S608  ours


def _sqlite(table: Table, there: Iterable[str]) -> list[str]:
    refuse = f"RAISE(ABORT, '{WORDS}')"
    return [
        *_out_of_sqlite(table),
        f"""CREATE TRIGGER {table.short}_no_delete BEFORE DELETE ON {table.name}
BEGIN SELECT {refuse}; END""",
        f"""CREATE TRIGGER {table.short}_no_update BEFORE UPDATE ON {table.name}
WHEN NOT ({_unchanged(table, there, "IS", "")}) OR {_taken(table, there, but=" AND id <> NEW.id")}
BEGIN SELECT {refuse}; END""",
        f"""CREATE TRIGGER {table.short}_no_replace BEFORE INSERT ON {table.name}
WHEN {_taken(table, there)}
BEGIN SELECT {"RAISE(IGNORE)" if table.first_stays else refuse}; END""",
    ]


def _postgresql(table: Table, there: Iterable[str]) -> list[str]:
    function = "ledger_is_append_only" if table.short == "ledger" else f"{table.name}_is_append_only"
    return [
        f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF {_unchanged(table, there, "IS NOT DISTINCT FROM", "::text")} THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '{WORDS}';
END $$ LANGUAGE plpgsql""",
        f"""CREATE OR REPLACE TRIGGER {table.short}_no_change BEFORE UPDATE OR DELETE ON {table.name}
FOR EACH ROW EXECUTE FUNCTION {function}()""",
        f"""CREATE OR REPLACE TRIGGER {table.short}_no_truncate BEFORE TRUNCATE ON {table.name}
EXECUTE FUNCTION {function}()""",
    ]


def _out_of_sqlite(table: Table) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table.short}_no_{what}" for what in ("update", "delete", "replace")]


def _out_of_postgresql(table: Table) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table.short}_no_{what} ON {table.name}" for what in ("change", "truncate")]


def install(connection: Any) -> None:
    """Put the triggers in: from then on the database itself refuses to change, remove or empty what stands there.

    It fits a database whose migrations are half done: tables and columns that are not there yet are passed over.
    """
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    _run(connection, [each for table, there in _there(connection) for each in make(table, there)])


def remove(connection: Any) -> None:
    """Take the triggers out: for tests that empty the database, for the example town, and where a log begins anew."""
    out = _out_of_sqlite if connection.vendor == "sqlite" else _out_of_postgresql
    _run(connection, [each for table, _there_too in _there(connection) for each in out(table)])


def missing(connection: Any) -> list[str]:
    """Tables that only grow, and whose triggers somebody took out or switched off."""
    if connection.vendor == "sqlite":
        listed, kinds = "SELECT name FROM sqlite_master WHERE type = 'trigger'", {"update", "delete", "replace"}
    else:
        listed, kinds = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')", {"change", "truncate"}
    with connection.cursor() as cursor:
        cursor.execute(listed)
        there = {name for (name,) in cursor.fetchall()}
    return [table.name for table in TABLES if not {f"{table.short}_no_{kind}" for kind in kinds} <= there]


def _there(connection: Any) -> list[tuple[Table, set[str]]]:
    look = connection.introspection
    with connection.cursor() as cursor:
        names = set(look.table_names(cursor))
        return [
            (_fitting(table, names), _columns(cursor, connection.vendor, table.name))
            for table in TABLES
            if table.name in names
        ]


def _columns(cursor: Any, vendor: str, table: str) -> set[str]:
    """Their names alone: on SQLite Django would read each table's whole definition for it, a hundred times as long."""
    if vendor == "sqlite":
        cursor.execute("SELECT name FROM pragma_table_info(%s)", [table])
    else:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
    return {name for (name,) in cursor.fetchall()}


def _fitting(table: Table, names: set[str]) -> Table:
    """Before the table that says what a value is, nothing is asked of it."""
    return table if not table.only_as or table.only_as[0] in names else replace(table, only_as=None)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
