"""A case point by point: who is accused, of what; opened for a reader or for whoever has the receipt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import DONE, Outcome, Stage, Who, Without
from openbeat.apps.complaints.queries.accused import accused_rows, allegation_rows, are_accused
from openbeat.apps.complaints.queries.kinds import kinds_of
from openbeat.apps.complaints.queries.naming import at_the_top

if TYPE_CHECKING:
    from typing import Any

    from openbeat.apps.complaints.lifecycle import KindOf
    from openbeat.apps.complaints.models import Accused, Allegation, Complaint
    from openbeat.core.vault.bunch import Opened


def is_about_the_top(complaint: Complaint) -> bool:
    """Whether it is about somebody who receives complaints, leads that work or decides, or about who leads the whole
    department: then nobody inside may read it.
    """
    return bool(are_accused(complaint, at_the_top()))


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """One officer of a matter, opened; `known` where a person here stands behind it."""

    key: int
    number: int
    who: Who
    known: bool
    told: bool

    @property
    def label(self) -> str:
        """Their name and badge; else what they looked like."""
        return " · ".join(part for part in (self.who.name, self.who.badge) if part) or self.who.description


def accused_of(complaint: Complaint, opened: Opened) -> list[Named]:
    """Whom a matter is about, by number, opened. Raises Shut where it is damaged."""
    return [_named(row, opened) for row in accused_rows(complaint)]


def _named(row: Accused, opened: Opened) -> Named:
    who = Who(**json.loads(opened.text(row.who)))
    return Named(row.pk, row.number, who, known=bool(row.mark), told=row.told_at is not None)


@dataclass(frozen=True, slots=True, repr=False)
class Pointed:
    """One allegation, opened: its kind as it was called when it was classified, by whom, what, and how it ended."""

    key: int
    number: int
    kind: KindOf
    accused: Named | None
    words: str
    language: str
    ended: Any = ""  # the finding, or why there is none; a label


def points_of(complaint: Complaint, opened: Opened) -> list[Pointed]:
    """The allegations of a matter by number, opened, with three queries. Raises Shut where it is damaged."""
    named = {each.key: each for each in accused_of(complaint, opened)}
    rows = list(allegation_rows(complaint))
    kinds = kinds_of((row.kinds, row.kind) for row in rows)
    return [
        Pointed(
            row.pk,
            row.number,
            kinds[row.kinds, row.kind],
            named.get(row.accused_id or 0),
            opened.text(row.words).rstrip(),
            row.language,
            _ended(row),
        )
        for row in rows
    ]


def _ended(row: Allegation) -> Any:
    if row.finding:
        return Outcome(row.finding).label
    return Without(row.without).label if row.without else ""


def is_over(complaint: Complaint) -> bool:
    """Whether nothing more is found out about it: it is decided, answered or closed."""
    return complaint.stage in {Stage.DECIDED, *DONE}
