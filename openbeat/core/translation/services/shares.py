"""Say which languages an area speaks: one figure, or a whole file of them, of which all or nothing is taken."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from openbeat.core.ledger import services as ledger
from openbeat.core.places import queries as places
from openbeat.core.translation.facts import Spoken
from openbeat.core.translation.models import Share
from openbeat.core.translation.policies import COVERAGE_POLICY, CoverageAct
from openbeat.core.translation.queries import coverage
from openbeat.core.translation.tables import Bad, Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


@dataclass(slots=True)
class Taken:
    """What a file would do, or did: how many figures are new, changed, or stand already; and what is wrong in it."""

    new: int = 0
    changed: int = 0
    same: int = 0
    bad: list[Bad] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines are good."""
        return self.new + self.changed + self.same


@transaction.atomic
def set_share(area: Area, said: Spoken, *, by: Actor, at: datetime) -> Share:
    """Keep one figure; an older one of the same area and language is replaced. Raises ValidationError."""
    COVERAGE_POLICY.require(by, CoverageAct.SET_SHARE, area)
    share = Share.objects.select_for_update().filter(area_id=area.pk, language=said.language).first()
    share = share or Share(area_id=area.pk)
    _fill(share, said)
    share.full_clean()
    share.save()
    ledger.record(CoverageAct.SET_SHARE, area, by=by, at=at, language=said.language, year=said.year)
    return share


@transaction.atomic
def remove_share(area: Area, language: str, *, by: Actor, at: datetime) -> None:
    """Say nothing of this language in this area any more; without a figure nothing happens."""
    COVERAGE_POLICY.require(by, CoverageAct.REMOVE_SHARE, area)
    gone, _each = Share.objects.filter(area_id=area.pk, language=language).delete()
    if gone:
        ledger.record(CoverageAct.REMOVE_SHARE, area, by=by, at=at, language=language)


@transaction.atomic
def import_shares(lines: Sequence[Line | Bad], *, try_it: bool, by: Actor, at: datetime) -> Taken:
    """Take the figures of a file, or only say what that would do; with one bad line nothing is taken."""
    root = places.root()
    COVERAGE_POLICY.require(by, CoverageAct.IMPORT_SHARES, root)
    good = [line for line in lines if isinstance(line, Line)]
    known = coverage.shares_of_areas({line.area for line in good})
    done = Taken(bad=[line for line in lines if isinstance(line, Bad)])
    new, changed = _sorted(good, known, done)
    if done.bad or try_it:
        return done
    Share.objects.bulk_create(new, batch_size=500)
    Share.objects.bulk_update(changed, ["percent", "people", "source", "source_language", "year"], batch_size=500)
    if root:
        facts = {"new": done.new, "changed": done.changed, "same": done.same}
        ledger.record(CoverageAct.IMPORT_SHARES, root, by=by, at=at, **facts)
    return done


def _sorted(good: Sequence[Line], known: dict[tuple[int, str], Share], done: Taken) -> tuple[list[Share], list[Share]]:
    new: list[Share] = []
    changed: list[Share] = []
    for line in good:
        old = known.get((line.area, line.said.language))
        before, share = _said(old) if old else None, old or Share(area_id=line.area)
        _fill(share, line.said)
        try:
            share.clean_fields(exclude=["area"])
            share.validate_constraints(exclude=["area"])
        except ValidationError as problem:
            done.bad.append(Bad(line.number, " ".join(problem.messages)))
            continue
        done.new += before is None
        done.changed += before not in {None, line.said}
        done.same += before == line.said
        if before != line.said:
            (new if before is None else changed).append(share)
    done.bad.sort(key=lambda bad: bad.number)
    return new, changed


def _fill(share: Share, said: Spoken) -> None:
    for name, value in asdict(said).items():
        setattr(share, name, value)


def _said(share: Share) -> Spoken:
    return Spoken(**{name: getattr(share, name) for name in Spoken.__dataclass_fields__})
