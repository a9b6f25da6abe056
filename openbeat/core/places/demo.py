"""Alder Falls on the ground: the department, six beats, streets and posts, made through the services."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from openbeat.core.department import queries as department_queries
from openbeat.core.department import services as department
from openbeat.core.department.facts import Facts as DepartmentFacts
from openbeat.core.places import queries, services
from openbeat.core.places.facts import Facts, Mark, Reach
from openbeat.core.places.models import Area, Kind, Landmark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.kit.actors import Actor

FILE = Path(__file__).parent / "town" / "alder_falls.geojson"
ZONE = "America/Chicago"
ABOUT = {
    "Millrace": (["en", "es"], "Between the mill race and the river: brick houses, the meadow, and Weir Street."),
    "Old Town": (["en"], "Town hall, the market, the library and the falls. Many come here every day."),
    "Harbor": (["en", "my", "vi"], "The basin, the fish market and the old canneries, where flats are being built."),
    "Southbank": (["en", "ar", "es"], "Gardens, two schools and the green. Families from many places live here."),
    "Foundry": (["en", "es", "my"], "The neighbourhood between the old foundry and the river, around the station."),
    "Cedar Hill": (["en", "zh-hans"], "Houses on the hill, the hospital and the woods. Quiet, and far from the bus."),
}  # fmt: skip
LIAISONS = {
    "Millrace": (["en", "es"], "Tuesdays 16:00 to 19:00 at Millrace School; telephone any working day."),
    "Old Town": (["en"], "Wednesdays 12:00 to 15:00 at the public library; telephone any working day."),
    "Harbor": (["en", "my"], "Thursdays 16:00 to 19:00 at the community center; telephone any working day."),
    "Southbank": (["en", "ar"], "Mondays 16:00 to 19:00 at Southbank School; telephone any working day."),
    "Foundry": (["en", "es"], "Tuesdays 16:00 to 19:00 at the Foundry branch library; telephone any working day."),
    "Cedar Hill": (["en"], "Fridays 9:00 to 12:00 at the senior center; telephone any working day."),
}  # fmt: skip
PREFERRED = ("telephone", "here", "in_person")
DISTRICT_POSTS = ("commander",)
BEAT_POSTS = ("liaison", "deputy", "officer", "chair", "secretary", "block_contact")
TOWN_POSTS = ("council", "administrator", "translator")


def the_town(at: datetime, by: Actor) -> dict[str, Area]:
    """Make the department, its holidays, districts, beats, neighbourhoods, map and posts; gives the beats by name."""
    _department(at, by)
    collection = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    for kind in (Kind.DISTRICT, Kind.BEAT, Kind.NEIGHBOURHOOD):
        services.import_data(_part(collection, kind), services.Source(kind, "name"), by=by, at=at)
    services.put_on_map(_marks(collection), by=by, at=at)
    beats = {area.name: area for area in queries.areas(Kind.BEAT)}
    for number, beat in enumerate(beats.values(), 1):
        _describe(beat, at, by)
        _posts(beat, number, at, by)
    _posts_of_all(at, by)
    return {area.name: area for area in queries.areas(Kind.BEAT)}


def _department(at: datetime, by: Actor) -> None:
    if department_queries.is_set_up():
        return
    facts = DepartmentFacts(
        name="Alder Falls Police Department",
        town="Alder Falls",
        zone=ZONE,
        languages=["en", "es", "ar", "my", "zh-hans", "vi", "ht", "so"],
        telephone="+1 608 555 0100",
        email="hello@alderfalls.example",
        address="Alder Falls Police Department\n1 Court Street\nAlder Falls",
        country="US",
        region="WI",
    )
    department.set_up(facts, by=by, at=at)
    for year in range(at.year, at.year + 4):
        department.fill_holidays("US", "WI", year, by=by, at=at)


def _part(collection: list[dict[str, Any]], kind: str) -> bytes:
    features = [feature for feature in collection if feature["properties"]["kind"] == kind]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _marks(collection: list[dict[str, Any]]) -> list[Mark]:
    kinds = set(Landmark.Kind.values)
    found = ((feature["properties"], feature["geometry"]) for feature in collection)
    return [
        Mark(said["kind"], said["name"], where, said.get("sort", "")) for said, where in found if said["kind"] in kinds
    ]


def _describe(beat: Area, at: datetime, by: Actor) -> None:
    languages, about = ABOUT[beat.name]
    facts = Facts(name=beat.name, number=beat.number, population=beat.population, languages=languages, about=about)
    services.describe(beat, facts, beat.version, by=by, at=at)


def _posts(beat: Area, number: int, at: datetime, by: Actor) -> None:
    languages, hours = LIAISONS[beat.name]
    telephone, address = f"+1 608 555 01{number}0", f"{beat.slug}@alderfalls.example"
    best = PREFERRED[number % 3]
    reach = Reach(email=address, telephone=telephone, hours=hours, languages=languages, preferred=best)
    services.make_post(beat, "liaison", reach, by=by, at=at)
    for role in BEAT_POSTS[1:]:
        services.make_post(beat, role, Reach(languages=["en"]), by=by, at=at)


def _posts_of_all(at: datetime, by: Actor) -> None:
    for district in queries.areas(Kind.DISTRICT):
        reach = Reach(email=f"{district.slug}@alderfalls.example", telephone="+1 608 555 0180", languages=["en"])
        for role in DISTRICT_POSTS:
            services.make_post(district, role, reach, by=by, at=at)
    whole = queries.root()
    for role in TOWN_POSTS if whole else ():
        services.make_post(whole, role, Reach(languages=["en"]), by=by, at=at)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A copy of the town elsewhere on the ground, in which every place has the quarter's name before its own."""

    number: int
    name: str
    east: float  # degrees
    north: float


def copy_ground(quarters: Iterable[Quarter], stride: int, beats: int) -> int:
    """Copy districts, beats, neighbourhoods and what stands on the map, with keys `stride` apart; gives how many areas.

    Copies of a beat stop where there are `beats` of them in all.
    """
    originals = list(Area.objects.exclude(kind=Kind.DEPARTMENT).order_by("pk"))
    left = beats - sum(area.kind == Kind.BEAT for area in originals)
    made: list[Area] = []
    for quarter in quarters:
        for area in originals:
            left -= area.kind == Kind.BEAT
            if area.kind != Kind.BEAT or left >= 0:
                made.append(_copied(area, quarter, stride, originals))
        marks = [_copied_mark(mark, quarter) for mark in Landmark.objects.order_by("pk") if " · " not in mark.name]
        Landmark.objects.bulk_create(marks)
    Area.objects.bulk_create(made, batch_size=200)
    return len(made)


def _copied(area: Area, quarter: Quarter, stride: int, originals: list[Area]) -> Area:
    name = f"{quarter.name} {area.name}"
    copied = Area(**{each.attname: getattr(area, each.attname) for each in Area._meta.concrete_fields})
    copied.pk = area.pk + quarter.number * stride
    copied.name, copied.code, copied.slug = name, f"{quarter.name} {area.code}", slugify(name)
    if area.number.isdigit():
        kin = [int(other.number) for other in originals if other.kind == area.kind and other.number.isdigit()]
        copied.number = str(int(area.number) + quarter.number * max(kin))
    if any(other.pk == area.parent_id for other in originals):
        copied.parent_id = (area.parent_id or 0) + quarter.number * stride
    for names, by in ((("west", "east", "longitude"), quarter.east), (("south", "north", "latitude"), quarter.north)):
        for each in names:
            if (value := getattr(area, each)) is not None:
                setattr(copied, each, value + by)
    copied.boundary = _moved(area.boundary, quarter) if area.boundary else None
    return copied


def _copied_mark(mark: Landmark, quarter: Quarter) -> Landmark:
    where = _moved(mark.geometry, quarter)
    return Landmark(
        kind=mark.kind, name=f"{quarter.name} · {mark.name}", language=mark.language, sort=mark.sort, geometry=where
    )


def _moved(geometry: dict[str, Any], quarter: Quarter) -> dict[str, Any]:
    def move(part: Any) -> Any:
        if part and isinstance(part[0], (int, float)):
            return [part[0] + quarter.east, part[1] + quarter.north, *part[2:]]
        return [move(each) for each in part]

    return {**geometry, "coordinates": move(geometry["coordinates"])}
