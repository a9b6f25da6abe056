"""History out of other systems, for figures and for the importer. Nothing of it is public by itself: a publication
profile decides what of it is shown, and these rows name nobody.

The two iterators give plain tuples in a steady order, with a few thousand rows in memory: 100,000 cases and 200,000
allegations take seconds. Time to close: a case with `closed_on` is an event after `closed_on - received_on` days;
an open one is censored after `as_of - received_on` days; one that is closed without a day (`status` closed, `closed_on`
None) or of which nobody knows (`status` unknown) has no time: count it, and leave it out of the estimate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from openbeat.apps.complaints.models import ImportRun, PastCase, PastCharge

CHUNK = 5_000


class CaseFigures(NamedTuple):
    """What the figures need of one old case."""

    case: int
    source: str
    received_on: date
    closed_on: date | None
    as_of: date
    status: str  # of PastStatus
    area: int | None
    agency: str
    channel: str
    complainant_race: str  # several, joined by |
    complainant_sex: str
    complainant_age: str
    place: str = ""  # as written, where it is no area of ours


class ChargeFigures(NamedTuple):
    """What the figures need of one allegation; `finding` is a code of lifecycle.history.FINDINGS, "" is none yet."""

    case: int
    kind: str
    finding: str
    finding_recommended: str
    recommended: str  # of MEASURES; "" is: nothing was said
    recommended_days: int | None
    final: str
    final_days: int | None
    officer: str  # a keyed mark: the same officer has the same one, within a source
    officer_race: str
    officer_sex: str
    unit: str


def cases_for_figures() -> Iterator[CaseFigures]:
    """Every old case, in the order of receipt."""
    names = [{"case": "pk", "area": "area_id"}.get(name, name) for name in CaseFigures._fields]
    rows = PastCase.objects.order_by("received_on", "pk").values_list(*names)
    return map(CaseFigures._make, rows.iterator(chunk_size=CHUNK))


def charges_for_figures() -> Iterator[ChargeFigures]:
    """Every allegation of an old case that still stood in the last file of it, case by case."""
    names = [{"case": "case_id"}.get(name, name) for name in ChargeFigures._fields]
    rows = PastCharge.objects.filter(gone_on=None).order_by("case_id", "number").values_list(*names)
    return map(ChargeFigures._make, rows.iterator(chunk_size=CHUNK))


def by_number(source: str, numbers: Collection[str]) -> dict[str, PastCase]:
    """The cases of a source with these numbers."""
    return {case.number: case for case in PastCase.objects.filter(source=source, number__in=numbers)}


def charges_of(cases: Collection[int]) -> dict[int, dict[str, PastCharge]]:
    """All allegations of these cases, also those that are gone, by case and key."""
    found: dict[int, dict[str, PastCharge]] = {case: {} for case in cases}
    for charge in PastCharge.objects.filter(case__in=cases).order_by("pk"):
        found[charge.case_id][charge.key] = charge
    return found


def count(source: str) -> int:
    """How many cases stand of a source."""
    return PastCase.objects.filter(source=source).count()


def taken_before(source: str, sha256: str) -> ImportRun | None:
    """The run that took this very file to its end, if there is one."""
    return ImportRun.objects.filter(source=source, sha256=sha256, ended_at__isnull=False).order_by("-pk").first()
