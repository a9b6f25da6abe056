"""Count the published figures anew, keep them as one row that pages read, and say which of them were corrected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.apps.complaints.figures import changes
from openbeat.apps.complaints.figures.facts import Rule
from openbeat.apps.complaints.lifecycle.publication import Cause
from openbeat.apps.complaints.models import Correction, Figures, Profile
from openbeat.apps.complaints.queries import facts
from openbeat.core.department import queries as department
from openbeat.core.jobs import services as jobs

if TYPE_CHECKING:
    from datetime import datetime

YEARS = 12  # of which each has a report
FEW = 5  # complaints: of fewer no half is estimated, and their days are listed
__all__ = ["Cause", "ask", "refresh"]


def ask(cause: Cause) -> None:
    """Let the worker count once the transaction is over."""
    jobs.later("complaints.count", cause.value)


@transaction.atomic
def refresh(cause: Cause, *, at: datetime) -> Figures | None:
    """Count all figures anew; gives the row that is published now, or None while no signed profile holds.

    Where nothing has changed the newest row only says that it was counted again. It may run twice.
    """
    held = Profile.objects.select_for_update().filter(in_force_at__isnull=False, ended_at=None).order_by("pk").first()
    if held is None:
        return None
    counted = _counted(held, at)
    for year, data in counted.items():
        if year is not None:
            _keep(year, data, held, (cause, at))
    return _keep(None, counted[None], held, (cause, at))


def _keep(year: int | None, data: dict[str, Any], held: Profile, why: tuple[Cause, datetime]) -> Figures:
    """The newest row of these figures: the one that is there, or a new one where something has changed."""
    cause, at = why
    last = Figures.objects.filter(year=year).order_by("-pk").first()
    if last and last.data == data and last.profile_id == held.pk:
        last.looked_at = max(at, last.made_at)
        last.save(update_fields=["looked_at"])
        return last
    about = {"year": year, "as_of": data["as_of"], "data": data, "cause": cause, "profile": held}
    made = Figures.objects.create(**about, made_at=at, looked_at=at)
    if last and year is None:
        _correct(last, made)
    return made


def _counted(profile: Profile, at: datetime) -> dict[int | None, dict[str, Any]]:
    """The figures that this profile allows: of all (None), and of what came in each of the last years."""
    from openbeat.apps.complaints.figures import whole  # noqa: PLC0415  numpy, which only the worker needs

    rows, rule = facts.all_facts(at), rule_of(profile)
    found: dict[int | None, dict[str, Any]] = {None: whole.whole(rows, rule, facts.STAGES) | {"late": facts.late(at)}}
    for year, cohort in whole.by_year(rows, YEARS, rule):
        # Groups of people of all years less those of the others would give away what is left out of one.
        found[year] = whole.whole(cohort, rule, facts.STAGES) | {"people": {}}
    return {year: json.loads(json.dumps(data)) for year, data in found.items()}


def rule_of(profile: Profile) -> Rule:
    """What a profile allows to be counted, and the department's threshold for people."""
    return Rule(
        people=department.number("small_numbers"),
        few=FEW,
        complainants=profile.complainant_groups,
        officers=profile.officer_groups,
        units=profile.units,
        areas=profile.areas,
        discipline=profile.discipline,
    )


def _correct(last: Figures, made: Figures) -> None:
    Correction.objects.bulk_create(
        Correction(
            figures=made,
            measure=change.measure,
            year=change.year,
            was=change.was,
            now=change.now,
            cause=made.cause,
            at=made.made_at,
        )
        for change in changes.corrected(last.data, made.data)
    )
