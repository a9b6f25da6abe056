"""The cast: the people of the tests and of the example town, assembled by services."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.internal import auth as totp
from django.utils.translation import gettext_lazy as _

from openbeat.core.department import queries as department
from openbeat.core.department import services as departments
from openbeat.core.people import queries, services
from openbeat.core.people.holder import Holder
from openbeat.core.people.models import Person
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.places import services as areas
from openbeat.core.places.models import Area, Kind
from openbeat.kit.actors import VISITOR, Actor, program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)  # a Monday
LONG_AGO = timedelta(days=560)  # before the example town's first concern
BUILDER = program("example town", Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the cast: a name, a language, and in a sentence who that is."""

    key: str
    name: str
    sentence: StrPromise
    language: str = "en"
    name_public: str = ""
    posts: tuple[tuple[Role, str], ...] = ()  # role, and where: beat, other, district, department
    second: bool = False  # needs a second factor, by a post that an app knows of
    passphrase: str = ""  # of the key in the vault; printed, because the town is invented

    @property
    def email(self) -> str:
        """The address with which they sign in."""
        return f"{self.key}@example.org"

    @property
    def staff(self) -> bool:
        """Whether they need a second factor."""
        return self.second or self.key in {"lee", "lena", "lou", "imani", "cora", "ada"}

    @property
    def secret(self) -> str:
        """The key of the authenticator app; printed, because the town is invented."""
        return base64.b32encode(hashlib.sha1(self.key.encode()).digest()).decode()  # noqa: S324  no secret at all

    @property
    def code(self) -> str:
        """The six digits that the app would show now."""
        return str(totp.format_hotp_value(totp.hotp_value(self.secret, int(time.time()) // 30)))

    @property
    def person(self) -> Person | None:
        """The account, where the town is built."""
        return queries.by_email(self.email)


PARTS = (
    Part("rosa", "Rosa Delgado", _("A resident who says what is wrong in her street."), "es"),
    Part("noor", "Noor Haddad", _("Her neighbour, who has no part in it.")),
    Part(
        "lee", "Lee Okafor", _("The liaison officer who owns what this beat raises."), posts=((Role.LIAISON, "beat"),)
    ),
    Part(
        "lena",
        "Lena Brandt",
        _("A liaison officer who lives here too, and may not answer what she raised herself."),
        posts=((Role.LIAISON, "beat"),),
    ),
    Part("lou", "Lou Whitaker", _("The liaison officer of another beat."), posts=((Role.LIAISON, "other"),)),
    Part("imani", "Imani Carter", _("An officer who investigates cases."), posts=((Role.OFFICER, "district"),)),
    Part(
        "cora", "Cora Lindqvist", _("The commander, to whom what is late comes."), posts=((Role.COMMANDER, "district"),)
    ),
    Part("ada", "Ada Nwosu", _("Says who holds which post."), posts=((Role.ADMINISTRATOR, "department"),)),
    Part(
        "carl",
        "Carl Petersen",
        _("The neighbour who can be asked about a task, under the name that he chose."),
        name_public="Carl P.",
        posts=((Role.BLOCK_CONTACT, "beat"), (Role.LEADER, "beat")),
    ),
)


@dataclass(frozen=True)
class Cast:
    """Everybody whom a policy has to tell apart, and the places they are in."""

    rosa: Person  # a resident who raises things
    noor: Person  # her neighbour, with no part in them
    lee: Person  # a liaison officer
    lena: Person  # a liaison officer who also lives here and raises things
    lou: Person  # a liaison officer of another beat
    imani: Person  # an investigator
    cora: Person  # the commander of the district
    ada: Person  # an administrator of the department
    carl: Person  # a community leader and block contact

    visitor: Actor  # nobody signed in
    holder: Actor  # somebody with a receipt, of nothing yet

    beat: Area
    other: Area
    district: Area
    department: Area

    def __getitem__(self, name: str) -> Actor:
        actor: Actor = getattr(self, name)
        return actor

    @property
    def other_beat(self) -> Area:
        """The beat of Lou."""
        return self.other


_INTRODUCED: dict[str, Part] = {}


def introduce(part: Part) -> None:
    """Add somebody to the cast of the example town, whom an app's own maker lets appear."""
    _INTRODUCED[part.key] = part


def parts() -> list[Part]:
    """The cast as the example town's page shows it."""
    return [*PARTS, *(part for part in _INTRODUCED.values() if part.person)]


def appear(part: Part, posts: Iterable[tuple[str, Area]], at: datetime) -> Person:
    """Let somebody who was introduced have an account, and hold these posts."""
    person = _person(part, {}, at)
    for role, area in posts:
        services.appoint(person, areas.post(area, role), by=BUILDER, at=at)
    return person


def a_cast(at: datetime = NOON - timedelta(days=365)) -> Cast:
    """Make the cast, in the town's first two beats where there is a town, else in two beats made for them."""
    ground = _ground(at)
    actors: dict[str, Any] = {part.key: _person(part, ground, at) for part in PARTS}
    actors |= ground
    return Cast(**actors, visitor=VISITOR, holder=Holder(frozenset()))


def _person(part: Part, ground: dict[str, Area], at: datetime) -> Person:
    newcomer = services.Newcomer(part.email, part.name, part.language)
    person = services.register(newcomer, at=at, confirmed=True)
    if part.name_public:
        details = services.Details(part.name, part.language, part.name_public)
        person = services.change_details(person, details, by=person, at=at)
    for role, where in part.posts:
        services.appoint(person, areas.post(ground[where], role), by=BUILDER, at=at)
    if part.staff:
        services.give_second_factor(person, part.secret)
    return person


def _ground(at: datetime) -> dict[str, Area]:
    if not department.is_set_up():
        facts = departments.Facts("Alder Falls Police Department", "Alder Falls", languages=["en", "es"])
        departments.set_up(facts, by=BUILDER, at=at)
    whole = areas.root(by=BUILDER, at=at)
    beats = places.areas(Kind.BEAT)
    if len(beats) < 2:  # noqa: PLR2004  the cast needs a beat and another one
        district = areas.add(Kind.DISTRICT, areas.Facts("Riverside", number="1"), whole, by=BUILDER, at=at)
        beats = [
            areas.add(Kind.BEAT, areas.Facts(name, number=number), district, by=BUILDER, at=at)
            for name, number in (("Millrace", "1"), ("Foundry", "2"))
        ]
    beat, other = beats[:2]
    return {"beat": beat, "other": other, "district": places.lineage(beat)[1], "department": whole}
