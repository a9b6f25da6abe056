"""A file of complaints from another system: what of it is kept, what is refused, and what a second file changes."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as config
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openbeat.apps.complaints.models import ImportRun, PastCase, PastCharge
from openbeat.apps.complaints.queries import past
from openbeat.apps.complaints.services.history import loading, staging, starting
from openbeat.apps.complaints.services.history.loading import Asked, Outcome
from openbeat.apps.complaints.services.history.mapping import FileMap, map_of
from openbeat.apps.complaints.services.history.reporting import Report
from openbeat.apps.complaints.tests.exports import LAST, SHAPES, a_file
from openbeat.core.ledger.models import Entry
from openbeat.core.people.roles import Role
from openbeat.kit import sheets
from openbeat.kit.actors import VISITOR, importer, program
from openbeat.kit.policy import Refused
from openbeat.kit.tables import Broken

pytestmark = pytest.mark.django_db

AT = datetime(2024, 1, 10, 12, tzinfo=UTC)
FILE = importer("complaints.csv", Role.ADMINISTRATOR)
HEAD = (
    "number",
    "incident",
    "received",
    "closed",
    "status",
    "area",
    "kind",
    "finding",
    "final",
    "officer",
    "complainant_race",
)
MAP: dict[str, Any] = {"source": "old", "as_of": "2023-12-31", "columns": {name: name for name in HEAD}}


@dataclass
class Told:
    """What became of a file, and its report."""

    found: Outcome
    report: list[dict[str, str]]

    @property
    def rows(self) -> tuple[int, int, int, int]:
        counts = self.found.counts
        return self.found.rows, counts["taken"], counts["merged"], counts["refused"]

    @property
    def cases(self) -> tuple[int, int, int]:
        counts = self.found.counts
        return counts["new"], counts["changed"], counts["same"]

    def codes(self, what: str) -> list[str]:
        return sorted(line["code"] for line in self.report if line["what"] == what)


def row(number: str = "A1", **more: str) -> list[str]:
    facts = {"number": number, "received": "2020-01-10", "closed": "2020-03-10", "status": "Closed", "kind": "force",
             "finding": "Sustained", "officer": "77"}  # fmt: skip
    return [{**facts, **more}.get(name, "") for name in HEAD]


def written(folder: Path, rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> Path:
    path = folder / "complaints.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def take(path: Path, by: FileMap | dict[str, Any] | None = None, **more: Any) -> Told:
    sheet = sheets.look(path)
    file_map = by if isinstance(by, FileMap) else starting.guessed(sheet) if by is None else map_of(by)
    where = path.with_suffix(".report.csv")
    with Report(where) as report:
        found = loading.load(Asked(sheet, file_map, **more), report, by=FILE, at=AT)
    with where.open(encoding="utf-8", newline="") as file:
        return Told(found, list(csv.DictReader(file)))


def kept() -> list[tuple[Any, ...]]:
    """All that stands, but for the keys of rows."""
    cases = PastCase.objects.order_by("source", "number")
    charges = [name.attname for name in PastCharge._meta.concrete_fields if name.name not in {"id", "case"}]
    return [
        (*(getattr(case, each.attname) for each in PastCase._meta.concrete_fields if each.name != "id"),
         *case.charges.order_by("number").values_list(*charges))
        for case in cases
    ]  # fmt: skip


# What is kept


def test_a_row_becomes_a_case_and_an_allegation_in_our_codes(tmp_path: Path) -> None:
    told = take(
        written(tmp_path, [row(incident="01/05/2020", final="5 Day Suspension", complainant_race="Black")]), MAP
    )

    case, charge = PastCase.objects.get(), PastCharge.objects.get()
    assert (told.rows, told.cases, told.report) == ((1, 1, 0, 0), (1, 0, 0), [])
    assert (case.source, case.number, case.status, case.as_of) == ("old", "A1", "closed", date(2023, 12, 31))
    assert (case.incident_on, case.received_on, case.closed_on) == (
        date(2020, 1, 5),
        date(2020, 1, 10),
        date(2020, 3, 10),
    )
    assert (case.complainant_race, charge.kind, charge.finding, charge.number) == ("black", "force", "sustained", 1)
    assert (charge.final, charge.final_days) == ("suspension", 5)


def test_whoever_is_no_import_of_the_command_line_takes_nothing(tmp_path: Path) -> None:
    asked = Asked(sheets.look(written(tmp_path, [row()])), map_of(MAP))

    for actor in (VISITOR, program("x", Role.ADMINISTRATOR), importer("x")):
        with Report(None) as report, pytest.raises(Refused, match="Only whoever runs this installation"):
            loading.load(asked, report, by=actor, at=AT)
    assert not PastCase.objects.exists()


def test_no_name_of_an_officer_and_nobody_s_story_is_stored(tmp_path: Path) -> None:
    story = "Officer Xaverius Quillfeather hit my brother Zebediah"
    head = (*HEAD, "kind_text", "witness")
    rows = [[*row(officer="Xaverius Quillfeather"), story, "Zebediah Marrow"]]
    by = {**MAP, "columns": {**MAP["columns"], "kind_text": "kind_text"}}

    take(written(tmp_path, rows, head), by)

    stands = (
        repr(kept()) + repr(list(ImportRun.objects.values())) + repr(list(Entry.objects.values("facts", "on_behalf")))
    )
    assert PastCharge.objects.get().officer != ""
    assert not [
        name for name in ("Quillfeather", "Zebediah", "Xaverius", "brother") if name.casefold() in stands.casefold()
    ]


def test_the_same_officer_has_the_same_mark_within_a_source_and_another_one_elsewhere(tmp_path: Path) -> None:
    rows = [row("A1", officer="77"), row("A2", officer="77"), row("A3", officer="78")]
    take(written(tmp_path, rows), MAP)
    take(written(tmp_path, rows[:1]), MAP, source="other")

    marks = dict(PastCharge.objects.values_list("case__source", "officer").distinct())
    by_number = dict(PastCharge.objects.filter(case__source="old").values_list("case__number", "officer"))
    assert by_number["A1"] == by_number["A2"] != by_number["A3"]
    assert marks["other"] not in by_number.values()


def test_words_that_stand_in_several_complaints_are_kept_as_they_are_written(tmp_path: Path) -> None:
    rows = [row(f"A{number}", kind="Excessive Force (hands)") for number in range(3)] + [
        row("B", kind="Force, of Joe Miller")
    ]

    take(written(tmp_path, rows), MAP)

    texts = PastCharge.objects.order_by("case__number").values_list("kind", "kind_text")
    assert list(texts) == [("force", "Excessive Force (hands)")] * 3 + [("force", "")]


def test_what_happened_in_a_beat_stands_in_our_area_and_other_beats_are_named(tmp_path: Path, cast: Any) -> None:
    rows = [
        row("A1", area=f"00{cast.beat.number}"),
        row("A2", area="elsewhere"),
        row("A3", area="9999"),
        row("A4", area="x"),
    ]

    told = take(written(tmp_path, rows), {**MAP, "values": {"area": {"elsewhere": cast.beat.slug}}})

    areas: dict[str, Any] = dict(PastCase.objects.values_list("number", "area"))
    assert (areas["A1"], areas["A2"], areas["A3"]) == (cast.beat.pk, cast.beat.pk, None)
    assert PastCase.objects.get(number="A3").place == "9999"
    assert told.found.unknown["area", "9999"] == 1


# Dates


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"received": "2020-05-01", "closed": "2020-04-30"}, "closed_before_received"),
        ({"received": ""}, "no_received"),
        ({"received": "2020-13-40"}, "received_no_day"),
        ({"received": "1931-01-01"}, "received_odd_day"),
        ({"received": "2031-01-01"}, "received_odd_day"),
        ({"received": "2024-01-02", "closed": ""}, "received_after_extract"),
        ({"closed": "2024-01-02"}, "closed_after_extract"),
        ({"number": ""}, "no_number"),
        ({"number": "9" * 61}, "long_number"),
        ({"status": "Zebra"}, "unknown_status"),
        ({"finding": "Zebra"}, "unknown_finding"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_true_is_refused_with_its_line_and_reason_and_the_others_stand(
    tmp_path: Path, facts: dict[str, str], code: str
) -> None:
    told = take(written(tmp_path, [row("A0"), row(**{"number": "A1", **facts})]), MAP)

    assert told.rows == (2, 1, 0, 1)
    assert [(line["line"], line["what"], line["code"]) for line in told.report] == [("3", "refused", code)]
    assert list(PastCase.objects.values_list("number", flat=True)) == ["A0"]


def test_closed_without_a_day_is_kept_and_counted_apart(tmp_path: Path) -> None:
    told = take(written(tmp_path, [row(closed="")]), MAP)

    case = PastCase.objects.get()
    assert (case.status, case.closed_on, told.found.counts["undated"]) == ("closed", None, 1)
    assert told.codes("decided") == ["closed_without_day"]


def test_an_incident_after_the_receipt_loses_its_day_and_nothing_else(tmp_path: Path) -> None:
    told = take(written(tmp_path, [row(incident="2021-01-01")]), MAP)

    assert (PastCase.objects.get().incident_on, told.codes("decided")) == (None, ["incident_after_received"])


@pytest.mark.parametrize(
    ("rows", "received", "closed", "status", "codes"),
    [
        ([{}, {"received": "2020-01-08"}], "2020-01-08", "2020-03-10", "closed", ["differs_received"]),
        ([{}, {"closed": "2020-05-01"}], "2020-01-10", "2020-05-01", "closed", ["differs_closed"]),
        ([{}, {"closed": "", "status": "Open"}], "2020-01-10", None, "open", ["partly_open"]),
        ([{}, {"closed": "", "status": ""}], "2020-01-10", "2020-03-10", "closed", []),
        ([{"status": "Open"}], "2020-01-10", "2020-03-10", "closed", ["open_with_closed_day"]),
        ([{}, {"received": ""}], "2020-01-10", "2020-03-10", "closed", []),
    ],
)  # fmt: skip
def test_rows_that_contradict_each_other_are_decided_the_same_way_whatever_their_order(
    tmp_path: Path, rows: list[dict[str, str]], received: str, closed: str | None, status: str, codes: list[str]
) -> None:
    lines = [row(kind="force" if index else "bias", **facts) for index, facts in enumerate(rows)]
    for order in (lines, lines[::-1]):
        PastCase.objects.all().delete()
        told = take(written(tmp_path, order), MAP)
        case = PastCase.objects.get()
        assert (case.received_on.isoformat(), case.closed_on and case.closed_on.isoformat()) == (received, closed)
        assert (case.status, told.codes("decided"), case.charges.count()) == (status, codes, len(rows))


def test_rows_that_together_cannot_be_true_are_all_refused(tmp_path: Path) -> None:
    told = take(written(tmp_path, [row(received="2021-01-01", closed=""), row(received="", closed="2020-01-01")]), MAP)

    assert (told.rows, told.codes("refused")) == ((2, 0, 0, 2), ["closed_before_received"] * 2)


@pytest.mark.parametrize(
    ("more", "by", "as_of", "guessed"),
    [
        ({"as_of": "2021-06-30"}, MAP, "2021-06-30", False),
        ({}, MAP, "2023-12-31", False),
        ({}, {**MAP, "as_of": ""}, "2020-03-10", True),
        ({}, {**MAP, "columns": {**MAP["columns"], "as_of": "made"}}, "2022-02-02", False),
        ({"as_of": "2023-01-01"}, {**MAP, "columns": {**MAP["columns"], "as_of": "made"}}, "2023-01-01", False),
    ],
)
def test_the_day_of_the_extract_is_asked_for_or_stands_in_the_file_or_is_its_last_day(
    tmp_path: Path, more: dict[str, str], by: dict[str, Any], as_of: str, guessed: Any
) -> None:
    told = take(written(tmp_path, [[*row(), "2022-02-02"]], (*HEAD, "made")), by, **more)

    assert (PastCase.objects.get().as_of.isoformat(), told.found.guessed_as_of) == (as_of, guessed)


# Words


def test_a_kind_unknown_to_the_map_is_refused_unless_the_map_says_what_other_words_mean(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, [row("A1", kind="05A"), row("A2", kind="99Z")])
    strict = {**MAP, "values": {"kind": {"05a": "force"}}}

    told = take(path, strict)
    loose = take(path, {**strict, "values": {"kind": {"05a": "force", "*": "other"}}})

    assert (told.codes("refused"), told.found.unknown["kind", "99Z"]) == (["unknown_kind"], 1)
    assert (loose.rows, loose.found.unknown["kind", "99Z"]) == ((2, 2, 0, 0), 1)
    assert dict(PastCharge.objects.values_list("case__number", "kind")) == {"A1": "force", "A2": "other"}


def test_a_status_that_nobody_can_explain_is_told_by_the_day_or_stays_unknown(tmp_path: Path) -> None:
    path = written(tmp_path, [row("A1", status="Zebra"), row("A2", status="Zebra", closed="")])

    told = take(path, {**MAP, "values": {"status": {"*": "unknown"}}})

    assert (told.rows, told.found.unknown["status", "Zebra"]) == ((2, 2, 0, 0), 2)
    assert dict(PastCase.objects.values_list("number", "status")) == {"A1": "closed", "A2": "unknown"}


def test_a_map_may_say_how_long_a_suspension_is(tmp_path: Path) -> None:
    take(written(tmp_path, [row(final="003")]), {**MAP, "values": {"discipline": {"003": "suspension 3"}}})

    assert PastCharge.objects.values_list("final", "final_days").get() == ("suspension", 3)


def test_without_a_map_odd_findings_and_kinds_are_kept_as_unknown_and_counted(tmp_path: Path) -> None:
    head = [
        "complaint_id",
        "x",
        "date_received",
        "closed_date",
        "status",
        "beat",
        "category",
        "finding",
        "discipline",
        "officer_id",
        "y",
    ]
    told = take(written(tmp_path, [row(kind="zebra", finding="zebra")], head))

    charge = PastCharge.objects.get()
    assert (charge.kind, charge.finding, told.rows) == ("other", "unknown", (1, 1, 0, 0))
    assert told.found.unknown == {("kind", "zebra"): 1, ("finding", "zebra"): 1}


# Rows and allegations


def test_the_same_row_twice_is_one_and_a_row_that_says_less_is_one_with_the_other(tmp_path: Path) -> None:
    told = take(written(tmp_path, [row(), row(), row(finding=""), row(officer="78")]), MAP)

    assert (told.rows, PastCharge.objects.count()) == ((4, 2, 2, 0), 2)
    assert told.codes("merged") == ["joined", "same"]


def test_several_complainants_of_one_allegation_are_one_allegation(tmp_path: Path) -> None:
    told = take(written(tmp_path, [row(complainant_race="white"), row(complainant_race="black")]), MAP)

    assert (told.rows, PastCase.objects.get().complainant_race) == ((2, 1, 1, 0), "black|white")


def test_with_a_number_of_its_own_an_allegation_is_one_whatever_its_rows_say(tmp_path: Path) -> None:
    by = {**MAP, "columns": {**MAP["columns"], "charge": "charge"}}
    rows = [[*row(finding="Unfounded", closed="2020-02-01"), "7"], [*row(finding="Sustained"), "7"], [*row(), "8"]]

    told = take(written(tmp_path, rows, (*HEAD, "charge")), by)

    assert sorted(PastCharge.objects.values_list("finding", flat=True)) == ["sustained", "sustained"]
    assert "differs_allegation" in told.codes("decided")


def test_each_finding_of_a_list_in_one_cell_is_an_allegation(tmp_path: Path) -> None:
    rows = [
        row("A1", kind="force; search", finding="Sustained; Exonerated", officer="77"),
        row("A2", kind="force", finding="Sustained | Sustained", officer="77 | 78"),
        row("A2", kind="force", finding="Sustained | Sustained", officer="77 | 78"),
        row("A3", kind="force", finding="Unfounded;Unfounded"),
        row("A4", kind="force", finding="Sustained; Exonerated; who knows"),
    ]
    by = {**MAP, "values": {"finding": {"*": "unknown"}}}

    first = take(written(tmp_path, rows), by=by)
    again = take(written(tmp_path, rows), by=by)

    assert first.rows == (5, 4, 1, 0)
    assert first.codes("merged") == ["same"]
    assert again.cases == (0, 0, 4)
    found = PastCharge.objects.order_by("case__number", "kind", "finding").values_list(
        "case__number", "kind", "finding"
    )
    assert list(found) == [
        ("A1", "force", "sustained"),
        ("A1", "search", "exonerated"),
        ("A2", "force", "sustained"),
        ("A2", "force", "sustained"),
        ("A3", "force", "unfounded"),
        ("A3", "force", "unfounded"),
        ("A4", "force", "unknown"),
    ]
    assert PastCharge.objects.filter(case__number="A2").values("officer").distinct().count() == 2


def test_a_list_of_findings_that_the_map_names_is_one(tmp_path: Path) -> None:
    by = {**MAP, "values": {"finding": {"Sustained; Exonerated": "sustained"}}}

    take(written(tmp_path, [row(finding="Sustained; Exonerated")]), by)

    assert [charge.finding for charge in PastCharge.objects.all()] == ["sustained"]


def test_merged_cells_are_filled_where_the_map_says_so_and_never_across_a_torn_row(tmp_path: Path) -> None:
    rows = [
        row("A1", officer="77"),
        row("", received="", closed="", status="", kind="search", officer=""),
        row("A2", officer="78"),
        ["A3", "torn"],
        row("", received="", closed="", status="", kind="bias"),
    ]

    plain = take(written(tmp_path, rows), MAP)
    assert plain.codes("refused") == ["no_number", "no_number", "torn"]
    assert "fill_down = true" in next(line["why"] for line in plain.report if line["code"] == "no_number")

    filled = take(written(tmp_path, rows), by={**MAP, "source": "filled", "fill_down": ["officer"]})
    assert filled.codes("refused") == ["no_number", "torn"]
    of_first = PastCharge.objects.filter(case__source="filled", case__number="A1")
    assert sorted(of_first.values_list("kind", flat=True)) == ["force", "search"]
    assert of_first.values("officer").distinct().count() == 1


def test_rows_that_are_alike_are_one_unless_the_map_says_that_each_counts(tmp_path: Path) -> None:
    rows = [row(officer=""), row(officer=""), row(officer="", kind="search")]
    once = take(written(tmp_path, rows), MAP)
    assert once.rows == (3, 2, 1, 0)
    assert once.codes("merged") == ["same"]

    each = {**MAP, "source": "each", "repeats": True}
    first, again = take(written(tmp_path, rows), each), take(written(tmp_path, rows), each)

    assert (first.rows, first.codes("merged")) == ((3, 3, 0, 0), [])
    assert again.cases == (0, 0, 1)
    assert PastCharge.objects.filter(case__source="each", gone_on=None).count() == 3


def test_a_complaint_against_thousands_of_officers_is_one(tmp_path: Path) -> None:
    told = take(written(tmp_path, [row(officer=str(number)) for number in range(3000)]), MAP)

    assert told.rows == (3000, 3000, 0, 0)
    assert (PastCase.objects.count(), PastCharge.objects.count()) == (1, 3000)


def test_too_many_rows_of_one_number_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "MOST", 3)

    told = take(written(tmp_path, [row(officer=str(number)) for number in range(4)]), MAP)

    assert (told.rows, told.codes("refused")) == ((4, 0, 0, 4), ["too_many_rows"] * 4)


def test_a_file_without_allegations_is_taken_case_by_case(tmp_path: Path) -> None:
    head = ("complaint_id", "received_date", "closed_date")
    told = take(written(tmp_path, [["1", "1/5/2020", "2/5/2020"], ["2", "1/6/2020", ""], ["2", "1/6/2020", ""]], head))

    assert told.rows == (3, 2, 1, 0)
    assert list(PastCase.objects.order_by("number").values_list("status", flat=True)) == ["closed", "open"]
    assert not PastCharge.objects.exists()


# A second time


@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "ccrb_allegations"])
def test_files_of_every_shape_are_taken_without_a_map_and_a_second_time_change_nothing(
    tmp_path: Path, shape: str
) -> None:
    path = tmp_path / f"{shape}.csv"
    rows = a_file(path, shape)

    told = take(path)
    stands = kept()
    again = take(path)

    assert told.rows[0] == rows == sum(told.rows[1:])
    assert (told.cases, again.cases) == ((40, 0, 0), (0, 0, 40))
    assert told.rows == again.rows
    assert kept() == stands
    assert (again.found.before is not None, told.found.before) == (True, None)
    assert {entry.act for entry in Entry.objects.filter(kind="complaints.importrun")} == {"take_history"}


def test_allegations_in_a_file_of_their_own_join_the_cases_that_stand(tmp_path: Path) -> None:
    cases, charges = tmp_path / "cases.csv", tmp_path / "charges.csv"
    a_file(cases, "ccrb")
    rows = a_file(charges, "ccrb_allegations")
    names = {
        "number": "Complaint Id",
        "charge": "Allegation Record Identity",
        "officer": "Tax ID",
        "kind": "Allegation",
    }
    by = {"columns": {**names, "finding": "CCRB Allegation Disposition", "as_of": "As Of Date"}}

    first = take(charges, by)
    take(cases)
    then = take(charges, by)
    stands = kept()
    again = take(cases)

    assert (first.rows, first.codes("refused")) == ((rows, 0, 0, rows), ["no_case"] * rows)
    assert (then.rows, again.cases, kept() == stands) == ((rows, rows, 0, 0), (0, 0, 40), True)
    assert len(list(past.charges_for_figures())) == rows  # the finding of a whole complaint has given way to these


def test_a_newer_file_changes_and_doubles_nothing_and_what_is_gone_from_it_stays(tmp_path: Path) -> None:
    old = [row("A1", closed="", status="Open", finding=""), row("A2"), row("A2", kind="bias"), row("A3")]
    take(written(tmp_path, old), MAP, as_of="2020-12-31")

    told = take(written(tmp_path, [row("A1", closed="2021-02-01"), row("A2"), row("A4")]), MAP, as_of="2021-12-31")

    case = PastCase.objects.get(number="A1")
    assert (told.cases, told.found.kept, told.found.counts["gone"]) == ((1, 2, 0), 1, 1)
    assert (case.status, case.closed_on, case.as_of) == ("closed", date(2021, 2, 1), date(2021, 12, 31))
    assert list(case.charges.values_list("finding", flat=True)) == ["sustained"]
    assert PastCase.objects.count() == 4
    assert PastCharge.objects.get(case__number="A2", kind="bias").gone_on == date(2021, 12, 31)
    assert len(list(past.charges_for_figures())) == 4
    assert PastCase.objects.get(number="A3").as_of == date(2020, 12, 31)


def test_an_older_file_changes_nothing(tmp_path: Path) -> None:
    take(written(tmp_path, [row(closed="2021-02-01")]), MAP, as_of="2021-12-31")
    stands = kept()

    told = take(written(tmp_path, [row(closed="", status="Open", finding="")]), MAP, as_of="2020-12-31")

    assert (told.found.counts["older"], kept() == stands) == (1, True)


def test_a_run_that_was_cut_off_is_completed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, [row(f"A{number}") for number in range(10)])
    monkeypatch.setattr(loading, "BATCH", 2)

    def cut(what: str, count: int) -> None:
        if what == "kept" and count >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(path, MAP, progress=cut)
    stood = PastCase.objects.count()
    told = take(path, MAP)

    assert (stood, told.cases, PastCase.objects.count()) == (4, (6, 0, 4), 10)
    assert [run.ended_at is None for run in ImportRun.objects.order_by("pk")] == [True, False]
    assert told.found.before is None


def test_a_check_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, [row("A1"), row("A2", received="")])

    told = take(path, MAP, only_check=True)

    assert (told.rows, told.cases, told.codes("refused")) == ((2, 1, 0, 1), (1, 0, 0), ["no_received"])
    assert not PastCase.objects.exists()
    assert not ImportRun.objects.exists()
    assert not Entry.objects.exists()


def test_a_file_that_breaks_off_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, [row(f"A{number}") for number in range(5)])
    path.write_text(path.read_text(encoding="utf-8") + '"' + "x" * 200_000, encoding="utf-8")

    with pytest.raises(Broken, match="the row that begins on line 7"):
        take(path, MAP)
    assert not PastCase.objects.exists()


def test_a_file_that_adds_to_what_stands_takes_no_day_away_and_nothing_that_cannot_be(tmp_path: Path) -> None:
    take(written(tmp_path, [row("A1"), row("A2"), row("A3", closed="", status="Open", finding="")]), MAP)
    head = ("number", "status", "closed", "agency")
    names = {name: name for name in head}
    lines = [[f"A{number}", "Closed", day, "Board"] for number, day in ((2, "2019-01-01"), (3, "2020-06-01"))]

    days = take(written(tmp_path, lines, head), {**MAP, "columns": names})
    only_status = {**MAP, "columns": {"number": "number", "status": "status"}}
    no_days = take(written(tmp_path, [["A3", "Closed", "", "Panel"]], head), only_status)

    assert days.codes("refused") == ["contradicts_known"]
    assert PastCase.objects.get(number="A3").closed_on == date(2020, 6, 1)
    assert PastCase.objects.get(number="A2").closed_on == date(2020, 3, 10)
    assert no_days.cases == (0, 0, 1)


def test_with_days_of_extracts_that_are_missing_in_some_rows_nothing_is_closed_after_its_file(tmp_path: Path) -> None:
    by = {**MAP, "as_of": "", "columns": {**MAP["columns"], "as_of": "made"}}

    rows = [[*row("A1"), "2020-04-01"], [*row("A2", closed="2021-01-01"), ""]]
    told = take(written(tmp_path, rows, (*HEAD, "made")), by)

    assert (told.rows, told.codes("refused")) == ((2, 1, 0, 1), ["closed_after_extract"])


# Rules that hold of all files

CASES = st.lists(
    st.builds(
        row,
        number=st.sampled_from(["A1", "A2", "A3"]),
        received=st.sampled_from(["", "2020-01-10", "1/8/2020", "2020-02-30"]),
        closed=st.sampled_from(["", "2020-03-10", "2019-03-10", "4/1/2020"]),
        status=st.sampled_from(["", "Open", "Closed"]),
        kind=st.sampled_from(["force", "Rude", "99Z", ""]),
        finding=st.sampled_from(["", "Sustained", "NS", "Zebra"]),
        officer=st.sampled_from(["", "1", "2"]),
        complainant_race=st.sampled_from(["", "white", "B"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=CASES, seed=st.integers(0, 99))
@pytest.mark.slow
def test_any_order_of_rows_gives_the_same_and_twice_is_once_and_counts_add_up(
    tmp_path: Path, rows: list[list[str]], seed: int
) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311  an order
    found = []
    for order in (rows, shuffled):
        with undone():
            told = take(written(tmp_path, order), MAP)
            stands = kept()
            again = take(written(tmp_path, order), MAP)
            found.append((told.rows, told.cases, told.codes("refused"), told.codes("decided"), stands))
            assert told.rows[0] == len(rows) == sum(told.rows[1:])
            assert (again.rows, again.cases, kept()) == (told.rows, (0, 0, told.cases[0]), stands)
            assert told.cases[0] == PastCase.objects.count()

    assert found[0] == found[1]


class undone:  # noqa: N801  it is used like a function
    """What is written within is taken back."""

    def __enter__(self) -> None:
        self._block = transaction.atomic()
        self._block.__enter__()

    def __exit__(self, *problem: object) -> None:
        transaction.set_rollback(True)
        self._block.__exit__(None, None, None)


# What the database itself refuses


@pytest.mark.parametrize(
    "more",
    [
        {"closed_on": date(2019, 1, 1)},
        {"closed_on": date(2024, 6, 1)},
        {"incident_on": date(2021, 1, 1)},
        {"as_of": date(2019, 1, 1)},
        {"status": "open"},
        {"status": "zebra", "closed_on": None},
        {"number": ""},
    ],
)
def test_the_database_itself_refuses_a_case_that_cannot_be_true(more: dict[str, Any]) -> None:
    facts = {"source": "old", "number": "A1", "received_on": date(2020, 1, 1), "closed_on": date(2020, 2, 1)}
    facts |= {"status": "closed", "as_of": date(2023, 12, 31)}

    with pytest.raises(IntegrityError), transaction.atomic():
        PastCase.objects.create(**{**facts, **more})
    PastCase.objects.create(**facts)


@pytest.mark.parametrize(
    "more", [{"finding": "zebra"}, {"final": "zebra"}, {"kind": ""}, {"final_days": 3}, {"key": "k0"}]
)
def test_the_database_itself_refuses_an_allegation_of_no_known_code(tmp_path: Path, more: dict[str, Any]) -> None:
    take(written(tmp_path, [row()]), MAP)
    PastCharge.objects.update(key="k0")
    facts = {"case": PastCase.objects.get(), "number": 9, "key": "k1", "kind": "force", "finding": "sustained"}

    with pytest.raises(IntegrityError), transaction.atomic():
        PastCharge.objects.create(**{**facts, **more})
    PastCharge.objects.create(**facts)


def test_rows_of_a_run_add_up_in_the_database_too() -> None:
    facts = {"source": "old", "sha256": "x", "begun_at": AT, "ended_at": AT, "rows": 3, "taken": 1, "merged": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.create(**facts, refused=0)
    ImportRun.objects.create(**facts, refused=1)


# For the figures


def test_the_figures_get_every_case_and_allegation_in_one_query_each(tmp_path: Path, count_queries: Any) -> None:
    for number in (1, 3):
        a_file(tmp_path / "full.csv", "full", complaints=number)
        take(tmp_path / "full.csv", source=f"s{number}")
        with count_queries(0 if config.POSTGRESQL else 2):  # a cursor that the server keeps is not counted
            cases, charges = list(past.cases_for_figures()), list(past.charges_for_figures())
        assert len(cases) == PastCase.objects.count()
        assert len(charges) == PastCharge.objects.count()
    assert max(case.as_of for case in cases) <= LAST
