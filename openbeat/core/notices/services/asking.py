"""Whoever has no account follows by an e-mail address that is asked first; it is forgotten where nobody answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.notices import queries
from openbeat.core.notices.services.following import follow
from openbeat.core.people import contact
from openbeat.core.people import queries as people
from openbeat.core.people import services as person_services
from openbeat.core.people.roles import Role
from openbeat.core.people.services import Details, Question, Reach
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.notices.models import Follow
    from openbeat.core.people.models import Person

GOOD_FOR = timedelta(days=7)
BY = program("notices.following", Role.LIAISON)  # people may leave their own address


def ask(email: str, what: Ref, *, language: str, at: datetime) -> None:
    """Ask at this address whether it wants to follow; the message says nothing of what it is."""
    person_services.ask(question(email, what, language), at=at)


def question(email: str, what: Ref, language: str) -> Question:
    """What the address is asked; its link is good for a week."""
    address = contact.tidy(contact.EMAIL, email)
    return Question(address, language, what=what, page="notices:agree", good_for=GOOD_FOR)


def asked(token: str, *, at: datetime) -> Ref | None:
    """What the link would follow; None where it is not ours, or too old."""
    row = person_services.asked(token, at=at)
    return Ref(row.kind, row.key) if row and row.kind else None


@transaction.atomic
def agree(token: str, *, at: datetime) -> Follow | None:
    """Whoever reads that address follows it from now on. None for a link that is no good. Raises Refused."""
    row = person_services.locked_question(token, at=at)
    if row is None or not row.kind:
        return None
    what = Ref(row.kind, row.key)
    if row.used_at:
        return queries.following(row.person, what) if row.person else None
    person = _person(row.address, row.language, at)
    person_services.use_question(row, person, at=at)
    return follow(person, what, at=at)


def _person(email: str, language: str, at: datetime) -> Person:
    if account := people.by_email(email):
        return account
    reach = Reach(contact.EMAIL, email)
    person, _new = person_services.enter_for_somebody(Details("", language), reach, by=BY, at=at)
    person_services.confirm_email(person, email, at=at)
    for way in people.ways_of(person):
        if way.value == email and way.stopped_at:
            person_services.prefer_way(way, by=person, at=at)  # they stopped it once, and ask again now
    return person
