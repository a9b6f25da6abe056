"""Who must know at once that something is serious, and whether the outside body reads it then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.policies import DECIDER, OVERSIGHT, SUPERVISOR, is_barred, is_walled_off
from openbeat.apps.complaints.queries.accused import are_accused
from openbeat.apps.complaints.queries.elsewhere import has_compelled
from openbeat.apps.complaints.queries.who import holders, with_key
from openbeat.core.department import queries as department

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person

LINE = "serious_complaints"


def outside_reads_serious() -> bool:
    """Whether the department decided that the outside body gets a key to what is serious; so it is until it decides."""
    return department.number(LINE) == 1


def outside_with_keys(complaint: Complaint) -> list[Person]:
    """The members of the outside body who have a key, but for whom the matter is about or kept from."""
    return with_key(_outside(complaint, holders(OVERSIGHT)))


def outside_who_must_not(complaint: Complaint) -> set[int]:
    """The keys of those members of the outside body whom the matter is about, or from whom it is kept."""
    found = holders(OVERSIGHT)
    return {person.pk for person in found} - {person.pk for person in _outside(complaint, found)}


def _outside(complaint: Complaint, found: list[Person]) -> list[Person]:
    """Without those on the criminal side too, once something was compelled: the vault refuses them a key."""
    found = _but_the_accused(complaint, found)
    walled = [person for person in found if is_walled_off(person, complaint)]
    return [person for person in found if person not in walled] if walled and has_compelled(complaint) else found


def to_alarm(complaint: Complaint) -> list[Person]:
    """Those who lead, those who decide and the outside body, each once, but for whom it is about or kept from."""
    roles = (OVERSIGHT,) if complaint.outside_only else (SUPERVISOR, DECIDER, OVERSIGHT)
    return _but_the_accused(complaint, list({one.pk: one for one in holders(*roles)}.values()))


def _but_the_accused(complaint: Complaint, found: list[Person]) -> list[Person]:
    accused = are_accused(complaint, found)
    return [person for person in found if person.pk not in accused and not is_barred(person, complaint)]
