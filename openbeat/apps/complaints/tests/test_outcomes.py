"""The published document about imported history: its times are those of lifelines, its shares those of scipy."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import inf
from typing import Any

import numpy as np
import pytest
from django.test import Client
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_times
from scipy import stats

from openbeat.apps.complaints.lifecycle.publication import Cause
from openbeat.apps.complaints.models import PastCase, PastCharge
from openbeat.apps.complaints.queries.labels import PEOPLE
from openbeat.apps.complaints.services import counting
from openbeat.apps.complaints.services.history import words
from openbeat.apps.complaints.tests.makers import NOON, a_profile
from openbeat.core.people.demo import Cast

AS_OF = date(2025, 6, 30)
KINDS = ("force", "courtesy", "search")
FINDINGS = ("sustained", "not_sustained", "unfounded", "exonerated", "")


def history(count: int = 400) -> list[tuple[PastCase, str]]:
    """Cases of some years, a third of them open, some closed without a day; and the kind of each."""
    chance = np.random.default_rng(41)
    made = []
    for number in range(count):
        received = AS_OF - timedelta(days=int(chance.integers(1, 900)))
        took, kind = int(chance.integers(0, 700)), KINDS[int(chance.integers(0, 3))]
        closed = received + timedelta(days=took)
        status, day = ("closed", closed) if closed <= AS_OF else ("open", None)
        if number % 50 == 0:
            status, day = "closed", None
        race = "black" if number % 3 else "white"
        case = PastCase(source="iapro", number=f"C{number}", received_on=received, closed_on=day, status=status,
                        as_of=AS_OF, place=f"Beat {number % 4}", complainant_race=race)  # fmt: skip
        made.append((case, kind))
    PastCase.objects.bulk_create(case for case, _kind in made)
    PastCharge.objects.bulk_create(
        PastCharge(case=case, number=1, key=f"k{case.number}", kind=kind, finding=FINDINGS[place % 5], unit="Unit 1")
        for place, (case, kind) in enumerate(made)
    )
    return made


def published(client: Client, **switches: Any) -> dict[str, Any]:
    a_profile(**switches)
    counting.refresh(Cause.IMPORTED, at=NOON)
    found: dict[str, Any] = client.get("/complaints/outcomes.json").json()
    return found


def expected(cases: list[PastCase], open_share: float) -> list[int | None]:
    timed = [case for case in cases if case.closed_on or case.status == "open"]
    days = [((case.closed_on or case.as_of) - case.received_on).days for case in timed]
    fitter = KaplanMeierFitter().fit(days, [case.closed_on is not None for case in timed])
    edges = qth_survival_times(open_share, fitter.confidence_interval_).to_numpy().ravel()
    values = [qth_survival_times(open_share, fitter.survival_function_), *edges]
    return [None if value == inf else int(value) for value in values]


def test_times_to_close_are_those_of_lifelines_overall_and_by_kind(client: Client, cast: Cast) -> None:
    made = history()
    told = published(client)["time_to_close"]

    groups = {kind["kind"]: kind for kind in told["by_kind"]} | {"": told["overall"]}
    assert set(groups) == {"", *KINDS}
    for kind, group in groups.items():
        cases = [case for case, own in made if kind in {"", own}]
        half, nine = expected(cases, 0.5), expected(cases, 0.1)
        assert [group["median"], *group["median_interval"]] == half
        assert [group["percentile_90"], *group["percentile_90_interval"]] == nine
        assert group["n"] + group["left_out"] == len(cases)
    assert told["overall"]["left_out"] == 8


def test_findings_are_of_exactly_these_allegations_with_the_intervals_of_scipy(client: Client, cast: Cast) -> None:
    history()
    found = published(client)["findings"]["overall"]

    assert found["n"] == 320
    for row in found["findings"]:
        interval = stats.binomtest(row["count"], 320).proportion_ci(0.95, method="wilson")
        assert row["count"] == 80
        assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high), abs=1e-6)
        assert row["definition_version"] == 0


def test_counts_and_day_are_those_of_the_file(client: Client, cast: Cast) -> None:
    made = history()
    found = published(client)

    closed = sum(case.status == "closed" for case, _kind in made)
    assert found["counts"] == {
        "received": 400, "open": 400 - closed, "closed": closed, "closed_without_date": 8, "not_said": 0,
        "allegations": 400, "allegations_ended": 320,
    }  # fmt: skip
    assert found["as_of"] == "2025-06-30"
    assert found["sources"] == [{"source": "iapro", "as_of": "2025-06-30", "complaints": 400}]
    assert sum(row["count"] for row in found["patterns"]["place"]) == 400


def test_an_allegation_that_is_gone_from_the_file_is_counted_no_more(client: Client, cast: Cast) -> None:
    history(20)
    PastCharge.objects.filter(key="kC3").update(gone_on=AS_OF)

    assert published(client)["counts"]["allegations"] == 19


def test_groups_of_people_stand_there_only_where_both_have_signed_that_they_do(client: Client, cast: Cast) -> None:
    history(30)

    assert published(client)["people"] == {}
    groups = published(client, complainant_groups=True)["people"]["complainants"][0]["groups"]
    assert groups == [{"group": "black", "count": 20}, {"group": "white", "count": 10}]


def test_groups_of_people_have_words_on_the_page_and_codes_in_the_file(client: Client, cast: Cast) -> None:
    made = history(60)
    for place, race in enumerate(("hispanic", "several", "kurdish")):
        some = [case.pk for case, _kind in made[place * 20 : place * 20 + 20]]
        PastCase.objects.filter(pk__in=some).update(complainant_race=race, complainant_age="under 18")

    told = published(client, complainant_groups=True)["people"]["complainants"]
    page = client.get("/complaints/outcomes/").text

    assert {row["group"] for table in told for row in table["groups"]} == {"hispanic", "several", "kurdish", "under 18"}
    for label in ("Hispanic or Latino", "More than one race", "Under 18"):
        assert f"<bdi>{label}</bdi>" in page
    assert "<bdi>Kurdish</bdi>" in page  # nobody knows this word: as it was written down
    given = {"race": words.RACES, "sex": words.SEXES}
    assert {about: {code for code, _said in known} for about, known in given.items()} == {
        about: set(PEOPLE[about]) for about in given
    }  # each word that an import gives has its label


def test_the_page_says_it_in_sentences_with_tables_beside(client: Client, cast: Cast) -> None:
    history()
    told = published(client)["time_to_close"]["overall"]

    page = client.get("/complaints/outcomes/").text

    assert f"Half are finished within {told['median']} days" in page
    assert "they count too" in page
    for title in ("Complaints received", "What was found", "By place", "By unit", "By kind of allegation"):
        assert title in page
    assert "Beat 3" in page
    assert re.search(r"\(\d+\u00a0%, 95\u00a0% interval \d+ to \d+\u00a0%\)", page)  # no line ends before the sign
    assert re.search(r"\d \([\d.]+ to [\d.]+\) a year<", page)
    assert page.count("<figure") == page.count("<figcaption>") == page.count('class="charted"')
    assert "Taken over from another system, as it stood on 30 June 2025: 400." in page
    assert page.count("The longest bar is the largest number.") == 4


def test_the_table_for_download_has_the_same_numbers(client: Client, cast: Cast) -> None:
    history()
    told = published(client)["time_to_close"]["overall"]

    answer = client.get("/complaints/outcomes.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"\r\n" in answer.content
    low, high = told["median_interval"]
    line = f"days_until_half_closed,,,{told['median']},{low},{high},{told['n']},time_to_close,1,2025-06-30,"
    assert line in answer.text
