"""`openbeat import complaints`: what it says, what it writes, and what it does with a file that is none."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from django.test import Client

from openbeat.apps.complaints.demo.publishing import a_profile
from openbeat.apps.complaints.models import ImportRun, PastCase, PastCharge
from openbeat.apps.complaints.services.history import loading
from openbeat.apps.complaints.tests.exports import SHAPES, a_file
from openbeat.config import cli
from openbeat.config.commands import import_complaints, imports, publication
from openbeat.config.commands.screen import Problem
from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.django_db


def run(*words: object) -> int:
    options = cli.build().parse_args(["import", "complaints", *map(str, words)])
    return imports.run(options)


def test_a_real_looking_file_is_taken_without_a_map_and_says_what_became_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_complaints, "EVERY", 20)
    path = tmp_path / "full.csv"
    rows = a_file(path, "full")

    assert run(path, "--as-of", "2022-06-30", "--source", "ipra") == 0

    told = capsys.readouterr().out
    assert f"{rows} rows: {rows} taken, 0 put together with another row, 0 refused." in told
    assert "Source ipra: 40 new complaints, 0 changed, 0 as they were." in told
    assert "number = cr_id" in told
    assert "20 rows read ..." in told
    assert "area: '0423'" in told
    assert "before a publication profile is signed" in told
    assert "Officer Name" not in told
    assert (tmp_path / "full.csv.report.csv").read_text(encoding="utf-8").splitlines() == [
        "line,complaint,what,code,why"
    ]


def test_each_so_many_rows_it_says_how_many_were_read_and_how_many_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_complaints, "EVERY", 20)
    monkeypatch.setattr(loading, "BATCH", 5)
    path = tmp_path / "full.csv"
    rows = a_file(path, "full")

    run(path, "--as-of", "2022-06-30")

    lines = re.findall(r"^(\d+) rows (read|kept) \.\.\.$", capsys.readouterr().out, re.MULTILINE)
    read, stored = ([int(count) for count, said in lines if said == what] for what in ("read", "kept"))
    assert read == list(range(20, rows + 1, 20))
    assert [count // 20 for count in stored] == list(range(1, rows // 20 + 1))
    assert stored[-1] <= rows


def test_with_a_signed_profile_the_published_figures_are_of_exactly_these_complaints_at_once(
    tmp_path: Path, client: Client, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "full.csv"
    a_file(path, "full")
    a_profile()

    run(path, "--as-of", "2022-06-30", "--source", "ipra", "--check")
    assert client.get("/complaints/outcomes.json").json()["published"] is False
    run(path, "--as-of", "2022-06-30", "--source", "ipra")

    told = client.get("/complaints/outcomes.json").json()
    assert told["counts"]["received"] == PastCase.objects.count() == 40
    assert told["counts"]["allegations"] == PastCharge.objects.filter(gone_on=None).count()
    assert told["as_of"] == "2022-06-30"
    assert told["sources"] == [{"source": "ipra", "as_of": "2022-06-30", "complaints": 40}]
    assert "The published figures count them: 40 complaints, as of 2022-06-30." in capsys.readouterr().out


@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "ccrb_allegations"])
def test_a_first_map_takes_the_file_exactly_as_no_map_does(tmp_path: Path, shape: str) -> None:
    path, first = tmp_path / "file.csv", tmp_path / "map.toml"
    a_file(path, shape)
    kinds = PastCharge.objects.order_by("case__number", "number").values_list(
        "case__number", "kind", "finding", "recommended", "final", "final_days", "gone_on"
    )

    run(path)
    guessed = list(kinds)
    run(path, "--start-map", first)
    run(path, "--map", first)

    assert ImportRun.objects.latest("pk").same == 40
    assert list(kinds) == guessed != []


def test_a_first_map_names_every_word_of_the_file_and_overwrites_none(tmp_path: Path) -> None:
    path, first = tmp_path / "copa.csv", tmp_path / "map.toml"
    a_file(path, "copa")

    run(path, "--start-map", first)

    text = first.read_text(encoding="utf-8")
    assert 'number = "LOG_NO"' in text
    assert '"Search Or Seizure" = "search"' in text
    assert '"No Affidavit" = "declined"' in text
    assert '"Pending Investigation" = "open"' in text
    assert not PastCase.objects.exists()
    with pytest.raises(Problem, match="there is a file"):
        run(path, "--start-map", first)


def test_refused_rows_stand_in_the_report_and_nothing_in_it_is_a_formula(tmp_path: Path) -> None:
    path, report = tmp_path / "rows.csv", tmp_path / "said.csv"
    path.write_text(
        "complaint_id,received_date,closed_date\n=cmd(),2020-01-01,2019-01-01\n2,2020-01-01,\n", encoding="utf-8"
    )

    run(path, "--report", report)

    with report.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    why = "It was closed on 2019-01-01, before it was received on 2020-01-01."
    assert lines == [
        {"line": "2", "complaint": "'=cmd()", "what": "refused", "code": "closed_before_received", "why": why}
    ]


def test_where_nothing_can_be_written_beside_the_file_the_report_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, here = tmp_path / "far" / "full.csv", tmp_path / "here"
    path.parent.mkdir()
    here.mkdir()
    a_file(path, "full", complaints=2)
    monkeypatch.chdir(here)
    monkeypatch.setattr(os, "access", lambda folder, _way: Path(folder) != path.parent)  # root may write everywhere

    run(path)

    assert ([each.name for each in path.parent.iterdir()], [each.name for each in here.iterdir()]) == (
        ["full.csv"],
        ["full.csv.report.csv"],
    )


def test_a_check_changes_nothing_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ccrb.csv"
    a_file(path, "ccrb")

    run(path, "--check", "--report", "-")

    assert "Only looked at: nothing was written" in capsys.readouterr().out
    assert not PastCase.objects.exists()
    assert not list(tmp_path.glob("*.report.csv"))


@pytest.mark.parametrize(
    ("content", "words", "why"),
    [
        (b"%PDF-1.7", [], "is a PDF file, and no CSV file"),
        (b"", [], "is empty"),
        (b"a,b\n1,2\n", [], "no column of file.csv looks like the complaint's number; it has a, b"),
        (b"complaint_id,b\n1,2\n", [], "no column of file.csv looks like the day on which it was received"),
        (b"complaint_id,date_received\n", ["--as-of", "soon"], "--as-of soon is no day"),
        (b"complaint_id,date_received\n", ["--as-of", "2999-01-01"], "is still to come"),
        (b"complaint_id,date_received\n", ["--source", "x" * 61], "61 signs; 60 fit"),
        (b"complaint_id,date_received\n", ["--map", "/none.toml"], "the map /none.toml cannot be read"),
        (
            b"complaint_id,date_received\n",
            ["--report", "/none/none.csv"],
            "the report /none/none.csv cannot be written",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, content: bytes, words: list[str], why: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    with pytest.raises(Problem, match=why):
        run(path, *words)
    assert not PastCase.objects.exists()


def test_a_map_that_names_a_column_the_file_lacks_is_told_which_it_has(tmp_path: Path) -> None:
    path, by = tmp_path / "file.csv", tmp_path / "map.toml"
    path.write_text("LOG_NO,COMPLAINT_DATE,TWICE,TWICE\n", encoding="utf-8")
    for columns, why in (
        ('number = "LOG"\n', "the file has no column LOG .is it LOG_NO..; it has LOG_NO, COMPLAINT_DATE"),
        ('number = "TWICE"\n', "more than one column TWICE"),
        ('received = "COMPLAINT_DATE"\n', "no column is known to be the complaint's number"),
        ('number = "Log no"\n[values.kind]\n"x" = "zebra"\n', r"\[values.kind\] of the map says zebra"),
    ):
        by.write_text(f"[columns]\n{columns}", encoding="utf-8")
        with pytest.raises(Problem, match=why):
            run(path, "--map", by)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_disk_that_is_full_is_one_sentence_and_the_next_run_completes_it(tmp_path: Path) -> None:
    path = tmp_path / "full.csv"
    a_file(path, "full", complaints=300)
    path.write_text(path.read_text(encoding="utf-8") + "x\n" * 3000, encoding="utf-8")

    with pytest.raises(Problem, match="No space left on device"):
        run(path, "--report", "/dev/full")
    run(path)

    assert PastCase.objects.count() == 300
    assert ImportRun.objects.exclude(ended_at=None).count() == 1


def test_an_empty_table_is_taken_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "file.csv"
    path.write_text("complaint_id,date_received\n", encoding="utf-8")

    assert run(path) == 0
    assert "0 rows: 0 taken" in capsys.readouterr().out


def test_help_names_the_guide_and_each_choice(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")

    told = " ".join(capsys.readouterr().out.split()).replace("- ", "-")
    for word in ("--map", "--start-map", "--check", "--as-of", "--source", "--report", "import-complaints.md"):
        assert word in told


def test_once_a_profile_is_signed_the_public_figures_are_of_exactly_these_complaints(
    tmp_path: Path, client: Client, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "full.csv"
    a_file(path, "full")
    run(path, "--as-of", "2022-06-30")
    assert "Nothing of it is public before a publication profile is signed" in capsys.readouterr().out
    words = ["publication", "sign", "--chief", "Ana Ruiz", "--lawyer", "Tom Okafor", "--law", "Ordinance 12-4"]
    options = cli.build().parse_args(words)
    publication.run(options)

    first = client.get("/complaints/outcomes.json").json()
    a_file(path, "full", complaints=60)
    run(path, "--as-of", "2022-07-31")
    told = capsys.readouterr().out
    then = client.get("/complaints/outcomes.json").json()

    assert "The published figures count them: 60 complaints, as of 2022-07-31." in told
    assert [each["counts"]["received"] for each in (first, then)] == [40, 60]
    assert then["counts"]["closed"] == PastCase.objects.filter(status="closed").count()
    assert then["as_of"] == "2022-07-31"
