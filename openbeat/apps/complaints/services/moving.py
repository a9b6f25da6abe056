"""How a case goes from one to the next: handed in, checked, read by the outside body, decided, opened again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import (
    COMPLAINTS,
    SAYS,
    Act,
    Casework,
    Heard,
    Kind,
    Say,
    Stage,
    Without,
    Written,
)
from openbeat.apps.complaints.policies import DECIDER, OVERSIGHT, SUPERVISOR, is_theirs
from openbeat.apps.complaints.services import summaries
from openbeat.apps.complaints.services.auditing import take_keys_back
from openbeat.apps.complaints.services.casework import entry
from openbeat.apps.complaints.services.elsewhere import is_kept_apart
from openbeat.apps.complaints.services.findings import agree, end_all, open_again
from openbeat.apps.complaints.services.steps import locked, opened_for, step, told, turn
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import services as vault
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Again, Words
    from openbeat.apps.complaints.models import Allegation, Complaint
    from openbeat.core.people.holder import Holder
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

CLOCK = program("complaints.unheard")
NOTHING_TO_SAY = _("Nobody has written down point by point what it is about.")
NOT_ALL = _("Allegation %(number)s has no finding yet, and no end without one.")
THEY_DIFFER = _("Of allegation %(number)s those before you do not say the same: decide it yourself, with your reasons.")
NOBODY_THERE = _("Nobody who would have it next can read it: they need a key, and must have had no part in it.")
NO_APPEALS = _("No body outside the police hears appeals here. Say that it is not over: then it is opened again.")


@transaction.atomic
def hand_in(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Give the case to those who check it: each allegation has a finding, or an end without one.

    Raises Refused, with the allegation that has none; Shut while locked.
    """
    complaint, _opened = opened_for(complaint, Act.RECOMMEND, keys=keys, by=by)
    points = _all(complaint, queries.is_recommended)
    let_in(complaint, OVERSIGHT if is_theirs(complaint) else SUPERVISOR, keys=keys, by=by, at=at)
    counted = {"allegations_taken": len(points), "findings_taken": len(points), "decisions_taken": 0}
    return _told(complaint, Act.RECOMMEND, by=by, at=at, checked_by=None, decided_by=None, overseen="", **counted)


@transaction.atomic
def send_back(complaint: Complaint, why: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Ask for more work, and say which. Raises Refused; Shut while locked."""
    complaint, _opened = opened_for(complaint, Act.SEND_BACK, keys=keys, by=by)
    entry(complaint, Written(Casework.NOTE, why.text, why.language, {"sent_back": complaint.stage}), by=by, at=at)
    heard = {"overseen": Heard.DISAGREED} if complaint.stage == Stage.OVERSIGHT else {}
    return _told(complaint, Act.SEND_BACK, by=by, at=at, checked_by=None, decided_by=None, **heard)


@transaction.atomic
def pass_on(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Give what was checked to the outside body where it reviews, else to whoever decides; where nothing else was said,
    the supervisor says the same as who investigated. Raises Refused; Shut while locked.
    """
    reviews = queries.is_reviewed(complaint)
    act = Act.TO_OVERSIGHT if reviews else Act.TO_DECISION
    complaint, _opened = opened_for(complaint, act, keys=keys, by=by)
    _agree_on_the_rest(complaint, by=by, at=at)
    let_in(complaint, DECIDER, keys=keys, by=by, at=at)
    since = {}
    if reviews:
        let_in(complaint, OVERSIGHT, keys=keys, by=by, at=at)
        since = {"oversight_at": at}
    return _told(complaint, act, by=by, at=at, checked_by=by.person, **since)


@transaction.atomic
def oversee(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Say that the outside body has read it: it agrees, but where it said something else. Raises Refused; Shut."""
    complaint, _opened = opened_for(complaint, Act.OVERSEE, keys=keys, by=by)
    _agree_on_the_rest(complaint, by=by, at=at)
    heard = Heard.DISAGREED if queries.has_departed(complaint, Say.OVERSIGHT) else Heard.AGREED
    let_in(complaint, DECIDER, keys=keys, by=by, at=at)
    return _told(complaint, Act.OVERSEE, by=by, at=at, overseen=heard)


def go_on_unheard(*, at: datetime) -> int:
    """Let what the outside body did not read within its days go on to whoever decides; that stands in the case.

    Gives how many went on, each by itself. Nothing is opened for it.
    """
    days = timedelta(days=queries.rules_now().days)
    late = queries.rows().filter(stage=Stage.OVERSIGHT, oversight_at__lt=at - days)
    return sum(_goes_on(found, at=at) for found in late)


@transaction.atomic
def _goes_on(complaint: Complaint, *, at: datetime) -> bool:
    complaint = locked(complaint)
    still = bool(COMPLAINTS.permits(Act.UNHEARD)(CLOCK, complaint))
    if still:
        _told(complaint, Act.UNHEARD, by=CLOCK, at=at, overseen=Heard.SILENT)
    return still


@transaction.atomic
def decide(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Decide the case: where nothing else was said, as all those before did; where they differ, it must have been said.

    Raises Refused, with the allegation on which they differ; Shut while locked.
    """
    complaint, _opened = opened_for(complaint, Act.DECIDE, keys=keys, by=by)
    for point in queries.allegations(complaint):
        said = queries.said_of(point)
        if queries.is_decided(point, said):
            continue
        if len({each.finding for each in queries.opinions(said, but=Say.DECIDED)}) != 1:
            raise Refused(THEY_DIFFER % {"number": point.number})
        agree(point, Say.DECIDED, by=by, at=at)
    points = _all(complaint, queries.is_decided)
    owed = queries.discipline_owed(complaint)
    decided = {"decided_by": by.person, "decided_at": at, "discipline_owed": owed}
    counted = {"allegations_taken": len(points), "findings_taken": len(points), "decisions_taken": len(points)}
    return _told(complaint, Act.DECIDE, by=by, at=at, **decided, **counted)


@transaction.atomic
def end_without(complaint: Complaint, code: Without, why: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """End the whole case without a finding, with a reason that stands in its file. Raises Refused; Shut."""
    complaint, _opened = opened_for(complaint, Act.END_WITHOUT, keys=keys, by=by)
    queries.refuse_end(complaint, code)
    entry(complaint, Written(Casework.NOTE, why.text, why.language, {"without": str(code)}), by=by, at=at)
    end_all(complaint, code, at)
    return _told(complaint, Act.END_WITHOUT, by=by, at=at, without=code, decided_at=at)


@transaction.atomic
def reopen_case(complaint: Complaint, code: Again, why: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Open a case again for new evidence, a court or a mistake; whoever complained reads why. Raises Refused; Shut."""
    complaint, _opened = opened_for(complaint, Act.REOPEN_CASE, keys=keys, by=by)
    told(complaint, Act.REOPEN_CASE, Kind.MESSAGE, why, by=by, at=at)
    entry(complaint, Written(Casework.NOTE, why.text, why.language, {"again": str(code)}), by=by, at=at)
    return anew(complaint, Act.REOPEN_CASE, by=by, at=at)


@transaction.atomic
def appeal(complaint: Complaint, words: Words, *, keys: Keys, by: Holder, at: datetime) -> Complaint:
    """Ask the body that hears appeals to look at the outcome; it gets a key to the matter. Raises Refused; Shut.

    What was joined to another matter goes on by itself from then on.
    """
    complaint, _opened = opened_for(complaint, Act.APPEAL, keys=keys, by=by)
    if not queries.hears_appeals():
        raise Refused(NO_APPEALS)
    turn(complaint, Kind.REOPENED, words, by=by, at=at)
    take_keys_back(complaint, by=by, at=at)
    let_in(complaint, OVERSIGHT, keys=keys, by=by, at=at)
    if complaint.joined_to_id:  # nothing was found in it by itself: it is looked into, and the outside body reads it
        ledger.record(Act.APPEAL, complaint, by=by, at=at, stage=str(Stage.IN_WORK))
        return anew(complaint, Act.REOPEN, by=by, at=at)
    return anew(complaint, Act.APPEAL, by=by, at=at)


def anew(complaint: Complaint, act: Act, *, by: Actor, at: datetime) -> Complaint:
    """Open again what was over: an answer is owed once more. The matter is locked and was asked about."""
    open_again(complaint)
    take_keys_back(complaint, by=by, at=at)
    fresh: dict[str, object] = {"closed_at": None, "decided_by": None, "overseen": "", "without": ""}
    if act == Act.APPEAL:
        fresh |= {"oversight_at": at, "news_at": at}
    else:
        fresh |= {"checked_by": None, **({"news_at": at} if act == Act.REOPEN else {})}
    complaint = step(complaint, act, by=by, at=at, **fresh, **_alone(complaint, by=by, at=at))
    summaries.no_longer_owed(complaint, at=at)
    vault.reopen(queries.safe_of(complaint))
    tell_readers(complaint, by=by, at=at)
    return complaint


def _alone(complaint: Complaint, *, by: Actor, at: datetime) -> dict[str, object]:
    """What was joined to another matter goes on by itself: whoever filed it says, alone, that it is not over."""
    other = complaint.joined_to
    if other is None:
        return {}
    for one, second in ((complaint, other), (other, complaint)):
        ledger.record(Act.PART, one, by=by, at=at, other=second.pk)
    return {"joined_to": None, "begun_at": complaint.begun_at or at}


def let_in(complaint: Complaint, role: str, *, keys: Keys, by: Actor, at: datetime) -> None:
    """Seal a matter to those who have it next. Raises Refused where none of them could look at it with other eyes."""
    role = OVERSIGHT if complaint.outside_only else role
    for person in queries.can_be_added(complaint):
        if person.holds(role) and not is_kept_apart(complaint, person):
            vault.add(queries.safe_of(complaint), person, keys=keys, by=by, at=at)
    had = {complaint.investigator_id, by.person.pk if by.person else None}
    readers = [reader.person for reader in queries.readers_of(complaint) if reader.still]
    if not any(person.holds(role) and person.pk not in had for person in readers):
        raise Refused(NOBODY_THERE)


def _all(complaint: Complaint, ends: queries.Ends) -> list[Allegation]:
    """The allegations of a matter, each of which has come so far. Raises Refused."""
    points = list(queries.allegations(complaint))
    if not points:
        raise Refused(NOTHING_TO_SAY)
    for point in points:
        if not ends(point, queries.said_of(point)):
            raise Refused(NOT_ALL % {"number": point.number})
    return points


def _agree_on_the_rest(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    say = SAYS[Stage(complaint.stage)]
    for point in queries.allegations(complaint):
        said = queries.said_of(point)
        if said and not point.without and said[-1].say != say:
            agree(point, say, by=by, at=at)


def _told(complaint: Complaint, act: Act, *, by: Actor, at: datetime, **changes: object) -> Complaint:
    complaint = step(complaint, act, by=by, at=at, **changes)
    tell_readers(complaint, by=by, at=at)
    return complaint
