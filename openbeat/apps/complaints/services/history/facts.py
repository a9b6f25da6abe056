"""What one row says, as plain facts that travel from reading to joining, and who people are in our words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from openbeat.apps.complaints.services.history import words

if TYPE_CHECKING:
    from openbeat.apps.complaints.services.history.mapping import FileMap

PEOPLE_MOST, WORD_MOST = 80, 20
PARTS = re.compile(r"\s*[|;]\s*")
NAUGHT = frozenset({"", "null", "(null)", "nan", "<na>", "#n/a"})
UNSAID = NAUGHT | {"unknown", "n/a", "u", "z", "not given", "not applicable", "none", "undisclosed", "not listed"}
WORDS: Mapping[str, Callable[[str], str | None]] = {"race": words.race, "sex": words.sex, "age": words.age}


class Unfit(ValueError):
    """Raised where a row cannot be taken: a code for the report, and the reason in a sentence."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


class Case(NamedTuple):
    """What one row says of its complaint; days as ISO, "" where it says nothing. Words as they are written."""

    received: str = ""
    incident: str = ""
    closed: str = ""
    status: str = ""
    as_of: str = ""
    agency: str = ""
    area: int = 0
    place: str = ""
    channel: str = ""
    race: str = ""
    sex: str = ""
    age: str = ""


class Charge(NamedTuple):
    """What one row says of one allegation against one officer."""

    kind: str = ""
    kind_code: str = ""
    kind_text: str = ""
    finding: str = ""
    finding_text: str = ""
    finding_recommended: str = ""
    recommended: str = ""
    recommended_days: int = 0
    final: str = ""
    final_days: int = 0
    officer: str = ""
    officer_race: str = ""
    officer_sex: str = ""
    unit: str = ""


class Read(NamedTuple):
    """A row that was understood: `charge` is None where it says nothing of an allegation. `key` is which one it is,
    `own` whether the file has a number for it, `rest` a fingerprint of the cells that no name of ours stands for.
    """

    number: str
    line: int
    case: Case
    charge: Charge | None
    key: str
    rest: str


def people(text: str, what: str, by: FileMap) -> tuple[str, list[str]]:
    """Words of ours for who somebody is (each of several once), and the words that nobody knows: they are left out."""
    table, known = by.values.get(what, {}), WORDS[what]
    found, odd = set(), []
    for part in PARTS.split(text):
        if part.casefold() in UNSAID:
            continue
        if meant := table.get(part.casefold()) or known(part):
            found.add(meant[:WORD_MOST])
        else:
            odd.append(part)
    return "|".join(sorted(found))[:PEOPLE_MOST], odd
