"""What is published, worked out from a few complaints that anybody can count by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from django.utils.formats import number_format
from scipy import stats

from openbeat.apps.complaints.figures import changes, codebook, tidy
from openbeat.apps.complaints.figures.facts import HERE, Case, Charge, Facts, Rule, State
from openbeat.apps.complaints.figures.whole import by_year, whole
from openbeat.apps.complaints.queries.dashboards.wording import number

AS_OF = date(2025, 12, 31)
DAY = timedelta(days=1)


def closed(days: int, received: date = date(2025, 1, 1), **more: Any) -> Case:
    return Case(HERE, received, received + days * DAY, State.CLOSED, AS_OF, **more)


def still_open(received: date = date(2025, 12, 1), **more: Any) -> Case:
    return Case(HERE, received, None, State.OPEN, AS_OF, **more)


def of(*cases: Case, charges: tuple[Charge, ...] = (), rule: Rule | None = None, **more: Any) -> dict[str, Any]:
    return whole(Facts(cases, charges, **more), rule or Rule(), ("acknowledged", "decided"))


def test_counts_are_of_all_also_of_those_without_a_date() -> None:
    undated = Case(HERE, date(2024, 5, 1), None, State.CLOSED, AS_OF)
    unknown = Case(HERE, date(2024, 6, 1), None, State.UNKNOWN, AS_OF)

    data = of(closed(10), closed(20), still_open(), undated, unknown)

    assert data["counts"] == {
        "received": 5, "open": 1, "closed": 3, "closed_without_date": 1, "not_said": 1,
        "allegations": 0, "allegations_ended": 0,
    }  # fmt: skip
    assert data["by_year"] == [
        {"year": 2025, "received": 3, "closed": 2},
        {"year": 2024, "received": 2, "closed": 0},
    ]
    assert data["time_to_close"]["overall"]["left_out"] == 2
    assert data["as_of"] == "2025-12-31"


def test_time_is_told_by_kind_and_a_complaint_of_two_kinds_counts_in_both() -> None:
    cases = [closed(days) for days in (10, 20, 30, 40, 50)]
    charges = (*(Charge(place, "force") for place in range(5)), Charge(0, "courtesy"), Charge(0, "courtesy"))

    told = of(*cases, charges=charges)["time_to_close"]

    assert (told["overall"]["median"], told["overall"]["n"], told["overall"]["events"]) == (30, 5, 5)
    assert [(kind["kind"], kind["n"], kind["median"]) for kind in told["by_kind"]] == [
        ("force", 5, 30),
        ("courtesy", 1, None),
    ]
    assert told["by_kind"][1]["durations"] == [10]


def test_open_complaints_are_told_by_age() -> None:
    data = of(
        still_open(AS_OF), still_open(AS_OF - 30 * DAY), still_open(AS_OF - 31 * DAY), still_open(AS_OF - 400 * DAY)
    )

    assert [age["count"] for age in data["open_by_age"]] == [2, 1, 0, 0, 1]


def test_findings_are_shares_of_what_has_ended_and_each_version_of_a_definition_counts_apart() -> None:
    charges = (
        Charge(0, "force", "sustained", 1),
        Charge(0, "force", "sustained", 2),
        Charge(0, "force", "unfounded", 1),
        Charge(0, "force", "withdrawn", 1),
        Charge(0, "force"),
    )

    found = of(closed(5), charges=charges)["findings"]

    assert found["overall"]["n"] == 4
    rows = {(row["finding"], row["definition_version"]): row for row in found["overall"]["findings"]}
    assert rows["sustained", 2]["count"] == 1
    assert rows["sustained", 1]["share"] == 0.25
    assert (rows["withdrawn", 1]["low"], rows["withdrawn", 1]["high"]) == (0.045587, 0.699358)
    assert found["by_kind"][0]["kind"] == "force"


def test_what_was_recommended_stands_beside_what_was_decided() -> None:
    charges = (
        Charge(0, "force", "sustained", 1, recommended="sustained", overseen="sustained"),
        Charge(0, "force", "unfounded", 1, recommended="sustained", overseen=""),
        Charge(0, "force", "", 1, recommended="sustained"),
        Charge(0, "force", "sustained", 1, measures=(("recommended", "suspension"), ("decided", "training"))),
    )

    found = of(closed(5), charges=charges)["recommended"]

    assert (found["findings"]["n"], found["findings"]["same"]) == (2, 1)
    assert (found["outside"]["n"], found["outside"]["same"]) == (1, 1)
    assert found["discipline"]["pairs"] == [{"recommended": "suspension", "decided": "training", "count": 1}]


def test_discipline_is_told_by_step_and_beside_the_matrix_and_not_at_all_where_it_is_withheld() -> None:
    steps = (("recommended", "suspension"), ("decided", "reprimand"), ("imposed", "reprimand"))
    charges = (Charge(0, "force", "sustained", 1, measures=steps, beside="below"),)

    shown, kept = of(closed(5), charges=charges), of(closed(5), charges=charges, rule=Rule(discipline=False))

    assert shown["discipline"]["measures"] == [
        {"measure": "reprimand", "recommended": 0, "decided": 1, "imposed": 1, "final": 0},
        {"measure": "suspension", "recommended": 1, "decided": 0, "imposed": 0, "final": 0},
    ]
    assert shown["discipline"]["matrix"][0]["beside"] == "below"
    assert kept["discipline"] == {"measures": [], "matrix": []}
    assert kept["recommended"]["discipline"]["n"] == 0
    assert "discipline" in kept["withheld"]


def test_a_pattern_is_a_rate_with_its_interval_and_residents_where_these_are_known() -> None:
    cases = [closed(5, date(2024, 12, 31), area="North"), closed(5, area="North"), closed(5, area="South")]
    data = of(*cases, charges=(Charge(0, "force", "sustained", 1, unit="Unit 3"),), residents=(("North", 2000),))

    north, south = data["patterns"]["place"]
    assert (north["name"], north["count"]) == ("North", 2)
    assert north["a_year"] == {"value": 2.0014, "low": 0.2424, "high": 7.2296}
    assert north["per_thousand"]["value"] == 1.0007
    assert south["per_thousand"] is None
    assert data["patterns"]["unit"][0]["sustained"] == {"count": 1, "share": 1.0, "low": 0.206549, "high": 1.0}


def test_a_unit_whose_officers_are_counted_has_a_rate_by_officers_with_its_interval() -> None:
    charges = (*(Charge(0, "force", unit="Patrol") for _each in range(7)), Charge(0, "force", unit="Desk"))
    data = of(closed(5, date(2024, 12, 31)), charges=charges, sizes=(("Patrol", 40),))

    patrol, desk = data["patterns"]["unit"]
    years = data["patterns"]["years"]
    low, high = stats.chi2.ppf(0.025, 14) / 2, stats.chi2.ppf(0.975, 16) / 2

    assert (patrol["officers"], desk["officers"], desk["per_hundred"]) == (40, None, None)
    assert list(patrol["per_hundred"].values()) == pytest.approx(
        [count / (years * 40) * 100 for count in (7, low, high)], abs=0.02
    )
    rates = [line for line in tidy.lines(data) if line["measure"] == "rate_per_hundred_by_unit"]
    assert [(line["group"], line["value"]) for line in rates] == [("Patrol", patrol["per_hundred"]["value"])]


def test_a_unit_of_few_officers_is_left_out_and_the_one_with_the_fewest_allegations_with_it() -> None:
    of_each = {"Patrol": 9, "Traffic": 3, "Chief's office": 2}
    charges = tuple(Charge(0, "force", unit=unit) for unit, many in of_each.items() for _each in range(many))
    data = of(closed(5), charges=charges, sizes=(("Patrol", 40), ("Chief's office", 2)))

    told = {row["name"]: row["count"] for row in data["patterns"]["unit"]}
    cells = [line for line in tidy.lines(data) if line["measure"] == "count_by_unit" and line["value"] == ""]

    assert told == {"Patrol": 9, "Traffic": None, "Chief's office": None}
    assert [(line["group"], line["note"]) for line in cells] == [
        ("Chief's office", tidy.LEFT_OUT), ("Traffic", tidy.LEFT_OUT),
    ]  # fmt: skip
    assert not [line for line in tidy.lines(data) if line["group"] == "Traffic" and line["value"] != ""]


def test_two_units_of_one_allegation_each_would_be_told_by_their_sum_so_a_third_goes_too() -> None:
    charges = tuple(Charge(0, "force", unit=unit) for unit in ("A", "B", "C", "C", "D", "D", "D"))
    data = of(closed(5), charges=charges, sizes=(("A", 1), ("B", 1)))

    assert {row["name"]: row["count"] for row in data["patterns"]["unit"]} == {"D": 3, "A": None, "B": None, "C": None}


def test_in_the_figures_of_a_year_the_same_units_are_left_out_so_that_no_difference_tells_one() -> None:
    cases = (closed(5, date(2024, 1, 1)), closed(5))
    charges = tuple(
        Charge(case, "force", unit=unit) for case, unit in ((0, "A"), (0, "B"), (0, "C"), (1, "B"), (1, "C"), (1, "C"))
    )
    facts, rule = Facts(cases, charges, sizes=(("A", 1),)), Rule()

    for _year, cohort in by_year(facts, 12, rule):
        told = {row["name"]: row["count"] for row in whole(cohort, rule)["patterns"]["unit"]}
        assert {name for name, count in told.items() if count is None} == {"A", "B"}


def test_units_and_areas_are_not_compared_where_the_profile_does_not_allow_it() -> None:
    rule = Rule(units=False, areas=False)
    data = of(closed(5, area="North"), charges=(Charge(0, "force", unit="Unit 3"),), rule=rule)

    assert (data["patterns"]["unit"], data["patterns"]["place"]) == ([], [])
    assert [row["name"] for row in data["patterns"]["kind"]] == ["force"]


def test_groups_of_people_are_told_only_where_allowed_and_small_ones_never() -> None:
    people = [closed(5, complainant=(("race", group),)) for group in "a" * 30 + "b" * 7 + "c" * 2]
    officers = (Charge(0, "force", officer="x", officer_told=(("sex", "f"),)),) * 6

    nothing = of(*people, charges=officers)
    told = of(*people, charges=officers, rule=Rule(complainants=True, officers=True))

    assert nothing["people"] == {}
    assert told["people"]["complainants"][0]["groups"] == [
        {"group": "a", "count": 30},
        {"group": "b", "count": None},
        {"group": "c", "count": None},
    ]
    assert told["people"]["officers"][0]["groups"] == [{"group": "f", "count": None}]  # one officer, six times


def test_an_officer_of_whom_one_row_says_less_is_counted_by_what_another_says() -> None:
    told = (("race", "white"),)
    charges = [Charge(0, "force", officer=f"o{number}", officer_told=told) for number in range(6)]
    charges.append(Charge(0, "search", officer="o0"))

    data = of(closed(9), charges=tuple(charges), rule=Rule(officers=True))

    assert data["people"]["officers"] == [{"about": "race", "groups": [{"group": "white", "count": 6}]}]


def test_complaints_stages_findings_and_days_are_never_left_out_however_few_they_are() -> None:
    reached = (("acknowledged", date(2025, 1, 3)),)
    data = of(closed(9, reached=reached), charges=(Charge(0, "force", "sustained", 1),))

    assert data["counts"]["received"] == 1
    assert data["findings"]["overall"]["findings"][0]["count"] == 1
    assert data["time_to_close"]["overall"]["durations"] == [9]
    assert [(stage["stage"], stage["durations"]) for stage in data["time_to_stage"]] == [
        ("acknowledged", [2]),
        ("decided", []),
    ]


def test_without_any_complaint_there_is_no_day_and_nothing_fails() -> None:
    data = of()

    assert (data["as_of"], data["counts"]["received"], data["by_year"]) == (None, 0, [])
    assert next(iter(tidy.lines(data)))["value"] == 0


def test_a_number_of_a_year_that_was_over_is_a_correction_and_one_of_this_year_is_none() -> None:
    old = of(closed(5, date(2024, 3, 1)), closed(5))
    new = of(closed(5, date(2024, 3, 1)), closed(9, date(2024, 4, 1)), closed(5), closed(6))

    assert changes.corrected(old, new) == [
        changes.Change("closed", 2024, 1, 2),
        changes.Change("received", 2024, 1, 2),
    ]
    assert changes.corrected(old, old) == []
    assert changes.corrected(of(), new) == []


def test_how_it_stood_at_the_end_of_a_year_does_not_know_what_came_later() -> None:
    slow = [Case(HERE, date(2024, 12, 1), date(2025, 3, 1), State.CLOSED, AS_OF) for _each in range(5)]
    charges = (Charge(0, "force", "sustained", 1), Charge(0, "force", "unfounded", 1), Charge(5, "force", "", 1))

    this, last = of(*slow, still_open(), charges=charges)["year_ends"]

    assert (last["year"], last["n"], last["events"], last["median"], last["findings"]) == (2024, 5, 0, None, {})
    assert (this["year"], this["n"], this["events"], this["median"]) == (2025, 6, 5, 90)
    assert this["findings"] == {"sustained": 1, "unfounded": 1}


def test_a_finding_and_a_time_of_a_year_that_was_over_are_corrections_too() -> None:
    long_ago = [closed(days, date(2024, 1, 1)) for days in (10, 20, 30, 40, 50)]
    corrected = [*long_ago[:4], closed(25, date(2024, 1, 1))]
    force = Charge(0, "force", "sustained", 1)
    old = of(*long_ago, closed(5), charges=(force, Charge(5, "force", "unfounded", 1)))
    new = of(*corrected, closed(5), charges=(replace(force, finding="exonerated"), Charge(5, "force", "sustained", 1)))
    before = {name: value for name, value in old.items() if name != "year_ends"}  # counted by the program before

    assert changes.corrected(old, new) == [
        changes.Change("finding:exonerated", 2024, None, 1),
        changes.Change("finding:sustained", 2024, 1, None),
        changes.Change("median", 2024, 30, 25),
        changes.Change("percentile_90", 2024, 50, 40),
    ]
    assert changes.corrected(before, new) == []


def test_the_table_has_a_line_for_each_number_and_the_code_book_each_column_and_measure() -> None:
    cases = [closed(days, area="North") for days in (10, 20, 30, 40, 50)]
    data = of(*cases, charges=(Charge(0, "force", "sustained", 1, unit="Unit 3", recommended="sustained"),))

    lines = list(tidy.lines(data))

    assert tuple(name for name, _sort, _words in codebook.COLUMNS) == tidy.COLUMNS
    half = next(line for line in lines if line["measure"] == "days_until_half_closed" and not line["kind"])
    assert (half["value"], half["low"], half["n"], half["definition"]) == (30, 10, 5, "time_to_close")
    few = next(line for line in lines if line["measure"] == "days_until_half_closed" and line["kind"] == "force")
    assert (few["value"], few["note"]) == ("", "too few for an estimate")
    assert {line["as_of"] for line in lines} == {"2025-12-31"}
    told = " ".join(name for name, _words in codebook.MEASURES)
    for measure in {str(line["measure"]) for line in lines}:
        assert any(
            part in told for part in (measure, measure.partition(":")[0], measure.rpartition("_by_")[0] + "_by_")
        )


@pytest.mark.parametrize("language", ["en", "de", "hi", "ar", "fr"])
def test_a_number_is_written_as_the_language_writes_it_grouped_or_not(language: str) -> None:
    with translation.override(language):
        for value, digits in ((0, 0), (7, 0), (999, 0), (1000, 0), (99.96, 1), (3.25, 1), (998.96, 1), (123456, 0)):
            expected = number_format(round(value, digits), digits, use_l10n=True, force_grouping=True)
            assert number(value, digits) == expected


def test_the_code_book_says_by_which_method_each_interval_is_made() -> None:
    cases = [closed(days, area="North") for days in (10, 20, 30, 40, 50)]
    charges = (Charge(0, "force", "sustained", 1, unit="Unit 3", recommended="sustained"),)
    data = of(*cases, charges=charges, residents=(("North", 2000),), sizes=(("Unit 3", 20),))
    methods = ("Wilson's", "Garwood's", "log-log", "The same")  # as the line above it

    for measure in {str(line["measure"]) for line in tidy.lines(data) if line.get("low") not in ("", None)}:
        parts = (measure, measure.rpartition("_by_")[0] + "_by_…")
        words = [words for name, words in codebook.MEASURES if any(part == name for part in parts)]
        assert any(method in line for line in words for method in methods), measure


def test_no_cell_is_a_formula_and_what_holds_a_comma_is_one_cell() -> None:
    data = of(closed(5, area='=HYPERLINK("http://x")'), closed(6, area='North, "old" part'))
    made = io.StringIO(newline="")
    csv.writer(made).writerows(tidy.cells(tidy.lines(data)))
    made.seek(0)

    groups = {row[tidy.COLUMNS.index("group")] for row in csv.reader(made)}

    assert 'North, "old" part' in groups
    assert '\'=HYPERLINK("http://x")' in groups
    assert not any(cell.startswith(("=", "+", "@")) for cell in groups)
