"""Rows of one complaint, brought together wherever they stand in a file, in constant memory.

They lie in a temporary database on the disk that has no name: it is gone when the program ends, however it ends.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import batched, groupby

from openbeat.apps.complaints.services.history.facts import Case, Charge, Read

BATCH = 5000
MEMORY = -64_000  # kilobytes of pages that are kept; the rest is on the disk
# Which texts stand in how many complaints, as far as it matters
TEXTS = ("kind_text", "kind_code", "finding_text", "unit")
CASE_TEXTS = ("agency", "place", "channel")
SEVERAL = 3
MOST = 20_000  # rows of one complaint: with more of them, another column is its number
MANY = 5_000  # different texts in one column: those are stories


class Stage:
    """Takes rows in any order, gives them complaint by complaint."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute(f"PRAGMA cache_size={MEMORY}")
        self._base.execute("PRAGMA journal_mode=OFF")
        self._base.execute("CREATE TABLE kept (number TEXT, line INTEGER, facts TEXT)")
        self._seen: dict[str, dict[str, set[int]]] = {role: {} for role in (*TEXTS, *CASE_TEXTS)}

    def close(self) -> None:
        """Let go of all of it."""
        self._base.close()

    def take(self, rows: Iterable[Read]) -> None:
        """Take rows in any order; raises sqlite3.Error where the disk is full."""
        for batch in batched(rows, BATCH):
            self._base.execute("BEGIN")
            self._base.executemany("INSERT INTO kept VALUES (?, ?, ?)", map(_packed, map(self._counted, batch)))
            self._base.execute("COMMIT")

    def _counted(self, row: Read) -> Read:
        for role in CASE_TEXTS:
            self._count(role, getattr(row.case, role), row.number)
        for role in TEXTS if row.charge else ():
            self._count(role, getattr(row.charge, role), row.number)
        return row

    def _count(self, role: str, text: str, number: str) -> None:
        seen = self._seen[role]
        if not text or len(seen) > MANY:
            return
        found = seen.setdefault(text, set())
        if len(found) < SEVERAL:
            found.add(hash(number))

    def common(self) -> dict[str, frozenset[str]]:
        """The texts of each column that stand in several complaints: words of a list, and nobody's story."""
        return {
            role: frozenset(text for text, found in seen.items() if len(found) >= SEVERAL)
            if len(seen) <= MANY
            else frozenset()
            for role, seen in self._seen.items()
        }

    def texts(self, role: str) -> frozenset[str]:
        """All texts of a column; where those are stories, some of them."""
        return frozenset(self._seen[role])

    def too_many(self) -> Iterator[tuple[int, str, int]]:
        """Line, number, and how many, of complaints with more rows than one can have; they are let go of."""
        self._base.execute("CREATE INDEX by_number ON kept (number)")
        counts = "SELECT number, count(DISTINCT line) AS n FROM kept GROUP BY number HAVING n > ?"
        for number, count in self._base.execute(counts, [MOST]).fetchall():
            yield from (
                (line, number, count)
                for (line,) in self._base.execute(
                    "SELECT DISTINCT line FROM kept WHERE number = ? ORDER BY line", [number]
                )
            )
            self._base.execute("DELETE FROM kept WHERE number = ?", [number])

    def complaints(self) -> Iterator[list[Read]]:
        """All rows, complaint by complaint, in an order that does not hang on theirs."""
        found = self._base.execute("SELECT number, line, facts FROM kept ORDER BY number, line")
        for _number, rows in groupby(found, key=lambda row: row[0]):
            yield [_unpacked(*row) for row in rows]


def _packed(row: Read) -> tuple[str, int, str]:
    return row.number, row.line, json.dumps([row.case, row.charge, row.key, row.rest], separators=(",", ":"))


def _unpacked(number: str, line: int, facts: str) -> Read:
    case, charge, key, rest = json.loads(facts)
    return Read(number, line, Case(*case), Charge(*charge) if charge else None, key, rest)
