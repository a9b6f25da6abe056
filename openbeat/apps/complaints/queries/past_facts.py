"""The rows of what other systems held, for the figures: each case as of the day on which it was written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.figures.facts import ELSEWHERE, Case, Charge, State, Told
from openbeat.apps.complaints.lifecycle import Disciplined
from openbeat.apps.complaints.queries import past as history
from openbeat.core.places.models import Area

if TYPE_CHECKING:
    from openbeat.apps.complaints.queries.past import CaseFigures, ChargeFigures

RETALIATION = "retaliation"


def past(first: int) -> tuple[list[Case], list[Charge]]:
    """Imported cases and their allegations; the first case has the place `first` among all cases."""
    names = dict(Area.objects.order_by("pk").values_list("pk", "name"))
    cases: list[Case] = []
    places: dict[int, int] = {}
    for row in history.cases_for_figures():
        places[row.case] = first + len(cases)
        cases.append(_case(row, names))
    return cases, [_charge(row, places[row.case]) for row in history.charges_for_figures() if row.case in places]


def _case(row: CaseFigures, names: dict[int, str]) -> Case:
    return Case(
        source=row.source,
        received=row.received_on,
        closed=row.closed_on,
        state=State(row.status),
        as_of=row.as_of,
        area=names.get(row.area, row.place) if row.area else row.place,
        complainant=_told(race=row.complainant_race, sex=row.complainant_sex, age=row.complainant_age),
    )


def _told(**known: str) -> Told:
    return tuple((name, groups) for name, groups in known.items() if groups)


def _charge(row: ChargeFigures, place: int) -> Charge:
    steps = ((Disciplined.RECOMMENDED.value, row.recommended), (Disciplined.FINAL.value, row.final))
    return Charge(
        case=place,
        kind=row.kind,
        finding=row.finding,
        version=ELSEWHERE,
        recommended=row.finding_recommended,
        measures=tuple((step, measure) for step, measure in steps if measure),
        retaliation=row.kind == RETALIATION,
        unit=row.unit,
        officer=row.officer,
        officer_told=_told(race=row.officer_race, sex=row.officer_sex),
    )
