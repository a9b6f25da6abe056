"""Take areas from a GeoJSON file: all or nothing, and a second time changes only what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openbeat.core.ledger import services as ledger
from openbeat.core.places import slugs
from openbeat.core.places.figures import features, geometry, overlaps
from openbeat.core.places.figures.geometry import Broken
from openbeat.core.places.figures.index import Index
from openbeat.core.places.models import Area, Kind, Overlap
from openbeat.core.places.policies import POLICY, Act
from openbeat.core.places.services.areas import changed, put_on_ground, root, taken_slugs

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from openbeat.core.places.figures.features import Drawn, Progress
    from openbeat.kit.actors import Actor

IMPORTED = (Kind.DISTRICT, Kind.BEAT, Kind.NEIGHBOURHOOD)
LEAST_SHARE = 0.02  # of a neighbourhood: less is a border drawn a little differently
PLURALS = {
    Kind.DISTRICT: lambda count: ngettext("%(count)s district", "%(count)s districts", count) % {"count": count},
    Kind.BEAT: lambda count: ngettext("%(count)s beat", "%(count)s beats", count) % {"count": count},
    Kind.NEIGHBOURHOOD: lambda count: (
        ngettext("%(count)s neighbourhood", "%(count)s neighbourhoods", count) % {"count": count}
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: which kind of areas, and which field has their names."""

    kind: str
    name_field: str
    language: str = "en"  # of the names


@dataclass(slots=True)
class Imported:
    """What became of a file."""

    kind: str
    polygons: int = 0
    areas: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    several: dict[str, int] = field(default_factory=dict)  # areas of more than one polygon
    missing: list[str] = field(default_factory=list)  # of this kind, here, but not in the file: they stay

    def sentences(self) -> list[str]:
        """What became of it, for people."""
        polygons = ngettext("%(count)s polygon", "%(count)s polygons", self.polygons) % {"count": self.polygons}
        areas = PLURALS[Kind(self.kind)](self.areas)
        told = [
            _("%(polygons)s make %(areas)s.") % {"polygons": polygons, "areas": areas},
            *(
                _("%(name)s has %(count)s polygons: it is one area.") % {"name": name, "count": count}
                for name, count in self.several.items()
            ),
            _("%(new)s new, %(changed)s changed, %(same)s as they were.")
            % {"new": len(self.new), "changed": len(self.changed), "same": self.same},
        ]
        if self.missing:
            names = ", ".join(self.missing[:10]) + (" …" if len(self.missing) > 10 else "")  # noqa: PLR2004
            told.append(_("Not in the file, and left as they are: %(names)s.") % {"names": names})
        return told


def import_areas(
    path: Path, kind: str, name_field: str, *, by: Actor, at: datetime, progress: Progress = features.quiet
) -> Imported:
    """Take the areas of a GeoJSON file, one for each name in the field; raises Broken with a sentence, or Refused.

    Nothing is kept of a file in which one area is broken. A second import changes boundaries in place.
    """
    return import_data(features.read_bounded(path), Source(kind, name_field), by=by, at=at, progress=progress)


def import_data(
    data: bytes, source: Source, *, by: Actor, at: datetime, progress: Progress = features.quiet
) -> Imported:
    """Like import_areas, for bytes that are here already."""
    POLICY.require(by, Act.IMPORT, None)
    if source.kind not in IMPORTED:
        known = ", ".join(IMPORTED)
        raise Broken(
            _("“%(kind)s” is no kind of area. The kinds are: %(known)s.") % {"kind": source.kind, "known": known}
        )
    drawn = features.areas(
        data, source.name_field, progress
    )  # slow work first: the write lock is held for a moment only
    return changed(_take(drawn, source, by, at))


@transaction.atomic
def _take(drawn: list[Drawn], source: Source, by: Actor, at: datetime) -> Imported:
    whole = root(by=by, at=at)
    known = {area.code: area for area in Area.objects.select_for_update().filter(kind=source.kind).order_by("pk")}
    done = Imported(source.kind, sum(one.polygons for one in drawn), len(drawn))
    done.several = {one.code: one.polygons for one in drawn if one.polygons > 1}
    done.missing = sorted(known.keys() - {one.code for one in drawn})
    taken, above = taken_slugs(), _above(source.kind, whole)
    for one in drawn:
        area = known.get(one.code) or _fresh(one, source, taken)
        _put(area, one, done, above, by, at)
    _rearrange(source.kind, whole, by, at)
    facts = {"polygons": done.polygons, "areas": done.areas, "new": len(done.new), "changed": len(done.changed)}
    ledger.record(Act.IMPORT, whole, by=by, at=at, kind=source.kind, **facts)
    return done


def _fresh(one: Drawn, source: Source, taken: set[str]) -> Area:
    bare = not any(letter.isalpha() for letter in one.code)
    name = f"{Kind(source.kind).label} {one.code}" if bare else one.code
    number = one.code[:20] if bare else str(one.more.get("number") or "")[:20]
    slug = slugs.fresh(one.code, source.kind, taken)
    taken.add(slug)
    area = Area(
        kind=source.kind, code=one.code, name=name[:80], number=number, slug=slug, name_language=source.language
    )
    people = one.more.get("population")
    if isinstance(people, int) and not isinstance(people, bool) and 0 <= people < 2**31:
        area.population = people
    return area


def _put(area: Area, one: Drawn, done: Imported, above: tuple[Index[int], int], by: Actor, at: datetime) -> None:
    if area.pk and area.boundary == geometry.write(one.shape):
        done.same += 1
        return
    new = area.pk is None
    put_on_ground(area, one.shape, at)
    index, whole = above
    area.parent_id = index.find((area.longitude or 0.0, area.latitude or 0.0)) or whole
    area.save()
    (done.new if new else done.changed).append(one.code)
    ledger.record(Act.ADD if new else Act.DRAW, area, by=by, at=at, kind=area.kind, square_km=area.square_km)


def _above(kind: str, whole: Area) -> tuple[Index[int], int]:
    """In which district a beat lies; all others lie in the department."""
    rows = Area.objects.filter(kind=Kind.DISTRICT, boundary__isnull=False).order_by("number", "code")
    found = [(area.pk, geometry.read(area.boundary)) for area in rows] if kind == Kind.BEAT else []
    return Index(found), whole.pk


def _rearrange(kind: str, whole: Area, by: Actor, at: datetime) -> None:
    """After districts came, beats that lay in the department alone lie in them; across which beats quarters lie."""
    if kind == Kind.DISTRICT:
        index, _whole = _above(Kind.BEAT, whole)
        for beat in Area.objects.filter(kind=Kind.BEAT, parent=whole, longitude__isnull=False).order_by("pk"):
            if district := index.find((beat.longitude or 0.0, beat.latitude or 0.0)):
                beat.parent_id = district
                beat.save(update_fields=["parent"])
                ledger.record(Act.MOVE, beat, by=by, at=at, parent=district)
        return
    _find_overlaps()


def _find_overlaps() -> None:
    rows = Area.objects.filter(boundary__isnull=False, kind__in=(Kind.BEAT, Kind.NEIGHBOURHOOD)).order_by(
        "number", "code"
    )
    shapes = [(area.kind, area.pk, geometry.read(area.boundary)) for area in rows]
    quarters = [(key, shape) for kind, key, shape in shapes if kind == Kind.NEIGHBOURHOOD]
    if not quarters:
        return
    index = Index((key, shape) for kind, key, shape in shapes if kind == Kind.BEAT)
    Overlap.objects.all().delete()
    Overlap.objects.bulk_create(
        Overlap(neighbourhood_id=key, area_id=beat, share=share)
        for key, shape in quarters
        for beat, share in overlaps.shares(shape, index).items()
        if share >= LEAST_SHARE
    )
