"""The map of a file of complaints: which column is what, how days are written, what words mean. See docs/guide.

source = "ccrb"                       # whose numbers these are: a newer file of it changes what stands
as_of = "2025-12-31"                  # the day of the extract, where no column says it
zone = "America/New_York"             # of moments that say their offset (default: the department's)

[columns]                             # our name = the file's; a list is joined by a space
number = "Complaint Id"
received = "CCRB Received Date"

[constants]                           # our name = the same for every row
agency = "CCRB"

[formats]                             # as strptime has them; "excel" and "epoch_ms" are known too
received = ["%d/%m/%Y"]

[values.kind]                         # what a word of the file means; * is every other word
"Abuse of Authority" = "stop_search"
"*" = "other"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from openbeat.apps.complaints.services.history.columns import ROLES, role_of, words_of
from openbeat.apps.complaints.services.history.days import SPECIAL
from openbeat.kit.tables import Broken

KNOWN = frozenset({"source", "as_of", "zone", "delimiter", "encoding", "fill_down", "repeats", "columns", "constants",
                   "formats", "values"})  # fmt: skip
VALUES = ("kind", "finding", "status", "measure", "area", "race", "sex", "channel")
OTHER_VALUES = {
    **dict.fromkeys(("discipline", "recommended", "final", "outcome"), "measure"),
    **dict.fromkeys(("kind_code", "kind_text", "category", "allegation"), "kind"),
    **dict.fromkeys(("finding_recommended", "disposition"), "finding"),
    **dict.fromkeys(("officer_race", "complainant_race"), "race"),
    **dict.fromkeys(("officer_sex", "complainant_sex", "gender"), "sex"),
    "beat": "area",
}
CONSTANTS = ("agency", "kind", "status", "channel", "as_of")
ELSE = "*"


@dataclass(frozen=True, slots=True)
class FileMap:
    """What the columns of a file are, and what its words mean; words stand in small letters, but for `*`."""

    source: str = ""
    as_of: str = ""
    zone: str = ""
    delimiter: str = ""
    encoding: str = ""
    fill_down: tuple[str, ...] = ()  # where its number is blank, a row has these of the row above (merged cells)
    repeats: bool = False  # rows that are alike in every cell are allegations of their own
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    guessed: bool = False  # nobody wrote it


def read_map(path: Path) -> FileMap:
    """Read a map; raises Broken."""
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise Broken(f"the map {path} cannot be read: {problem}") from problem
    return map_of(facts)


def map_of(facts: Mapping[str, Any]) -> FileMap:
    """The map that these facts say; raises Broken."""
    if odd := sorted(facts.keys() - KNOWN):
        raise Broken(f"the map says {', '.join(odd)}; it may say {', '.join(sorted(KNOWN))}")
    tables = {name: facts.get(name, {}) for name in ("columns", "constants", "formats", "values")}
    if wrong := [name for name, table in tables.items() if not isinstance(table, dict)]:
        raise Broken(f"[{wrong[0]}] of the map is no table")
    zone = str(facts.get("zone", ""))
    _zone(zone)
    for as_of in filter(None, (facts.get("as_of"), tables["constants"].get("as_of"))):
        _day(str(as_of))
    return FileMap(
        source=str(facts.get("source", "")).strip(),
        as_of=str(facts.get("as_of", "")),
        zone=zone,
        delimiter=str(facts.get("delimiter", "")),
        encoding=str(facts.get("encoding", "")),
        repeats=facts.get("repeats", False) is True,
        fill_down=_filled(facts.get("fill_down", False)),
        columns={_role(name, "columns"): _several(found) for name, found in tables["columns"].items()},
        constants={_role(name, "constants"): str(found) for name, found in tables["constants"].items()},
        formats={_role(name, "formats"): _shapes(name, found) for name, found in tables["formats"].items()},
        values=_values(tables["values"]),
    )


def _zone(name: str) -> None:
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise Broken(f"there is no time zone {name!r}") from problem


def _day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as problem:
        raise Broken(f"as_of of the map is {text}, which is no day; write it as 2025-12-31") from problem


def _role(name: str, table: str) -> str:
    if not (role := role_of(name)):
        raise Broken(f"[{table}] of the map says {name}; it may say {', '.join(ROLES)}")
    if table == "constants" and role not in CONSTANTS:
        raise Broken(f"[constants] of the map says {name}; it may say {', '.join(CONSTANTS)}")
    return role


def _shapes(name: str, said: Any) -> tuple[str, ...]:
    """How days are written; raises Broken for what no day could be read by, as dd/mm/yyyy."""
    found = _several(said)
    if odd := [each for each in found if "%" not in each and each not in SPECIAL]:
        raise Broken(
            f"[formats] of the map says {name} = {odd[0]!r}; write it with %d, %m and %Y, as %d/%m/%Y, or say "
            f"{' or '.join(SPECIAL)}"
        )
    return found


def _filled(said: Any) -> tuple[str, ...]:
    """The columns whose merged cells are filled: the number alone, where the map says no more than yes."""
    if isinstance(said, bool):
        return ("number",) if said else ()
    return tuple(dict.fromkeys(["number", *(_role(name, "fill_down") for name in _several(said))]))


def _several(found: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in found) if isinstance(found, list) else (str(found),)


def _values(tables: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, table in tables.items():
        known = OTHER_VALUES.get(name.casefold(), name)
        if known not in VALUES or not isinstance(table, dict):
            raise Broken(f"[values.{name}] of the map: it may be {', '.join(VALUES)}")
        meant = {word.strip().casefold(): str(code).strip() for word, code in table.items()}
        found.setdefault(known, {}).update(meant)
    return found


def checked(by: FileMap, head: Sequence[str], codes: Mapping[str, Sequence[str]]) -> FileMap:
    """The map with its columns as the head spells them; raises Broken where a column is missing, stands twice, or a
    meaning is no code of ours.
    """
    spelled = {words_of(name): name for name in reversed(head)}
    columns = {}
    if missing := [
        name for names in by.columns.values() for name in names if name not in head and words_of(name) not in spelled
    ]:
        raise Broken(_missing(missing, head))
    for role, names in by.columns.items():
        found = tuple(name if name in head else spelled[words_of(name)] for name in names)
        if twice := [name for name in found if list(head).count(name) > 1]:
            raise Broken(f"the file has more than one column {twice[0]}; give them different names first")
        columns[role] = found
    if "number" not in columns:
        raise Broken("no column is known to be the complaint's number: say it in the map, in [columns]")
    for name, known in codes.items():
        if odd := sorted({_code(name, each) for each in by.values.get(name, {}).values()} - set(known)):
            raise Broken(
                f"[values.{name}] of the map says {', '.join(odd)}; it may say {', '.join(filter(None, known))}"
            )
    return replace(by, columns=columns)


def _missing(names: Sequence[str], head: Sequence[str]) -> str:
    """All columns that a map names and the file lacks, each with the nearest that it has."""
    near = {name: get_close_matches(name, filter(None, head), n=1) for name in names}
    told = [f"{name} (is it {found[0]}?)" if found else name for name, found in near.items()]
    return f"the file has no column {', '.join(told)}; it has {', '.join(filter(None, head))}"


def _code(name: str, meaning: str) -> str:
    """The code alone: a measure may have its days behind it, as in `suspension 3`."""
    code, _space, length = meaning.partition(" ")
    return code if name == "measure" and length.isdigit() else meaning
