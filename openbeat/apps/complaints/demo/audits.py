"""Makers of audits: a body that audits, a sample of what was closed, keys that are asked for; two for the town."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.demo import INES, OMAR
from openbeat.apps.complaints.demo.board import OKORO
from openbeat.apps.complaints.lifecycle import Words
from openbeat.apps.complaints.lifecycle.audits import AuditWhy, Window
from openbeat.apps.complaints.lifecycle.board import Reply
from openbeat.apps.complaints.lifecycle.publication import BodyFacts
from openbeat.apps.complaints.services import auditing, explaining
from openbeat.core.people.demo import BUILDER
from openbeat.core.vault import queries as vault
from openbeat.core.vault.bunch import Keys
from openbeat.core.vault.demo import PASSPHRASE
from openbeat.core.vault.services import keys as vaults

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.demo import Office
    from openbeat.apps.complaints.models import Audit
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.models import Person

FOUND = Words("In one matter nobody wrote down why the clock stood still. All were looked into to the end.", "en")
ANSWERED = Words("From now on whoever leads looks at each pause in the week in which it begins.", "en")


def an_auditing_body(at: datetime) -> None:
    """A body outside the police that audits."""
    facts = BodyFacts("Inspector General", "en", "audit", ["files"], telephone="555 0117")
    explaining.name_body(facts, by=BUILDER, at=at)


def an_audit(office: Office, at: datetime, *, days: int = 365, size: int = 5) -> Audit:
    """Omar draws of what was closed in so many days, and asks for the first key."""
    until = (at - timedelta(days=1)).date()
    audit = auditing.draw_sample(Window(until - timedelta(days=days), until, size), by=office.omar, at=at)
    auditing.ask_for_key(audit, audit.sample.order_by("place")[0].complaint_id, AuditWhy.FAIR, by=office.omar, at=at)
    return audit


def make(town: Town) -> None:
    """An audit that the chief has answered, and one that goes on: Ines is asked for a key."""
    ines, omar, chief = INES.person, OMAR.person, OKORO.person
    if ines is None or omar is None or chief is None:
        raise RuntimeError("there is no office that receives complaints yet")
    audit, number = _drawn(town, omar, days=26)
    auditing.give_key(audit, number, keys=_keys(ines), by=ines, at=town.at(25, 16))
    auditing.tell_findings(audit, FOUND, keys=_keys(omar), by=omar, at=town.at(18, 15))
    auditing.answer_audit(audit, Reply.ACCEPTED, ANSWERED, by=chief, at=town.at(11, 16))
    _drawn(town, omar, days=2)


def _drawn(town: Town, omar: Person, *, days: int) -> tuple[Audit, int]:
    """What Omar draws so many days ago, and the first of it whose key he has to ask for."""
    until = town.at(days + 1).date()
    audit = auditing.draw_sample(Window(until - timedelta(days=365), until, 5), by=omar, at=town.at(days, 16))
    reads = set(queries.visible_to(omar).values_list("pk", flat=True))
    number = next(row.complaint_id for row in audit.sample.order_by("place") if row.complaint_id not in reads)
    auditing.ask_for_key(audit, number, AuditWhy.FAIR, by=omar, at=town.at(days, 17))
    return audit, number


def _keys(person: Person) -> Keys:
    """Their key, opened as they open it."""
    return Keys.of(vaults.unlocked(vault.key_of(person), PASSPHRASE))
