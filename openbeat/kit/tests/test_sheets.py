"""Files as they come out of other systems: what is a table, and what is none."""

from __future__ import annotations

import csv
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openbeat.kit import sheets
from openbeat.kit.sheets import Line, Torn
from openbeat.kit.tables import Broken

PRINTED = st.characters(exclude_categories=("Cs", "Cc"))


def a_file(folder: Path, content: bytes | str, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(path: Path) -> list[tuple[int, tuple[str, ...]] | tuple[int, str]]:
    found = sheets.lines(sheets.look(path))
    return [(line.number, line.cells) if isinstance(line, Line) else (line.number, line.why) for line in found]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("näme,b\nö,2\n".encode(), "utf-8-sig"),
        ("\ufeffnäme,b\nö,2\n".encode(), "utf-8-sig"),
        ("näme,b\nö,2\n".encode("cp1252"), "cp1252"),
        ("näme,b\nö,2\n".encode("utf-16"), "utf-16"),
        ("näme;b\r\nö;2\r\n".encode(), "utf-8-sig"),
        ("näme\tb\nö\t2\n".encode(), "utf-8-sig"),
        ("näme|b\nö|2".encode(), "utf-8-sig"),
        ("\n\nnäme,b\nö,2\n".encode(), "utf-8-sig"),
    ],
)
def test_encodings_and_delimiters_are_found_out(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = a_file(tmp_path, content)

    assert (sheets.look(path).head, sheets.look(path).encoding) == (("näme", "b"), encoding)
    assert [cells for _number, cells in rows(path)] == [("ö", "2")]


def test_what_is_declared_goes_before_what_is_guessed(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a;b,c\n1;2,3\n".encode("cp1252"))

    assert sheets.look(path, delimiter=";", encoding="latin-1").head == ("a", "b,c")
    with pytest.raises(Broken, match="cannot be read"):
        sheets.look(path, encoding="klingon")


def test_a_quoted_line_break_stays_in_its_cell_and_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    path = a_file(tmp_path, 'a,"b\nc"\n1,"two\nlines"\n\n , \n3,4,,\n5\n6,7,8\n')

    assert sheets.look(path).head == ("a", "b c")
    assert rows(path) == [
        (3, ("1", "two\nlines")),
        (7, ("3", "4")),
        (8, "The row has 1 cells; the first row of the file has 2 names."),
        (9, "The row has 3 cells; the first row of the file has 2 names."),
    ]


def test_a_zero_byte_far_into_a_file_costs_its_row_alone(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a,b\n" + "1,2\n" * 2000 + "3,\0\n4,5\n")

    found = rows(path)
    assert (len(found), found[-2], found[-1]) == (2002, (2002, "There is a zero byte in the row."), (2003, ("4", "5")))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF file"),
        (b"PK\x03\x04...", "is a spreadsheet or a ZIP file"),
        (b"\x1f\x8b...", "is a packed file"),
        (b"<!DOCTYPE html>", "is a web page"),
        (b'[{"a": 1}]', "is a JSON file"),
        (b"a,b\n\x00\x01", "zero bytes"),
        (b'"' + b"x" * 200_000, "longer than any list of names"),
    ],
)
def test_what_is_no_table_is_said_before_a_row_is_read(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(Broken, match=why):
        sheets.look(a_file(tmp_path, content))


def test_a_folder_and_nothing_at_all_are_said(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="is a folder"):
        sheets.look(tmp_path)
    with pytest.raises(Broken, match="there is no file"):
        sheets.look(tmp_path / "none.csv")


def test_a_quotation_mark_that_is_never_closed_is_said_with_its_line(tmp_path: Path) -> None:
    short = a_file(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n')
    long = a_file(tmp_path, 'a,b\n1,2\n3,"4' + "5,6\n" * 50_000, "long.csv")

    assert rows(short)[1] == (3, "A quotation mark is never closed: the row reaches to line 4.")
    with pytest.raises(Broken, match=r"the row that begins on line 3 of long\.csv cannot be read"):
        rows(long)


def test_a_large_file_is_read_in_constant_memory(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a,b,c\n" + f"{'x' * 300},{'y' * 300},z\n" * 20_000)

    tracemalloc.start()
    count = sum(1 for _line in sheets.lines(sheets.look(path)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 20_000
    assert path.stat().st_size > 12_000_000
    assert most < 6_000_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8), min_size=2, max_size=2),
        max_size=6,
    )
)
def test_what_was_written_is_what_is_read(tmp_path: Path, cells: list[list[str]]) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a", "b"], *cells])

    wanted = [tuple(cell.strip() for cell in row) for row in cells if any(cell.strip() for cell in row)]
    assert [line.cells for line in sheets.lines(sheets.look(path)) if not isinstance(line, Torn)] == wanted
