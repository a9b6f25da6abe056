"""A first map for a file that nobody has mapped: columns by their names, days by their look, words by their meaning."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle.history import FINDINGS, FIRST_KINDS, MEASURES, OTHER_KIND, PastEnd, PastStatus
from openbeat.apps.complaints.services.history import days, words
from openbeat.apps.complaints.services.history.columns import DATES, ROLES, guess
from openbeat.apps.complaints.services.history.mapping import FileMap
from openbeat.kit.sheets import Line, Sheet, lines
from openbeat.kit.tables import Broken

if TYPE_CHECKING:
    from collections.abc import Callable

OTHER = ". Where another file has the days, import that one first: under the same source, this one adds to it"
SAMPLE = 20_000  # rows from which days are judged
MANY = 400  # words that a first map lists
ROW_OF_A_LIST = 2  # a word that stands less often is somebody's own words
WORDY: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind_code", "kind_text", "kind"),
    "finding": ("finding", "finding_recommended"),
    "status": ("status",),
    "measure": ("recommended", "final"),
}
MEANS: Mapping[str, Callable[[str], str | None]] = {
    "kind": words.kind,
    "finding": words.finding,
    "status": words.status,
    "measure": words.measure,
}
KNOWN = {"kind": FIRST_KINDS, "finding": FINDINGS, "status": tuple(PastStatus.values), "measure": MEASURES}
OTHERWISE = {"kind": OTHER_KIND, "finding": PastEnd.UNKNOWN.value, "status": PastStatus.UNKNOWN.value}


def guessed(sheet: Sheet, by: FileMap | None = None) -> FileMap:
    """The map that a file's head and days suggest, with what a map says that names no columns. Raises Broken where no
    column looks like the number of a complaint, or none like the day of receipt.
    """
    columns = guess(sheet.head)
    if "number" not in columns or "received" not in columns:
        missing = "the complaint's number" if "number" not in columns else "the day on which it was received"
        why = f"no column of {sheet.path.name} looks like {missing}; it has {', '.join(filter(None, sheet.head))}"
        raise Broken(f"{why}. Write a map: --start-map FILE.toml begins one{OTHER if 'number' in columns else ''}")
    return replace(by or FileMap(), columns=columns, formats=_formats(sheet, columns), guessed=True)


def _formats(sheet: Sheet, columns: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    at = {role: sheet.head.index(columns[role][0]) for role in DATES if len(columns.get(role, ())) == 1}
    seen: dict[str, set[str]] = {role: set() for role in at}
    for line in islice(lines(sheet), SAMPLE):
        if isinstance(line, Line):
            for role, index in at.items():
                seen[role].add(line.cells[index])
    found = {role: days.shape(sorted(texts)) for role, texts in seen.items()}
    return {role: tuple(shapes) for role, texts in seen.items() if (shapes := found[role] or _alike(texts, found))}


def _alike(texts: set[str], found: Mapping[str, Sequence[str]]) -> list[str]:
    """The shape of another column of the file that has the day first, where nothing in this one speaks against it."""
    for shape in (each for shapes in found.values() for each in shapes if each.startswith("%d")):
        if days.shape([*texts, "31" + shape[2] + "12" + shape[2] + ("2020" if shape.endswith("%Y") else "20")]) == [
            shape
        ]:
            return [shape]
    return []


def first_map(sheet: Sheet) -> str:
    """The text of a first map for this file, with every code found in it, for a person to put right."""
    columns = guess(sheet.head)
    return "\n".join(_map_lines(sheet, columns, _found(sheet, columns))) + "\n"


def _found(sheet: Sheet, columns: Mapping[str, Sequence[str]]) -> dict[str, Counter[str]]:
    at = {
        name: [sheet.head.index(columns[role][0]) for role in roles if role in columns] for name, roles in WORDY.items()
    }
    found: dict[str, Counter[str]] = {name: Counter() for name in WORDY}
    for line in lines(sheet):
        cells = line.cells if isinstance(line, Line) else ()
        for name, places in at.items() if cells else ():
            for text in _telling(name, [cells[index] for index in places]):
                if text in found[name] or len(found[name]) < MANY * 10:
                    found[name][text] += 1
    return found


def _telling(name: str, texts: Sequence[str]) -> list[str]:
    """Of the words for one kind, the first that means something, else the last; of other things, each."""
    said = [text for text in texts if text]
    if name != "kind" or not said:
        return said
    return [next((text for text in said if words.kind(text)), said[-1])]


def _map_lines(sheet: Sheet, columns: Mapping[str, Sequence[str]], found: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield f"# A first map of {sheet.path.name}. Read it, put it right, then: openbeat import complaints FILE --map THIS"
    yield 'source = "history"  # whose numbers these are; a newer file of the same source changes what stands'
    yield '# as_of = "2025-12-31"  # the day on which the file was made, where no column says it; or --as-of'
    yield '# zone = "America/Chicago"  # of moments that say their offset; the department\'s where it is left out'
    yield from ("", "[columns]")
    for role, about in ROLES.items():
        names = columns.get(role, ())
        value = _quoted(names[0]) if len(names) == 1 else f"[{', '.join(map(_quoted, names))}]"
        yield f"{role} = {value}  # {about}" if names else f'# {role} = ""  # {about}'
    left = sorted(set(filter(None, sheet.head)) - {name for names in columns.values() for name in names})
    if left:
        yield f"# not used, and not kept: {', '.join(_quoted(name) for name in left)}"
    formats = _formats(sheet, columns)
    if formats:
        yield from ("", "[formats]")
        yield from (f"{role} = [{', '.join(map(_quoted, shapes))}]" for role, shapes in formats.items())
    for name, counts in found.items():
        if counts:
            yield from _value_lines(name, counts)


def _value_lines(name: str, counts: Counter[str]) -> Iterator[str]:
    yield from ("", f"[values.{name}]", f"# one of: {', '.join(KNOWN[name])}")
    spelled: set[str] = set()
    for text, count in counts.most_common(MANY):
        meant = MEANS[name](text)
        if count < ROW_OF_A_LIST and meant is None:
            continue
        if text.casefold() in spelled:
            continue
        spelled.add(text.casefold())
        word = OTHERWISE.get(name, "unknown") if meant is None else meant
        look = "look at this: " if meant is None else ""
        yield f'{_quoted(text)} = "{word}"  # {look}{count} rows'
    if name in OTHERWISE:
        yield f'"*" = "{OTHERWISE[name]}"  # every other word; take this line away to refuse such rows'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
