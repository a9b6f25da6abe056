"""From whom a matter is kept, and who tried to open what is not theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count

from openbeat.apps.complaints.lifecycle import Act, Barred, Stage
from openbeat.apps.complaints.lifecycle.sides import Given
from openbeat.apps.complaints.models import Bar, CriminalSide, Statement
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import is_barred as is_barred
from openbeat.apps.complaints.policies import mark_of
from openbeat.apps.complaints.policies.posts import PROSECUTOR
from openbeat.apps.complaints.queries.lists import rows
from openbeat.core.ledger import queries as ledger
from openbeat.core.people import queries as people
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor

MOST_ATTEMPTS = 50


def barred_by_key(key: str, person: int) -> bool:
    """The same for the vault, which wraps no matter for whom it is kept from.

    From whoever works on the criminal side, or for a prosecutor, it is kept once something in it was compelled.
    """
    if not key.isdigit():
        return False
    number, mark = int(key), mark_of(person, int(key))
    if Bar.objects.filter(complaint=number, mark=mark).exists():
        return True
    compelled = Statement.objects.filter(complaint=number, given=Given.COMPELLED)
    return compelled.exists() and _is_on_the_other_side(number, person)


def walled_by_key(key: str, person: int) -> bool:
    """For the vault: whether a compelled statement must not be wrapped for somebody: they work on the other side."""
    row = Statement.objects.filter(pk=int(key)).first() if key.isdigit() else None
    return row is not None and _is_on_the_other_side(row.complaint_id, person)


def _is_on_the_other_side(complaint: int, key: int) -> bool:
    """Whether this person works on the criminal side of this matter, or for a prosecutor."""
    if CriminalSide.objects.filter(complaint=complaint, mark=mark_of(key, complaint)).exists():
        return True
    person = people.person(key)
    return person is not None and person.holds(PROSECUTOR)


def bars_of(complaint: Complaint) -> dict[Any, int]:
    """From how many people a matter is kept, by the label of why: of the marks nobody reads who."""
    found = Bar.objects.filter(complaint=complaint).values("why").annotate(count=Count("pk")).order_by("why")
    return {Barred(row["why"]).label: row["count"] for row in found}


def attempted_by(actor: Actor, key: int) -> Complaint | None:
    """The matter that somebody of staff has just tried to open and that is not theirs; None where nothing is noted."""
    if actor.person is None or not people.is_staff(actor):
        return None
    complaint = rows().exclude(stage=Stage.WRITING).filter(pk=key).first()
    return complaint if complaint and not POLICY.verdict(actor, Act.READ, complaint) else None


def attempts_on(complaint: Complaint) -> list[tuple[str, datetime]]:
    """Who of staff tried to open it and could not, and when; the newest first, for its readers."""
    found = ledger.of(Ref.of(complaint)).filter(act=Act.ATTEMPT).select_related("by").order_by("-pk")
    return [(entry.by.name, entry.at) for entry in found[:MOST_ATTEMPTS] if entry.by]
