"""Files as cities publish them, from the command to the public figures: exactly these complaints, and counted right."""

from __future__ import annotations

import csv
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_times

from openbeat.apps.complaints.demo.publishing import a_profile
from openbeat.apps.complaints.models import PastCase
from openbeat.apps.complaints.tests.cities import CITIES, Recount, a_city, recount
from openbeat.apps.complaints.tests.exports import LAST
from openbeat.config import cli
from openbeat.config.commands import imports
from openbeat.config.commands.screen import Problem
from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.django_db


def run(*words: object) -> int:
    return imports.run(cli.build().parse_args(["import", "complaints", *map(str, words)]))


def waited(found: Recount, still_open: float) -> int | None:
    """What lifelines says of the days: when at most this share was open."""
    day = qth_survival_times(still_open, KaplanMeierFitter().fit(found.days, found.over).survival_function_)
    return None if day == inf else int(day)


def assert_public(told: dict[str, Any], by_hand: Recount) -> None:
    counts, close = told["counts"], told["time_to_close"]["overall"]
    assert (counts["received"], counts["open"], counts["closed"], counts["closed_without_date"]) == (
        by_hand.received, by_hand.open, by_hand.closed, by_hand.undated,
    )  # fmt: skip
    assert counts["allegations"] == by_hand.allegations
    found = {row["finding"]: row["count"] for row in told["findings"]["overall"]["findings"] if row["count"]}
    assert found == dict(by_hand.findings)
    assert (close["n"], close["events"]) == (len(by_hand.days), sum(by_hand.over))
    assert (close["median"], close["percentile_90"]) == (waited(by_hand, 0.5), waited(by_hand, 0.1))


@pytest.mark.parametrize("name", CITIES)
@pytest.mark.slow
def test_the_file_of_a_city_comes_out_as_a_recount_by_hand_says_and_twice_is_once(
    tmp_path: Path, client: Client, cast: Cast, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "export.csv"
    rows = a_city(path, name)
    words: list[object] = [path, "--as-of", LAST]
    if CITIES[name].map:
        (tmp_path / "map.toml").write_text(CITIES[name].map, encoding="utf-8")
        words += ["--map", tmp_path / "map.toml"]
    a_profile()

    run(*words)
    told = capsys.readouterr().out
    first = client.get("/complaints/outcomes.json").json()
    run(*words)
    again = capsys.readouterr().out

    assert f"{rows} rows: {rows} taken, 0 put together with another row, 0 refused." in told
    assert_public(first, recount(path, name, LAST))
    assert "0 new complaints, 0 changed, 40 as they were" in again
    assert client.get("/complaints/outcomes.json").json()["counts"] == first["counts"]


def test_a_later_extract_changes_what_ended_since(tmp_path: Path, client: Client, cast: Cast) -> None:
    path, early = tmp_path / "export.csv", date(2019, 3, 31)
    a_profile()

    a_city(path, "louisville", until=early)
    run(path, "--as-of", LAST)
    before = recount(path, "louisville", LAST)
    assert_public(client.get("/complaints/outcomes.json").json(), before)
    a_city(path, "louisville")
    run(path, "--as-of", LAST)
    after = recount(path, "louisville", LAST)

    assert after.closed > before.closed
    assert_public(client.get("/complaints/outcomes.json").json(), after)


def test_beside_complaints_of_other_sources_the_figures_of_exactly_these_stand_too(
    tmp_path: Path, client: Client, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.csv"
    a_profile()
    a_city(path, "louisville", complaints=30)
    run(path, "--as-of", LAST, "--source", "psu")
    assert "alone" not in capsys.readouterr().out
    by_hand = {"psu": recount(path, "louisville", LAST)}
    early = date(2019, 3, 31)
    a_city(path, "dallas", seed=2, until=early)
    run(path, "--as-of", LAST, "--source", "dpd")
    by_hand["dpd"] = recount(path, "dallas", LAST)

    assert f"Of dpd alone: 40 complaints, as of {LAST}; see by_source" in capsys.readouterr().out
    told = client.get("/complaints/outcomes.json").json()
    assert told["counts"]["received"] == 70
    assert [one["source"] for one in told["by_source"]] == ["dpd", "psu"]
    for one in told["by_source"]:
        assert_public(one, by_hand[one["source"]])
    table = list(csv.DictReader(client.get("/complaints/outcomes.csv").content.decode().splitlines()))
    received = [(row["measure"], row["source"], row["value"]) for row in table if row["measure"].endswith("received")]
    assert received[0] == ("received", "", "70")
    assert received[-2:] == [("source:received", "dpd", "40"), ("source:received", "psu", "30")]


HEAD = "Complaint Number,Received Date,Closed Date,Status,Category,Finding,Officer ID"
ROW = "1,1/2/2020,2/3/2020,Closed,Force,Sustained,7"
MAPPED = """
[columns]
number = "Complaint Number"
received = "Received Date"
closed = "Closed Date"
status = "Status"
kind = "Category"
finding = "Finding"
[values.kind]
"Force" = "force"
"""


def lines(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = folder / "export.csv"
    path.write_text("\n".join(rows) + "\n", encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("above", "encoding"),
    [
        (["City of Example - complaints 2020", ""], "utf-8"),
        (['"Complaints, as of 2024",,,,,,', ",,,,,,", "Extracted by IAPro,,,,,,"], "utf-8-sig"),
        (["sep=,"], "cp1252"),
        ([], "utf-16-le"),
    ],
)
def test_a_title_above_the_names_and_a_sum_below_the_rows_are_no_complaints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], above: list[str], encoding: str
) -> None:
    path = lines(tmp_path, *above, HEAD, ROW, "Total,,,,,,1", "Grand Total: 1", encoding=encoding)

    run(path, "--as-of", "2024-01-01")

    assert "3 rows: 1 taken, 0 put together with another row, 2 refused." in capsys.readouterr().out
    report = (tmp_path / "export.csv.report.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in report[1:]] == [str(len(above) + 4), str(len(above) + 3)]
    assert [case.closed_on for case in PastCase.objects.all()] == [date(2020, 2, 3)]


def test_all_words_that_nobody_explained_are_told_at_once_with_their_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["1,1/2/2020,,Zed,Blue,Foo,7", "2,1/2/2020,,Zed,Force,Foo,7", "3,1/2/2020,,Open,Green,,7"]
    path, by = lines(tmp_path, HEAD, *rows), tmp_path / "map.toml"
    by.write_text(MAPPED, encoding="utf-8")

    run(path, "--map", by, "--as-of", "2024-01-01")

    told = capsys.readouterr().out
    assert "3 rows: 0 taken, 0 put together with another row, 3 refused." in told
    for words in ("status: 'Zed' 2", "kind: 'Blue' 1, 'Green' 1", "finding: 'Foo' 2"):
        assert words in told
    why = 'status: "Zed"; kind: "Blue"; finding: "Foo": no word of ours. Say in the map, under [values], what it means.'
    report = (tmp_path / "export.csv.report.csv").read_text(encoding="utf-8")
    assert why in report.replace('""', '"')


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            'number = "Complaint Number"\nreceived = "Receivd Date"\nclosed = "Clsd"',
            "Receivd Date .is it Received Date",
        ),
        ('number = "Complaint Number"\nreceived = "Receivd Date"\nclosed = "Clsd"', "Clsd"),
        (
            'number = "Complaint Number"\n[formats]\nreceived = "dd/mm/yyyy"',
            "'dd/mm/yyyy'; write it with %d, %m and %Y",
        ),
    ],
)
def test_a_map_with_a_slip_is_told_what_to_write(tmp_path: Path, words: str, why: str) -> None:
    path, by = lines(tmp_path, HEAD, ROW), tmp_path / "map.toml"
    by.write_text(f"[columns]\n{words}\n", encoding="utf-8")

    with pytest.raises(Problem, match=why):
        run(path, "--map", by)


def test_a_day_that_cannot_be_read_is_told_with_its_column_and_what_to_do(tmp_path: Path) -> None:
    run(lines(tmp_path, HEAD, "1,sometime,,Open,Force,,7"), "--as-of", "2024-01-01")

    report = (tmp_path / "export.csv.report.csv").read_text(encoding="utf-8").splitlines()
    why = "received (Received Date): 'sometime' is no day that is known. Say under [formats] how it is written."
    assert report[1:] == [f"2,1,refused,received_no_day,{why}"]


def test_where_one_column_has_the_day_first_the_others_have_it_too(tmp_path: Path) -> None:
    run(
        lines(tmp_path, "Complaint Number;Received Date;Closed Date", "1;01.02.2020;31.03.2020"),
        "--as-of",
        "2024-01-01",
    )

    assert [case.received_on for case in PastCase.objects.all()] == [date(2020, 2, 1)]


def test_seconds_since_1970_are_days(tmp_path: Path) -> None:
    run(
        lines(tmp_path, "Complaint Number,Received Date,Closed Date", "1,1583064000,1583841600"),
        "--as-of",
        "2024-01-01",
    )

    assert [(case.received_on, case.closed_on) for case in PastCase.objects.all()] == [
        (date(2020, 3, 1), date(2020, 3, 10))
    ]


def test_an_incident_whose_day_nobody_can_read_is_a_complaint_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "complaint_id,date_received,general_cap_classification,summary,incident_date_extract,objectid"
    rows = [
        '18-0001,2018/01/02 05:00:00+00,PHYSICAL ABUSE,"On January 1\nsomebody",Unclear,1',
        "18-0002,2018/01/05 05:00:00+00,LACK OF SERVICE,x,about noon,2",
    ]

    run(lines(tmp_path, head, *rows), "--as-of", "2024-01-01")

    told = capsys.readouterr().out
    assert "2 rows: 2 taken, 0 put together with another row, 0 refused." in told
    assert "incident: 'about noon' 1" in told
    assert [case.incident_on for case in PastCase.objects.all()] == [None, None]
