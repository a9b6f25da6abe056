"""Who can read a matter: added and removed by one who reads it; each is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import may_be_added, may_take_out
from openbeat.apps.complaints.services.elsewhere import refuse_criminal_side
from openbeat.apps.complaints.services.steps import asked, shut_out
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NOT_FOR_THEM = _("This matter cannot be sealed to them: it is only for those who receive such complaints.")
THE_LAST = _("Nobody else could read this matter then. Add somebody first.")


@transaction.atomic
def add_reader(complaint: Complaint, person: Person, *, keys: Keys, by: Actor, at: datetime) -> None:
    """Let one more person read the matter from its first word on. Raises Refused; Shut while locked."""
    complaint = asked(complaint, Act.ADD_READER, by=by)
    if not may_be_added(person, complaint) or queries.is_accused(complaint, person):
        raise Refused(NOT_FOR_THEM)
    refuse_criminal_side(complaint, person)
    vault.add(queries.safe_of(complaint), person, keys=keys, by=by, at=at)


@transaction.atomic
def remove_reader(complaint: Complaint, person: Person, *, by: Actor, at: datetime) -> None:
    """Take somebody's key to the matter away; what they have read they may have kept. Raises Refused.

    The department takes nobody of the outside body out: the outside body does.
    """
    complaint = asked(complaint, Act.REMOVE_READER, by=by)
    if not (verdict := may_take_out(by, person)):
        raise Refused(verdict.reason)
    if all(reader.person.pk == person.pk for reader in queries.readers_of(complaint) if reader.still):
        raise Refused(THE_LAST)
    shut_out(complaint, person, by=by, at=at)
