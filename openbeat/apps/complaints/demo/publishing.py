"""A signed publication profile, for the town and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.lifecycle.publication import Side, Signature, Switches
from openbeat.apps.complaints.services import publication
from openbeat.core.people.demo import NOON
from openbeat.core.people.roles import Role
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Profile

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
