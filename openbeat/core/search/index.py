"""The databases' own search tables: FTS5 on SQLite, tsvector with GIN on PostgreSQL; kept in step by the database.

`install` may be called repeatedly: the migration calls it, and the tests' harness, which does not migrate.
"""

from __future__ import annotations

from typing import Any

TABLE = "search_found"
WORDS = "search_words"
_COLUMNS = "title_tokens, body_tokens"
_OLD = f"INSERT INTO {WORDS}({WORDS}, rowid, {_COLUMNS}) VALUES ('delete', OLD.id, OLD.title_tokens, OLD.body_tokens);"  # noqa: S608
_NEW = f"INSERT INTO {WORDS}(rowid, {_COLUMNS}) VALUES (NEW.id, NEW.title_tokens, NEW.body_tokens);"  # noqa: S608  names of our own

_SQLITE = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS}
USING fts5({_COLUMNS}, content='{TABLE}', content_rowid='id', tokenize='unicode61', prefix='2 3')""",
    f"CREATE TRIGGER IF NOT EXISTS search_added AFTER INSERT ON {TABLE} BEGIN {_NEW} END",
    f"CREATE TRIGGER IF NOT EXISTS search_dropped AFTER DELETE ON {TABLE} BEGIN {_OLD} END",
    f"CREATE TRIGGER IF NOT EXISTS search_changed AFTER UPDATE ON {TABLE} BEGIN {_OLD} {_NEW} END",
)
_POSTGRESQL = (  # asked first whether it is there: altering a table waits for whoever uses it
    f"""DO $$ BEGIN
IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '{TABLE}'::regclass AND attname = 'words' AND NOT attisdropped)
THEN
  ALTER TABLE {TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple'::regconfig, title_tokens), 'A') ||
    setweight(to_tsvector('simple'::regconfig, body_tokens), 'B')) STORED;
  CREATE INDEX search_found_words ON {TABLE} USING gin (words);
END IF; END $$""",
)
_OUT_SQLITE = (
    "DROP TRIGGER IF EXISTS search_added",
    "DROP TRIGGER IF EXISTS search_dropped",
    "DROP TRIGGER IF EXISTS search_changed",
    f"DROP TABLE IF EXISTS {WORDS}",
)
_OUT_POSTGRESQL = (f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS words",)


def install(connection: Any) -> None:
    """Make the search table, if it is not there yet; rows that are there already can be found afterwards."""
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
    if connection.vendor == "sqlite":
        _run(connection, (f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')",))  # noqa: S608


def remove(connection: Any) -> None:
    """Take the search table out."""
    _run(connection, _OUT_SQLITE if connection.vendor == "sqlite" else _OUT_POSTGRESQL)


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
