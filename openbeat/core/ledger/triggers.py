"""Triggers that make the ledger append-only, on both databases; `install` and `remove` may be called repeatedly."""

from typing import Any

TABLE = "ledger_entry"
KEPT = ("id", "at", "actor", "by_id", "on_behalf", "act", "kind", "key", "salt")
WORDS = "the ledger is append-only"


def _unchanged(same: str) -> str:
    """The one change allowed: an entry is given its sequence number, once, and all else stays."""
    fields = " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in KEPT)
    return f"OLD.sequence IS NULL AND NEW.sequence IS NOT NULL AND {fields}"


_SQLITE = (
    f"""CREATE TRIGGER IF NOT EXISTS ledger_no_delete BEFORE DELETE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS ledger_no_update BEFORE UPDATE ON {TABLE}
WHEN NOT ({_unchanged("IS")} AND NEW.facts IS OLD.facts)
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
)
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF {_unchanged("IS NOT DISTINCT FROM")} AND NEW.facts::text = OLD.facts::text THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '{WORDS}';
END $$ LANGUAGE plpgsql""",
    f"""CREATE OR REPLACE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()""",
    f"""CREATE OR REPLACE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON {TABLE}
EXECUTE FUNCTION ledger_is_append_only()""",
)
_OUT_SQLITE = ("DROP TRIGGER IF EXISTS ledger_no_update", "DROP TRIGGER IF EXISTS ledger_no_delete")
_OUT_POSTGRESQL = (
    f"DROP TRIGGER IF EXISTS ledger_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS ledger_no_truncate ON {TABLE}",
)


def install(connection: Any) -> None:
    """Put the triggers in: from then on the database itself refuses to change, remove or empty the ledger."""
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def remove(connection: Any) -> None:
    """Take the triggers out: for tests that empty the database, and for building the example town anew."""
    _run(connection, _OUT_SQLITE if connection.vendor == "sqlite" else _OUT_POSTGRESQL)


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
