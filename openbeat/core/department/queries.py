"""Read the department. All of it is kept in the process for some seconds, so that a page costs no query for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from openbeat.core.department import lines, promises
from openbeat.core.department.models import ONLY, Choice, Department, Holiday, PromiseVersion
from openbeat.core.department.policies import POLICY, Act
from openbeat.core.hooks import texts
from openbeat.core.web.furniture import Danger, House
from openbeat.kit.clock import WorkCalendar
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from django.db.models import Model

    from openbeat.core.department.lines import Line
    from openbeat.core.department.promises import PromiseInfo
    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor

SECONDS = 5.0
NAMELESS = "Openbeat"


@for_seconds(SECONDS)
def department() -> Department:
    """The department; before it was set up, one without a name of its own."""
    return Department.objects.filter(pk=ONLY).first() or Department(name=NAMELESS)


def is_set_up() -> bool:
    """Whether somebody has said whose house this is."""
    return Department.objects.filter(pk=ONLY).exists()


def zone() -> ZoneInfo:
    """The department's time zone."""
    return ZoneInfo(department().zone)


def house() -> House:
    """What every page shows of the department."""
    found = department()
    plain = Danger()
    danger = Danger(call=found.danger_call or plain.call, relay=found.danger_relay or plain.relay)
    return House(name=found.name, town=found.town, danger=danger, languages=tuple(found.languages))


@for_seconds(SECONDS)
def holidays() -> tuple[Holiday, ...]:
    """All holidays, by day."""
    return tuple(Holiday.objects.order_by("day"))


@for_seconds(SECONDS)
def calendar() -> WorkCalendar:
    """On which days the department works."""
    return WorkCalendar(frozenset(department().weekdays), frozenset(holiday.day for holiday in holidays()))


def holidays_from(day: date) -> list[Holiday]:
    """The holidays from this day on."""
    return [holiday for holiday in holidays() if holiday.day >= day]


@for_seconds(SECONDS)
def _versions() -> dict[str, tuple[PromiseVersion, ...]]:
    found: dict[str, tuple[PromiseVersion, ...]] = {}
    for version in PromiseVersion.objects.order_by("promise", "-since", "-pk"):
        found[version.promise] = (*found.get(version.promise, ()), version)
    return found


def promise(name: str, at: datetime) -> PromiseVersion | None:
    """What the promise said at that moment, or None where it still stands as its app offered it."""
    versions = _versions().get(str(name), ())
    return next((version for version in versions if version.since <= at), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise as it stands now: what it is, how many days, since when, and what it said before (newest first)."""

    info: PromiseInfo
    days: int
    clock: str
    version: PromiseVersion | None
    history: tuple[PromiseVersion, ...]
    coming: PromiseVersion | None = None


def standing(name: str, at: datetime) -> Standing:
    """How one promise stands; raises promises.NotOffered."""
    info, version = promises.info(name), promise(name, at)
    history = _versions().get(str(name), ())
    coming = next((later for later in reversed(history) if later.since > at), None)
    if version is None:
        return Standing(info, info.days, info.clock, None, history, coming)
    return Standing(info, version.days, version.clock, version, history, coming)


def promises_made(at: datetime) -> list[Standing]:
    """Every promise that an installed app offers, as it stands now."""
    return [standing(info.name, at) for info in promises.offered()]


@dataclass(frozen=True, slots=True)
class Decided:
    """One line of law and safety, and the decision that holds about it, if there is one."""

    line: Line
    choice: Choice | None

    @property
    def figure(self) -> str:
        """What people call the figure that was decided; "" where none was."""
        number = self.choice.number if self.choice else None
        return "" if number is None or self.line.number is None else str(self.line.number.name(number))


@for_seconds(SECONDS)
def decisions() -> tuple[Decided, ...]:
    """Every line with its newest decision."""
    newest = {choice.line: choice for choice in Choice.objects.order_by("pk")}
    return tuple(Decided(line, newest.get(line.key)) for line in lines.LINES)


def decision(key: str) -> Decided | None:
    """One line with its newest decision, or None where there is no such line."""
    return next((decided for decided in decisions() if decided.line.key == key), None)


def undecided() -> list[Line]:
    """The lines that nobody has decided yet; their safe defaults hold."""
    return [decided.line for decided in decisions() if decided.choice is None]


# Texts that may stand in several languages. They are read on the administrator's pages, and by nobody else today.


def holiday_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What these holidays are called."""
    return _texts(Holiday, "name", keys, lambda _holiday: reverse("department:holidays"))


def promise_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why these versions of promises say what they say."""
    return _texts(PromiseVersion, "reason", keys, lambda one: reverse("department:promise", args=[one.promise]))


def decision_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was decided about lines of law and safety."""
    return _texts(Choice, "words", keys, lambda one: reverse("department:line", args=[one.line]))


def _texts(model: type[Model], name: str, keys: Sequence[str], url: Callable[[Any], str]) -> Iterator[Source]:
    for row in model._default_manager.filter(pk__in=texts.numbers(keys)).order_by("pk"):
        yield from texts.of_thing(row, (name,), texts.About(url(row)), public=False)


def texts_seen(keys: Sequence[str], actor: Actor) -> Sequence[str]:
    """All of them for whoever sees these pages."""
    return keys if POLICY.verdict(actor, Act.SEE, None) else ()


def number(key: str) -> int:
    """The figure that holds for a line, such as the least number of people in a published cell; raises KeyError."""
    line = lines.BY_KEY[key]
    if line.number is None:
        raise KeyError(key)
    found = decision(key)
    chosen = found.choice.number if found and found.choice else None
    return line.number.default if chosen is None else chosen
