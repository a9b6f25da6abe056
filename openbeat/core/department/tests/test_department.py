"""Whose house this is: said once, changed with care, decided line by line, and free of cost for every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from conftest import CountQueries
from openbeat.core.department import lines, queries, services
from openbeat.core.department.facts import Decision, Facts
from openbeat.core.department.middleware import ZoneMiddleware
from openbeat.core.department.models import Department, Holiday
from openbeat.core.department.policies import POLICY, Act
from openbeat.core.department.wrong import Wrong
from openbeat.core.ledger.models import Entry
from openbeat.core.web import dates, furniture
from openbeat.kit.actors import VISITOR, importer, program
from openbeat.kit.policy import Conflict, Refused

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BUILDER = program("test", "administrator")
FACTS = Facts(
    "Alder Falls Police Department", "Alder Falls", zone="America/Chicago", languages=["en", "es"], country="US"
)


def test_before_it_was_set_up_pages_work_and_have_no_name_of_their_own() -> None:
    assert furniture.house().name == "Openbeat"
    assert str(furniture.house().danger.call) == "Call or text 911."
    assert str(queries.zone()) == "UTC"
    assert not queries.is_set_up()


def test_setting_up_gives_every_page_its_name_and_is_on_record() -> None:
    services.set_up(replace(FACTS, danger_call="Call 112."), by=BUILDER, at=NOON)

    house = furniture.house()
    assert (house.name, house.town, house.danger.call, house.languages) == (
        FACTS.name,
        "Alder Falls",
        "Call 112.",
        ("en", "es"),
    )
    assert "set_up" in Entry.objects.values_list("act", flat=True)


def test_there_is_one_department_only() -> None:
    services.set_up(FACTS, by=BUILDER, at=NOON)

    with pytest.raises(Wrong, match="There is one only"):
        services.set_up(FACTS, by=BUILDER, at=NOON)

    assert Department.objects.count() == 1


def test_a_zone_that_does_not_exist_is_refused_with_an_example() -> None:
    with pytest.raises(Wrong, match="Write it like America/Chicago"):
        services.set_up(replace(FACTS, zone="Middle Earth"), by=BUILDER, at=NOON)

    assert not queries.is_set_up()


def test_the_second_to_save_gets_the_words_of_the_first() -> None:
    department = services.set_up(FACTS, by=BUILDER, at=NOON)
    services.describe(replace(FACTS, town="North Alder"), department.version, by=BUILDER, at=NOON)

    with pytest.raises(Conflict) as conflict:
        services.describe(replace(FACTS, town="South Alder"), department.version, by=BUILDER, at=NOON)

    assert "North Alder" in conflict.value.theirs
    services.describe(replace(FACTS, town="South Alder"), conflict.value.version, by=BUILDER, at=NOON)
    assert queries.department().town == "South Alder"


def test_the_public_holidays_of_a_state_come_by_one_act_and_once() -> None:
    services.set_up(FACTS, by=BUILDER, at=NOON)

    first = services.fill_holidays("US", "WI", 2026, by=BUILDER, at=NOON)
    second = services.fill_holidays("US", "WI", 2026, by=BUILDER, at=NOON)

    assert first > 8
    assert second == 0
    assert Holiday.objects.get(day=date(2026, 11, 26)).name == "Thanksgiving Day"
    assert not queries.calendar().works_on(date(2026, 11, 26))


@pytest.mark.parametrize(
    ("country", "region", "year", "sentence"),
    [
        ("XX", "", 2026, "We do not know the holidays of “XX”"),
        ("US", "ZZ", 2026, "We do not know the region “ZZ” of US"),
        ("US", "", 20226, "Choose a year"),
    ],
)
def test_an_unknown_country_region_or_year_is_a_sentence(country: str, region: str, year: int, sentence: str) -> None:
    with pytest.raises(Wrong, match=sentence):
        services.fill_holidays(country, region, year, by=BUILDER, at=NOON)

    assert not Holiday.objects.exists()


def test_a_holiday_can_be_taken_back_and_both_are_on_record() -> None:
    holiday = services.add_holiday(date(2026, 6, 1), "Founders' day", "en", by=BUILDER, at=NOON)
    services.remove_holiday(holiday, by=BUILDER, at=NOON)

    assert queries.calendar().works_on(date(2026, 6, 1))
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == ["add_holiday", "remove_holiday"]


def test_every_line_of_law_and_safety_is_undecided_at_first_and_says_what_holds() -> None:
    assert len(queries.undecided()) == len(lines.LINES) == 19
    assert all(line.default and line.question and line.label for line in queries.undecided())
    assert queries.number("small_numbers") == 5


def test_a_decision_takes_a_line_off_the_list_and_its_number_holds() -> None:
    decision = Decision("Fewer than ten are never shown.", "the chief and the city's lawyer", number=10)

    services.decide("small_numbers", decision, by=BUILDER, at=NOON)
    services.decide("small_numbers", replace(decision, number=12), by=BUILDER, at=NOON)

    assert "small_numbers" not in [line.key for line in queries.undecided()]
    assert queries.number("small_numbers") == 12
    assert list(Entry.objects.order_by("pk").values_list("act", "facts__number")) == [("decide", 10), ("decide", 12)]


def test_a_number_out_of_reach_and_a_line_that_is_none_are_sentences() -> None:
    with pytest.raises(Wrong, match="Give a number from 3 to 50"):
        services.decide("small_numbers", Decision("All are shown.", "the chief", number=1), by=BUILDER, at=NOON)
    with pytest.raises(Wrong, match="no such line"):
        services.decide("moon", Decision("Yes.", "the chief"), by=BUILDER, at=NOON)

    assert len(queries.undecided()) == 19


@pytest.mark.parametrize("act", Act)
def test_only_administrators_change_the_department(act: Act) -> None:
    for actor in (VISITOR, program("other rule"), importer("file")):
        assert POLICY.verdict(actor, act, None).reason == "Only an administrator of the department may do this."
    assert POLICY.verdict(BUILDER, act, None)


def test_a_refused_decision_leaves_no_record() -> None:
    with pytest.raises(Refused):
        services.decide("danger", Decision("Call us.", "me"), by=VISITOR, at=NOON)

    assert not Entry.objects.exists()


def test_the_department_costs_a_page_nothing_when_it_was_read_a_moment_ago(count_queries: CountQueries) -> None:
    services.set_up(FACTS, by=BUILDER, at=NOON)
    queries.department(), queries.calendar(), queries.promises_made(NOON), queries.undecided()

    with count_queries(0):
        furniture.house(), queries.zone(), queries.calendar(), queries.promises_made(NOON), queries.undecided()


def test_a_change_is_seen_at_once_by_whoever_made_it() -> None:
    department = services.set_up(FACTS, by=BUILDER, at=NOON)
    assert queries.department().town == "Alder Falls"

    services.describe(replace(FACTS, town="Elm Falls"), department.version, by=BUILDER, at=NOON)

    assert queries.department().town == "Elm Falls"


def test_every_page_shows_times_on_the_clock_of_the_department(rf: RequestFactory) -> None:
    services.set_up(FACTS, by=BUILDER, at=NOON)
    seen: list[str] = []

    def answer(_request: HttpRequest) -> HttpResponse:
        seen.append(dates.words(NOON, "time"))
        return HttpResponse()

    ZoneMiddleware(answer)(rf.get("/"))

    assert seen == [dates.words(NOON.astimezone(ZoneInfo("America/Chicago")).replace(tzinfo=None), "time")]
    assert timezone.get_current_timezone_name() == "UTC"
