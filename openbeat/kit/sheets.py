"""A file of rows as it comes out of any other system: which encoding, which delimiter, row by row in constant memory.

What is no table at all (a folder, a PDF, a spreadsheet, something with zeros in it) is `Broken` with a sentence before
the first row is read; a row that is torn comes as `Torn`, with the line on which it begins.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO

from openbeat.kit.tables import Broken

PORTION = 1 << 20
BEGINNING = 4096
LONGEST = 131_072  # characters of a cell: more is a quotation mark that was never closed
DELIMITERS = (",", ";", "\t", "|")
TITLES = 10  # rows among which the head is looked for
SIGNS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a spreadsheet or a ZIP file",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet",
    b"\x1f\x8b": "a packed file",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
    b"{": "a JSON file",
    b"[": "a JSON file",
    b"<": "a file of markup (XML or HTML)",
}
WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was looked at: how it is read, its head, and its fingerprint."""

    path: Path
    encoding: str
    delimiter: str
    head: tuple[str, ...]
    sha256: str
    size: int
    above: int = 0  # lines above the head: a title, the day of the extract, `sep=;`


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line of the file on which it begins, from 1, and its cells, as many as the head."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Torn:
    """A row that cannot be read as one, and why in a sentence."""

    number: int
    why: str


def look(path: Path, *, encoding: str = "", delimiter: str = "") -> Sheet:
    """Look at a file once from its beginning to its end; raises Broken where it is no table of text."""
    try:
        beginning = _beginning(path)
        found, sha256, size = _measured(path, encoding or _wide(beginning))
        with _opened(path, found) as file:
            first, above = _head(file, delimiter)
            delimiter = delimiter or _delimiter(first)
            head = next(csv.reader([first], delimiter=delimiter), [])
    except (OSError, UnicodeError, LookupError) as problem:
        raise Broken(f"the file {path.name} cannot be read: {_plain(problem)}") from problem
    except csv.Error as problem:
        raise Broken(f"the first row of {path.name} is no list of names: {problem}") from problem
    names = tuple(SPACES.sub(" ", name).strip() for name in head)
    if not any(names):
        raise Broken(f"the file {path.name} is empty")
    return Sheet(path, found, delimiter, names, sha256, size, above)


def _plain(problem: Exception) -> str:
    return problem.strerror or str(problem) if isinstance(problem, OSError) else str(problem)


def _beginning(path: Path) -> bytes:
    if path.is_dir():
        raise Broken(f"{path.name} is a folder; name one file")
    if not path.is_file():
        raise Broken(f"there is no file {path}")
    with path.open("rb") as file:
        found = file.read(BEGINNING)
    bare = found.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if not bare:
        raise Broken(f"the file {path.name} is empty")
    for sign, what in SIGNS.items():
        if bare.startswith(sign.lower()):
            raise Broken(f"{path.name} is {what}, and no CSV file; save it as CSV first")
    if b"\0" in found and not _wide(found):
        raise Broken(f"{path.name} is no text: there are zero bytes in it; save it as CSV first")
    return found


def _wide(beginning: bytes) -> str:
    if marked := next((name for mark, name in WIDE.items() if beginning.startswith(mark)), ""):
        return marked
    if len(beginning) > len("\0a\0b") and b"\0" not in beginning[::2] and not any(beginning[1::2]):
        return "utf-16-le"  # as some databases write it, without a mark
    return ""


def _measured(path: Path, encoding: str) -> tuple[str, str, int]:
    """The encoding (UTF-8, or else Windows-1252), the fingerprint and the size; reads the file once."""
    digest, size = hashlib.sha256(), 0
    decoder = codecs.getincrementaldecoder(encoding or "utf-8")()
    fits = True
    with path.open("rb") as file:
        while portion := file.read(PORTION):
            digest.update(portion)
            size += len(portion)
            fits = fits and _decodes(decoder, portion, strict=bool(encoding))
    fits = fits and _decodes(decoder, b"", strict=bool(encoding), final=True)
    return encoding or ("utf-8-sig" if fits else "cp1252"), digest.hexdigest(), size


def _decodes(decoder: codecs.IncrementalDecoder, portion: bytes, *, strict: bool, final: bool = False) -> bool:
    try:
        decoder.decode(portion, final)
    except UnicodeDecodeError:
        if strict:
            raise
        return False
    return True


def _opened(path: Path, encoding: str) -> IO[str]:
    errors = "replace" if encoding == "cp1252" else "strict"  # five bytes mean nothing there
    return path.open(encoding=encoding, errors=errors, newline="")


def _head(file: IO[str], delimiter: str) -> tuple[str, int]:
    """The head, and how many lines are above it: rows of one cell (a title, `sep=;`), where one of several follows."""
    rows = islice(_first_rows(file), TITLES)
    first = next(rows, ("", 0))
    return next((row for row in chain([first], rows) if _several(row[0], delimiter)), first)


def _several(row: str, delimiter: str) -> bool:
    cells = next(csv.reader([row], delimiter=delimiter or _delimiter(row)), [])
    return sum(bool(cell.strip()) for cell in cells) > 1


def _first_rows(file: IO[str]) -> Iterator[tuple[str, int]]:
    """Rows as text, each with the number of lines before it; names may be quoted and hold line breaks."""
    found, began = "", 0
    for number, line in enumerate(file, 1):
        found += line
        if len(found) > LONGEST:
            raise Broken("the first row is longer than any list of names; is this a CSV file?")
        if found.count('"') % 2 == 0:
            if found.strip():
                yield found.strip("\r\n"), began
            found, began = "", number
    if found.strip():
        yield found.strip("\r\n"), began


def _delimiter(first: str) -> str:
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)


def lines(sheet: Sheet) -> Iterator[Line | Torn]:
    """The rows below the head, in order; empty ones are passed over. Raises Broken, with the line, where the rest of
    the file cannot be read as rows.
    """
    csv.field_size_limit(LONGEST)
    with _opened(sheet.path, sheet.encoding) as file:
        feed = _Feed(file)
        reader = csv.reader(feed, delimiter=sheet.delimiter)
        began, headed = 1, False
        try:
            for cells in reader:
                if headed and cells:
                    last = reader.line_num
                    yield from _line(began, last, cells, len(sheet.head), open_=last > began and feed.odd())
                headed = headed or (began > sheet.above and any(cell.strip() for cell in cells))
                began, feed.quotes = reader.line_num + 1, 0
        except csv.Error as problem:
            raise Broken(
                f"the row that begins on line {began} of {sheet.path.name} cannot be read ({problem}). Look for a "
                "quotation mark that is never closed"
            ) from problem
        except (OSError, UnicodeError) as problem:
            raise Broken(f"{sheet.path.name} cannot be read from line {began} on: {_plain(problem)}") from problem


class _Feed:
    """Lines for the reader; counts the quotation marks since somebody set the count to nothing."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        text = next(self._file)
        self.quotes += text.count('"')
        return text

    def odd(self) -> bool:
        """Whether one of them has no partner."""
        return self.quotes % 2 == 1


def _line(number: int, last: int, cells: Sequence[str], wide: int, *, open_: bool) -> Iterator[Line | Torn]:
    kept = [cell.strip() for cell in cells]
    if not any(kept):
        return
    if len(kept) > wide and not any(kept[wide:]):
        kept = kept[:wide]
    if len(kept) != wide:
        further = f" It reaches to line {last}: is a quotation mark never closed?" if last > number else ""
        yield Torn(number, f"The row has {len(kept)} cells; the first row of the file has {wide} names.{further}")
    elif open_:
        yield Torn(number, f"A quotation mark is never closed: the row reaches to line {last}.")
    elif any("\0" in cell for cell in kept):
        yield Torn(number, "There is a zero byte in the row.")
    else:
        yield Line(number, tuple(kept))
