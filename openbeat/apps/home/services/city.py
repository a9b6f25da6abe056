"""Makes a large city of the example town: 250 beats, 100,000 concerns, 200,000 people; in bulk, inside the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from openbeat.apps.home.services import copying
from openbeat.apps.home.services.columns import Statement
from openbeat.apps.home.services.copying import Copy, Tables
from openbeat.core.hooks import demo
from openbeat.core.ledger.services import log
from openbeat.core.people.models import Person, Way
from openbeat.core.places import demo as ground
from openbeat.core.places import queries as places
from openbeat.core.places.demo import Quarter
from openbeat.core.places.models import Post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

BEATS, PEOPLE, STORIES = 250, 200_000, 101_000  # some stories stay behind with what they hang on
ACROSS = 7  # quarters side by side
EAST, NORTH = 0.12, 0.08  # degrees from one quarter to the next
WEEK, LATER = 7 * 24 * 3600, 97  # seconds: each repeat is a week earlier, each quarter a little
SOUNDS = (
    ("Ash", "Birch", "Clover", "Dover", "Elm", "Fern", "Gorse"),
    ("bridge", "field", "gate", "holm", "mere", "stead"),
)

type Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How large the city becomes."""

    beats: int = BEATS
    people: int = PEOPLE
    stories: int = STORIES


WHOLE = Size()


def grow(size: Size, progress: Progress, *, at: datetime) -> None:
    """Copy the town until it is as large as this; `progress(what, done, all)` is told of each table.

    The copied acts are named in the ledger: they stand in no log, and an audit of the example city passes them over.
    """
    town = places.areas("beat")
    tables, quarters = Tables(demo.stories()), _quarters(ceil(size.beats / len(town)))
    ground.copy_ground(quarters[1:], tables.strides["places.area"], size.beats)
    pinned = _pinned()
    repeats = _repeats(tables, size.stories, size.beats / len(town))
    copying.note(_copies(quarters, repeats), {each.number: each.name for each in quarters})
    found = tables.models()
    for number, model in enumerate(found):
        progress(str(model._meta.verbose_name_plural), number, len(found))
        copying.run(Statement(model, tables, pinned).text())
    _more_people(tables, pinned, len(quarters), size.people)
    copying.finish(found)
    log.name_copies(tables.strides[copying.LOGGED], at=at)


def _quarters(count: int) -> list[Quarter]:
    names = [first + last for last in SOUNDS[1] for first in SOUNDS[0]]
    names += [f"{name} {turn}" for turn in range(2, 2 + count // len(names)) for name in names]
    return [
        Quarter(number, name, number % ACROSS * EAST, number // ACROSS * NORTH)
        for number, name in enumerate(["", *names][:count])
    ]


def _pinned() -> dict[str, frozenset[int]]:
    """What there is one of, however large the city is: the department, and the posts of the whole."""
    whole = places.root()
    posts = Post.objects.filter(area=whole).order_by("pk").values_list("pk", flat=True)
    return {"places.area": frozenset({whole.pk} if whole else ()), "places.post": frozenset(posts)}


def _copies(quarters: list[Quarter], repeats: int) -> Iterator[Copy]:
    for quarter in quarters:
        for repeat in range(repeats):
            number, seconds = quarter.number * repeats + repeat, repeat * WEEK + quarter.number * LATER
            yield Copy(quarter.number, repeat, number, seconds, quarter.east, quarter.north)


def _repeats(tables: Tables, stories: int, towns: float) -> int:
    """How often a quarter tells what the town tells; only what is closed is told again."""
    whole, closed = max(copying.count(label) for label in tables.stories)
    return max(1, 1 + ceil((stories / towns - whole) / max(1, closed)))


def _more_people(tables: Tables, pinned: dict[str, frozenset[int]], quarters: int, people: int) -> None:
    """People who live there and have said nothing yet: copies of those who hold no post and came by themselves."""
    alone = Person.objects.filter(tenures=None, entered_by=None, pk__lt=tables.strides["people.person"]).count()
    wanted = people - Person.objects.count()
    if wanted <= 0 or not alone:
        return
    copies = [Copy(number, 0, number, 0, 0.0, 0.0) for number in range(quarters, quarters + ceil(wanted / alone))]
    copying.note(copies, {copy.quarter: "" for copy in copies})
    no_post = "NOT EXISTS (SELECT 1 FROM people_tenure t WHERE t.person_id = o.id)"
    copying.run(Statement(Person, tables, pinned).text(no_post, "o.entered_by_id IS NULL"))
    copying.run(Statement(Way, tables, pinned).text())
