"""The report of an import: each row that was refused, put together with another, or decided about, and why."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from openbeat.apps.complaints.services.history.joining import Said
from openbeat.kit.tables import Broken

HEAD = ("line", "complaint", "what", "code", "why")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Report:
    """A CSV file that grows as rows are read; raises Broken where it cannot be written. Counts by what and code."""

    path: Path | None
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    firsts: dict[tuple[str, str], Said] = field(default_factory=dict)
    _file: IO[str] | None = None
    _writer: Any = None

    def __enter__(self) -> Self:
        if self.path is not None:
            try:
                self._file = self.path.open("w", encoding="utf-8", newline="")
            except OSError as problem:
                raise Broken(
                    f"the report {self.path} cannot be written: {problem.strerror}; say another with --report"
                ) from problem
            self._writer = csv.writer(self._file)
            self._writer.writerow(HEAD)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def say(self, lines: Iterable[Said]) -> None:
        """Write these lines down."""
        for said in lines:
            self.codes[said.what, said.code] += 1
            self.firsts.setdefault((said.what, said.code), said)
            if self._writer is not None:
                self._writer.writerow([said.line or "", _harmless(said.number), said.what, said.code, said.why])


def _harmless(text: str) -> str:
    """So that a spreadsheet computes nothing."""
    return f"'{text}" if text.startswith(FORMULA) else text
