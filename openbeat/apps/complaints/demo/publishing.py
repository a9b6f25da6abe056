"""A signed publication profile, for the town and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.demo import history
from openbeat.apps.complaints.lifecycle.publication import BodyFacts, Side, Signature, Switches
from openbeat.apps.complaints.services import counting, explaining, publication
from openbeat.core.people.demo import NOON
from openbeat.core.people.roles import Role
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Body, Profile
    from openbeat.core.hooks.demo import Town

BY = program("example town", Role.ADMINISTRATOR)
LAW = "The city code, section 12-4: findings of complaints are public records, without names."


def a_profile(at: datetime = NOON, *, signed: bool = True, **switches: Any) -> Profile:
    """A publication profile with these switches; signed by both, so that it holds."""
    profile = publication.draft_profile(Switches(**switches), LAW, "en", by=BY, at=at)
    if not signed:
        return profile
    for side, name in ((Side.CHIEF, "Marta Lind"), (Side.LAWYER, "Joel Amsel")):
        profile = publication.sign_profile(profile, Signature(side, name, at.date()), by=BY, at=at)
    return profile


def a_body(at: datetime = NOON, *, name: str = "City Police Review Board") -> Body:
    """A review board that sees files, recommends, and orders people to come."""
    powers = ["receive", "recommend", "files", "subpoena", "policy"]
    about = "Nine residents meet each month. They read finished cases, and say whether they agree."
    facts = BodyFacts(name, "en", "review", powers, about, telephone="555 0142", address="City Hall, room 12")
    return explaining.name_body(facts, by=BY, at=at)


def make(town: Town) -> None:
    """A profile that both have signed, two bodies outside, the lawyer's look at the texts, and the figures."""
    a_profile(town.at(390))
    a_body(town.at(390))
    facts = BodyFacts("Inspector General of the City", "en", "audit", ["files", "policy"], telephone="555 0117")
    explaining.name_body(facts, by=BY, at=town.at(380))
    history.make(town)
    counting.refresh(counting.Cause.NIGHTLY, at=town.now)
