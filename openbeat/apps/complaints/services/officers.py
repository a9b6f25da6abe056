"""The officer's side: told what is alleged and when, or why not yet; answers; learns the outcome; the state's limit."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Barred, Promise
from openbeat.apps.complaints.lifecycle.clocks import TERMS
from openbeat.apps.complaints.lifecycle.sides import WARNED, Paper, Penned, Side
from openbeat.apps.complaints.models import Accused, Limitation, NotToldYet, OfficerNotice, OfficerPaper
from openbeat.apps.complaints.notices import LIMIT, OFFICER_NEWS
from openbeat.apps.complaints.policies import DECIDER, INTERPRETER, SUPERVISOR, WORKERS, accused_mark, handles
from openbeat.apps.complaints.policies import SIDES_POLICY as POLICY
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.barring import put_bar, refuse_outside
from openbeat.apps.complaints.services.discipline import appealed
from openbeat.apps.complaints.services.steps import is_again, locked, sealed
from openbeat.apps.complaints.services.telling import DESK, tell_readers
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.notices import services as notices
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import date

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.lifecycle.sides import NotYet, Since
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.core.vault.models import Safe
    from openbeat.kit.actors import Actor

TOLD = _("This officer has been told already.")
SOMEBODY_ELSE = _("This is not the officer who stands in this matter under that number.")
THEY_HANDLE_IT = _("They read this matter. Whoever handles it cannot stand by the officer.")
NOT_TO_COME = _("Say a day that is still to come.")
NOT_DECIDED = _("Not every point about this officer has ended. They are told the outcome when all have.")
NO_OUTCOME = _("There is no outcome yet. An appeal comes after it.")
NO_SUCH_DAY = _("Say the day on which it came: not before the officer was told, and not after today.")
NO_SAFE = _("This officer was told on paper, and has no key yet.")


@transaction.atomic
def tell_officer(accused: Accused, person: Person, words: Words, *, by: Actor, at: datetime) -> OfficerNotice:
    """Tell an officer what is alleged, in words written for them, sealed to a safe of their own. Raises Refused.

    Whoever has no key yet is told on paper that there is a matter, and reads it once they have one. From now on who it
    is stands in clear, and the matter itself is kept from them. Of who reads it for the outside body, that body tells.
    """
    complaint, accused = _asked(accused, Side.TELL_OFFICER, by=by)
    if accused.told_at:
        raise Refused(TOLD)
    mark = accused_mark(person.pk, complaint.pk)
    if accused.mark not in {"", mark}:
        raise Refused(SOMEBODY_ELSE)
    refuse_outside(complaint, person, by=by)
    accused.mark, accused.person, accused.told_at = mark, person, at
    accused.save(update_fields=["mark", "person", "told_at"])
    put_bar(complaint, person, Barred.ACCUSED, by=by, at=at)
    notice = _noticed(accused, person, words, by=by, at=at)
    ledger.record(Side.TELL_OFFICER, complaint, by=by, at=at)
    _owe_telling(complaint, at=at)
    notices.tell(OFFICER_NEWS, person, about=None, at=at, link=DESK)
    return notice


def _noticed(accused: Accused, person: Person, words: Words, *, by: Actor, at: datetime) -> OfficerNotice:
    facts = {"language": words.language, "by": by.person, "at": at, "on_paper": vaults.key_of(person) is None}
    notice = OfficerNotice.objects.create(accused=accused, **facts)
    readers = [person, *([by.person] if by.person else [])]
    safe = vault.make(notice, readers=readers, code="", outside_only=False, by=by, at=at)
    notice.words = sealed(safe, words.text)
    notice.save(update_fields=["words"])
    return notice


@transaction.atomic
def let_officer_read(notice: OfficerNotice, *, keys: Keys, by: Actor, at: datetime) -> OfficerNotice:
    """Whoever was told on paper has a key now: they read it from its first word. Raises Refused; Shut while locked."""
    _complaint, accused = _asked(notice.accused, Side.TELL_OFFICER, by=by)
    assert accused.person is not None  # noqa: S101  the database promises it of whoever was told
    vault.add(_safe(notice), accused.person, keys=keys, by=by, at=at)
    notice.on_paper = False
    notice.save(update_fields=["on_paper"])
    return notice


@transaction.atomic
def not_yet(accused: Accused, why: NotYet, until: date, *, by: Actor, at: datetime) -> NotToldYet:
    """Write down why an officer is not told yet; it is looked at again on that day. Raises Refused."""
    complaint, accused = _asked(accused, Side.NOT_YET, by=by)
    if accused.told_at:
        raise Refused(TOLD)
    if until <= at.astimezone(department.zone()).date():
        raise Refused(NOT_TO_COME)
    facts: dict[str, Any] = {"why": why, "until": until, "by": by.person, "at": at}
    row = NotToldYet.objects.create(accused=accused, **facts)
    _owe_telling(complaint, at=at)
    ledger.record(Side.NOT_YET, complaint, by=by, at=at, why=str(why))
    return row


def _owe_telling(complaint: Complaint, *, at: datetime) -> None:
    """One promise for all officers of a matter: kept when each is told; by the first day where each has a reason.

    While one of them has none, its date stands.
    """
    days = queries.not_told_until(complaint)
    if not days:
        loop.keep(Promise.TELL_OFFICER, complaint, at=at)
    elif None not in days:
        first = min(day for day in days if day)
        due = datetime.combine(first, time(23, 59, 59), tzinfo=department.zone()).astimezone(at.tzinfo)
        if due < at:  # one of them is late already: the date that was missed stands
            return
        loop.release(Promise.TELL_OFFICER, complaint, why="not_yet", at=at)
        owner = TERMS[Promise.TELL_OFFICER].owner
        loop.owe(Promise.TELL_OFFICER, complaint, debtor=clocking.debtor(complaint, owner), at=at, due=due)


@transaction.atomic
def tell_outcome(notice: OfficerNotice, words: Words, *, by: Actor, at: datetime) -> OfficerNotice:
    """Tell the officer what was found about them, and why, once every point about them has ended. Raises Refused."""
    complaint, accused = _asked(notice.accused, Side.TELL_OUTCOME, by=by)
    if not queries.has_ended(accused):
        raise Refused(NOT_DECIDED)
    notice.outcome, notice.outcome_language, notice.outcome_at = sealed(_safe(notice), words.text), words.language, at
    notice.save(update_fields=["outcome", "outcome_language", "outcome_at"])
    ledger.record(Side.TELL_OUTCOME, complaint, by=by, at=at)
    notices.tell(OFFICER_NEWS, accused.person, about=None, at=at, link=DESK)
    return notice


@transaction.atomic
def name_representative(notice: OfficerNotice, person: Person, *, keys: Keys, by: Actor, at: datetime) -> OfficerNotice:
    """Let somebody stand by the officer and read what they read: the matter itself is kept from them from then on.

    Raises Refused, also for each holder of a post for complaints: else an officer could shut out whoever is to look
    into the matter, check or decide it, or put its messages into another language. Shut while locked.
    """
    complaint, notice = _theirs(notice, Side.NAME_REPRESENTATIVE, by=by)
    holds_a_post = any(person.holds(role) for role in (*WORKERS, INTERPRETER))
    if holds_a_post or any(reader.person == person for reader in queries.readers_of(complaint)):
        raise Refused(THEY_HANDLE_IT)
    vault.add(_safe(notice), person, keys=keys, by=by, at=at)
    if notice.representative and notice.representative != person:
        vault.remove(_safe(notice), notice.representative, by=by, at=at)
    put_bar(complaint, person, Barred.CONFLICT, by=by, at=at)
    notice.representative = person
    notice.save(update_fields=["representative"])
    ledger.record(Side.NAME_REPRESENTATIVE, complaint, by=by, at=at)
    return notice


@transaction.atomic
def officer_writes(
    notice: OfficerNotice, sort: Paper, words: Words, *, keys: Keys = NO_KEYS, by: Actor, at: datetime
) -> OfficerPaper:
    """Keep what an officer answers, or their appeal: in their own safe and in the matter. Raises Refused.

    What was decided to follow for them is appealed against from then on. Where the keys open it, what was pressed twice
    is kept once.
    """
    complaint, notice = _theirs(notice, Side.WRITE, by=by)
    if before := _pressed_before(notice, Penned(sort, words), keys=keys, by=by, at=at):
        return before
    ledger.record(Side.WRITE, complaint, by=by, at=at, sort=str(sort))
    return _kept(notice, Penned(sort, words), by=by, at=at)


def _pressed_before(
    notice: OfficerNotice, written: Penned, *, keys: Keys, by: Actor, at: datetime
) -> OfficerPaper | None:
    """The same words that they sent, or wrote down from paper, minutes ago; None where these are others."""
    facts = {"sort": written.sort, "came_on": written.came_on, "by": by.person}
    last = OfficerPaper.objects.filter(notice=notice, **facts).order_by("-pk").first()
    safe = queries.safe_of(notice.accused.complaint) if written.came_on else _safe(notice)
    opened = vault.opened_of([safe], keys).get(safe.ref)
    if last is None or opened is None:
        return None
    cipher = last.for_the_case if written.came_on else last.words
    return last if is_again(cipher, last.at, written.words, opened, at=at) else None


@transaction.atomic
def enter_paper(
    notice: OfficerNotice, written: Penned, *, keys: Keys = NO_KEYS, by: Actor, at: datetime
) -> OfficerPaper:
    """Write down what an officer who was told answered on paper, with the day on which it came. Raises Refused.

    It counts like what they type, from the day it came; they hear of it, so that nobody writes in their name unseen.
    Where the keys open it, what was pressed twice is kept once.
    """
    complaint, accused = _asked(notice.accused, Side.ENTER_PAPER, by=by)
    notice = OfficerNotice.objects.select_related("accused__complaint").get(accused=accused)
    came_on = _day_of(written, notice, at)
    if before := _pressed_before(notice, written, keys=keys, by=by, at=at):
        return before
    ledger.record(Side.ENTER_PAPER, complaint, by=by, at=at, sort=str(written.sort), came_on=came_on.isoformat())
    paper = _kept(notice, written, by=by, at=at)
    notices.tell(OFFICER_NEWS, accused.person, about=None, at=at, link=DESK)
    return paper


def _day_of(written: Penned, notice: OfficerNotice, at: datetime) -> date:
    """The day on which it came: not before what it answers was told, and not to come. Raises Refused."""
    zone, told = department.zone(), notice.at
    if written.sort == Paper.APPEAL and notice.outcome_at:
        told = notice.outcome_at
    if written.came_on is None or not told.astimezone(zone).date() <= written.came_on <= at.astimezone(zone).date():
        raise Refused(NO_SUCH_DAY)
    return written.came_on


def _kept(notice: OfficerNotice, written: Penned, *, by: Actor, at: datetime) -> OfficerPaper:
    """Seal it to both, appeal where it is one, and tell those who handle it. Raises Refused."""
    sort, words, complaint = written.sort, written.words, notice.accused.complaint
    if sort == Paper.APPEAL and notice.outcome_at is None:
        raise Refused(NO_OUTCOME)
    facts = {"sort": sort, "language": words.language, "came_on": written.came_on, "by": by.person, "at": at}
    theirs, ours = sealed(_safe(notice), words.text), sealed(queries.safe_of(complaint), words.text)
    paper = OfficerPaper.objects.create(notice=notice, words=theirs, for_the_case=ours, **facts)
    if sort == Paper.APPEAL:
        appealed(notice.accused, words, by=by, at=at)
    tell_readers(complaint, by=by, at=at)
    return paper


@transaction.atomic
def set_limit(complaint: Complaint, since: Since, ends_on: date, *, by: Actor, at: datetime) -> Limitation:
    """Say until when the state lets the department discipline, where the rule does not fit. Raises Refused."""
    complaint = locked(complaint)
    POLICY.require(by, Side.SET_LIMIT, complaint)
    facts = {"since": since, "ends_on": ends_on, "by": by.person, "at": at}
    row, _new = Limitation.objects.update_or_create(complaint=complaint, defaults=facts)
    ledger.record(Side.SET_LIMIT, complaint, by=by, at=at, since=str(since), ends_on=ends_on.isoformat())
    return row


def warn_of_limits(*, at: datetime) -> int:
    """Warn whoever investigates, leads and decides 90, 60 and 30 days before the limit, each once. Gives how many."""
    told, leaders = 0, queries.holders(SUPERVISOR, DECIDER)
    for complaint, limit in queries.near_their_limit(at):
        left = (limit.ends_on - at.astimezone(department.zone()).date()).days
        level = min(days for days in WARNED if left <= days)
        first = [complaint.investigator] if complaint.investigator else []
        for person in dict.fromkeys([*first, *leaders]):
            if handles(person, complaint):
                once = f"{LIMIT.name}|{complaint.pk}|{limit.ends_on}|{level}|{person.pk}"
                words = {"day": limit.ends_on}
                told += notices.tell(LIMIT, person, about=None, at=at, once=once, link=DESK, **words) is not None
    return told


def _asked(accused: Accused, act: Side, *, by: Actor) -> tuple[Complaint, Accused]:
    complaint = locked(accused.complaint)
    POLICY.require(by, act, complaint)
    return complaint, Accused.objects.select_related("person").get(pk=accused.pk)


def _theirs(notice: OfficerNotice, act: Side, *, by: Actor) -> tuple[Complaint, OfficerNotice]:
    complaint = locked(notice.accused.complaint)
    notice = OfficerNotice.objects.select_related("accused", "representative").get(pk=notice.pk)
    POLICY.require(by, act, notice)
    return complaint, notice


def _safe(notice: OfficerNotice) -> Safe:
    safe = vaults.safe_of(Ref.of(notice))
    if safe is None:
        raise Refused(NO_SAFE)
    return safe
