"""A table by a map: what a row says, and what is refused with its number and reason."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from openbeat.kit.tables import Broken, Row, Unfit, map_of, read_map, rows

MAP = {
    "source": "records",
    "zone": "America/Chicago",
    "columns": {"id": "No", "when": ["Day", "Hour"], "kind": "Offense", "lon": "X"},
    "constants": {"solved": "unknown"},
    "formats": {"when": ["%m/%d/%Y %H:%M", "%m/%d/%Y"]},
    "values": {"kind": {"THEFT FROM AUTO": "from_car", "*": "other"}},
}
HEAD = "No,Day,Hour,Offense,X\n"


def read(tmp_path: Path, body: str, **changes: object) -> list[Row | tuple[int, str]]:
    file = tmp_path / "table.csv"
    file.write_text(HEAD + body, encoding="utf-8")
    return list(rows(file, map_of({**MAP, **changes})))


def only(found: list[Row | tuple[int, str]]) -> Row:
    (row,) = found
    assert isinstance(row, Row)
    return row


def test_a_row_says_what_the_map_calls_it(tmp_path: Path) -> None:
    row = only(read(tmp_path, "7,07/04/2026,18:30,Theft from auto,-87.6\n"))

    assert (row.number, row.must("id"), row.text("solved")) == (2, "7", "unknown")
    assert row.word("kind", {"from_car", "other"}) == "from_car"
    assert row.moment("when") == datetime(2026, 7, 4, 23, 30, tzinfo=UTC)
    assert row.number_in("lon", -180, 180) == -87.6


def test_a_word_that_the_map_does_not_know_is_every_other_word(tmp_path: Path) -> None:
    row = only(read(tmp_path, "7,07/04/2026,,MOPERY,\n"))

    assert row.word("kind", {"from_car", "other"}) == "other"
    assert row.number_in("lon", -180, 180) is None
    assert row.moment("when") == datetime(2026, 7, 4, 5, tzinfo=UTC)


def test_an_hour_that_the_clocks_left_out_is_an_hour_later(tmp_path: Path) -> None:
    row = only(read(tmp_path, "7,03/08/2026,02:30,x,\n"))

    assert row.moment("when") == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)


def ask(row: Row, name: str) -> object:
    if name == "lon":
        return row.number_in(name, -180, 180)
    return row.moment(name) if name == "when" else row.must(name)


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (",07/04/2026,,x,\n", "id", "id is empty"),
        ("7,31.12.2026,,x,\n", "when", "is no moment that the map's formats know"),
        ("7,07/04/2026,,x,west\n", "lon", "'west' is no figure"),
        ("7,07/04/2026,,x,-200\n", "lon", "does not lie between"),
        ("7,07/04/2026,,x,nan\n", "lon", "does not lie between"),
    ],
)
def test_what_does_not_fit_says_why(tmp_path: Path, body: str, name: str, why: str) -> None:
    row = only(read(tmp_path, body))

    with pytest.raises(Unfit, match=why):
        ask(row, name)


def test_a_torn_row_is_told_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, "7,07/04/2026,,x,\n\n8,07/04/2026\n9,07/04/2026,,x,\n")

    assert [each.number if isinstance(each, Row) else each for each in found] == [
        2,
        (4, "it has 2 cells; the head has 5"),
        5,
    ]


def test_a_file_without_the_columns_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="the file has no column Suspect; it has No, Day, Hour, Offense, X"):
        read(tmp_path, "", columns={"id": "Suspect"})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("source = ", "cannot be read"),
        ('source = "x"', "needs a source and"),
        ('sauce = "x"', "the map says sauce"),
        ('source = "x"\nzone = "Mars/Olympus"\n[columns]\nid = "a"', "there is no time zone"),
    ],
)
def test_a_map_that_says_nothing_useful_says_why(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Broken, match=why):
        read_map(path)
