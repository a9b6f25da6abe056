"""A table of what areas speak is taken whole or not at all; each wrong line is named by its number."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.ledger.models import Entry
from openbeat.core.places import queries as places
from openbeat.core.translation import tables
from openbeat.core.translation.models import Share
from openbeat.core.translation.tables import Bad, Broken, Line

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.people.demo import Cast

HEAD = "area,language,percent,people,source,year\n"
SURVEY = "American Community Survey"


def table(cast: Cast, *rows: str) -> str:
    return HEAD + "".join(f"{cast.beat.slug},{row},{SURVEY},2023\n" for row in rows)


def send(client: Client, words: str | bytes, act: str = "take") -> tuple[int, str]:
    data = words.encode() if isinstance(words, str) else words
    answer = client.post("/languages/import/", {"file": SimpleUploadedFile("spoken.csv", data), "act": act})
    return answer.status_code, answer.text


def test_a_table_is_looked_at_first_and_then_taken_and_a_second_time_changes_nothing(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.ada)
    words = table(cast, "my,18.5,", "Spanish,9,", "Hmoob,,640")

    status, page = send(client, words, "try")
    assert (status, "3 new, 0 changed, 0 as they were." in page, "Nothing is changed yet" in page) == (200, True, True)
    assert (Share.objects.count(), Entry.objects.filter(act="import_shares").count()) == (0, 0)
    assert "Hmoob,,640" in page, "the lines come along for the second press"

    assert client.post("/languages/import/", {"words": words, "act": "take"}).status_code == 302
    found = Share.objects.order_by("language").values_list("language", "percent", "people")
    assert list(found) == [("es", Decimal(9), None), ("hmn", None, 640), ("my", Decimal("18.5"), None)]
    assert Entry.objects.get(act="import_shares").facts == {"new": 3, "changed": 0, "same": 0}

    send(client, table(cast, "my,18.5,", "Spanish,10,"))
    assert Entry.objects.filter(act="import_shares").order_by("-pk")[0].facts == {"new": 0, "changed": 1, "same": 1}
    assert Share.objects.count() == 3


def test_with_one_wrong_line_nothing_is_taken_and_each_wrong_one_is_named(cast: Cast, client: Client) -> None:
    client.force_login(cast.ada)
    words = table(cast, "my,18.5,", "Klingon,9,", "es,,", "ar,120,", "my,3,", "so,x,", "vi,,many")
    words += f"nowhere,es,3,,{SURVEY},2023\n{cast.beat.slug},es,3,,,2023\n{cast.beat.slug},es,3,,{SURVEY},soon\n"

    status, page = send(client, words)

    assert status == 422
    for line in (
        "Line 3: we know no language “Klingon”",
        "Line 4: give a percentage or a number of people, and not both",
        "Line 5: “120” is no percentage from 0 to 100",
        "Line 6: line 2 says this of the same area and language",
        "Line 7: “x” is no percentage from 0 to 100",
        "Line 8: “many” is no number of people",
        "Line 9: we know no area “nowhere”",
        "Line 10: “source” is empty",
        "Line 11: “soon” is no year",
    ):
        assert line in page
    assert "Line 2:" not in page
    assert Share.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "The submitted file is empty."),
        (b"area;language\n", "The first line must name these columns too: source, year."),
        (b"area,language,source,year\n", "The first line must name these columns too: percent."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "This file cannot be read as text."),
        (HEAD.encode(), "The table has no lines below its first one."),
        (b"x" * (1024 * 1024 + 1), "The file is larger than 1 MB."),
        (HEAD.encode() + b'a,"' + b"x" * 200_000 + b'",1,,s,2023\n', "This file is no table"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(cast: Cast, client: Client, data: bytes, because: str) -> None:
    client.force_login(cast.ada)

    status, page = send(client, data)

    assert (status, because in page) == (422, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_of_different_spreadsheets_are_read_alike(cast: Cast, encoding: str, delimiter: str) -> None:
    words = table(cast, "Español,9,").replace(",", delimiter).replace("\n", "\r\n")

    (line,) = tables.lines(tables.decoded(words.encode(encoding)), places.areas(), "en")

    assert isinstance(line, Line)
    assert (line.area, line.said.language, line.said.percent) == (cast.beat.pk, "es", Decimal(9))


def test_an_area_is_found_by_its_address_its_name_or_its_kind_and_number(cast: Cast) -> None:
    beat = places.area(cast.beat.pk)
    assert beat
    for name in (beat.slug, beat.name.upper(), beat.code):
        (line,) = tables.lines(f"{HEAD}{name},my,1,,{SURVEY},2023\n", places.areas(), "en")
        assert isinstance(line, Line)
        assert line.area == beat.pk


def test_a_name_that_several_areas_have_is_not_guessed(cast: Cast) -> None:
    first, second = places.areas()[:2]
    first.name = second.name = "Twin"

    (line,) = tables.lines(f"{HEAD}twin,my,1,,{SURVEY},2023\n", [first, second], "en")

    assert isinstance(line, Bad)
    assert "several areas are called “twin”" in line.why


@pytest.mark.parametrize(
    ("percent", "people", "figure"),
    [
        ("12.5", "", (Decimal("12.5"), None)), ("12,5 %", "", (Decimal("12.5"), None)), ("0", "", (Decimal(0), None)),
        ("", "1,234", (None, 1234)), ("", "1 234", (None, 1234)), ("", "7", (None, 7)),
    ],
)  # fmt: skip
def test_figures_are_read_as_people_write_them(percent: str, people: str, figure: tuple[object, object]) -> None:
    assert tables.figures(percent, people) == figure


@given(st.text(max_size=300))
def test_no_table_breaks_it(words: str) -> None:
    try:
        found = tables.lines(f"{HEAD}{words}", [], "en")
    except Broken:
        return
    assert all(isinstance(one, Bad) for one in found)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_figure_is_one_or_the_other_or_a_sentence(percent: str, people: str) -> None:
    try:
        share, count = tables.figures(percent, people)
    except ValueError:
        return
    assert (share is None) != (count is None)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        words = tables.decoded(data)
    except Broken:
        return
    assert "\0" not in words


def test_a_table_that_is_too_long_is_refused(cast: Cast) -> None:
    with pytest.raises(Broken, match="20000"):
        tables.lines(HEAD + "a,my,1,,s,2023\n" * 20_001, places.areas(), "en")
