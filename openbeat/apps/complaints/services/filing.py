"""How a complaint comes in: filed on this site by whoever, or entered by staff from paper, telephone or in person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Kind, Stage, Words
from openbeat.apps.complaints.models import Account, Complaint
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries.naming import accuses_the_top
from openbeat.apps.complaints.services.barring import put_bar
from openbeat.apps.complaints.services.outside import turned_outside
from openbeat.apps.complaints.services.sending import account_columns, hand_over
from openbeat.apps.complaints.services.steps import choose_contact, has_news, locked, turn
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.evidence import services as evidence
from openbeat.core.ledger import services as ledger
from openbeat.core.receipts import codes
from openbeat.core.receipts import queries as receipts_of
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Arrival, Said
    from openbeat.core.evidence.arriving import Arrived
    from openbeat.core.vault.bunch import Opened
    from openbeat.kit.actors import Actor

FILES_LOST = _(
    "Your files could not be put away just now, so nothing was kept. Choose them again, or send your words alone."
)
NEW_CODE = _(
    "This has arrived, and its code was changed since then. What you wrote is still here, and was not sent again: open "
    "your complaint with the new code, and add it there."
)
PARTS = ("words", "happened_when", "happened_where", "about", "witnesses", "hopes")
SHOWN_FOR = timedelta(minutes=10)  # after it came: pressed twice, or an answer that was lost on a bad line


@dataclass(frozen=True, slots=True, repr=False)
class Filed:
    """A complaint that came in, and the code of its receipt, which nobody can look up again; empty where it was shown.

    What was written differently in a form that was sent again is kept also then.
    """

    complaint: Complaint
    code: str


@transaction.atomic
def file(said: Said, *, arrival: Arrival, at: datetime, sent: Iterable[Arrived] = ()) -> Filed:
    """Seal what somebody says to those who handle it, and the files they sent. Nobody is asked or recorded who.

    The same form sent again gives the same receipt, for ten minutes and until its code was used; what was written
    differently there is added. Raises Refused.
    """
    POLICY.require(VISITOR, Act.FILE, None)
    return _shown(_with_files(_once(Act.FILE, said, arrival, by=VISITOR, at=at), sent, by=VISITOR, at=at), at)


@transaction.atomic
def enter(said: Said, *, arrival: Arrival, by: Actor, at: datetime, sent: Iterable[Arrived] = ()) -> Filed:
    """Write down what somebody said on paper, by telephone or in person: the same clock and receipt. Raises Refused."""
    POLICY.require(by, Act.ENTER, None)
    return _shown(_with_files(_once(Act.ENTER, said, arrival, by=by, at=at), sent, by=by, at=at), at)


def _shown(filed: Filed, at: datetime) -> Filed:
    """Without the code where it has been used, or ten minutes ago: the next person at a shared computer goes back."""
    used = receipts_of.of(Ref.of(filed.complaint)).filter(opened_at__isnull=False).exists()
    return replace(filed, code="") if used or at - filed.complaint.filed_at > SHOWN_FOR else filed


def _with_files(filed: Filed, sent: Iterable[Arrived], *, by: Actor, at: datetime) -> Filed:
    """Keep what was sent with it; what came with the same form before is kept once. Raises Refused: all or nothing."""
    if not (sent := list(sent)):
        return filed
    safe = queries.safe_of(filed.complaint)
    opened = vault.opened(safe, Keys.of_code(codes.read(filed.code)))
    try:
        evidence.keep_new(sent, safe, opened, by=by, at=at)
    except OSError as fault:
        raise Refused(FILES_LOST) from fault
    return filed


def _once(act: Act, said: Said, arrival: Arrival, *, by: Actor, at: datetime) -> Filed:
    once = _digest(said, arrival)
    if before := _made_before(once):  # also where none are taken any more since: theirs was
        return _again(before, said, arrival, by=by, at=at)
    if not queries.are_taken():
        raise Refused(queries.NOT_TAKEN)
    try:
        with transaction.atomic():  # pressed twice: the database lets one of them through
            return _make(act, said, arrival, by=by, at=at)
    except IntegrityError:
        if before := _made_before(once):
            return _again(before, said, arrival, by=by, at=at)
        raise


def _digest(said: Said, arrival: Arrival) -> str | None:
    # Of the form's random word alone: a digest of what was written would let somebody with the key test a guess. And of
    # who may read it: whoever went back to keep it from the office has another matter, for the outside body alone.
    once = f"{arrival.once} outside" if arrival.once and said.outside_only else arrival.once
    return salted_hmac("openbeat.complaints.once", once, algorithm="sha256").hexdigest() if once else None


def _made_before(once: str | None) -> Complaint | None:
    return queries.rows().filter(once=once).first() if once else None


def _make(act: Act, said: Said, arrival: Arrival, *, by: Actor, at: datetime) -> Filed:
    filed = _sealed_alone(said, arrival, by=by, at=at)
    hand_over(filed.complaint, said, act, keys=Keys.of_code(filed.code), by=by, at=at)
    return filed


def begun(said: Said, arrival: Arrival, *, by: Actor, at: datetime) -> Filed:
    """What somebody begins to write, sealed to the code of its receipt alone; the same form gives it once more.

    Where it was sent meanwhile, or written on, it is left as it is. Raises Refused.
    """
    POLICY.require(by, Act.FILE, None)
    once = _digest(said, arrival)
    if before := _made_before(once):
        return _begun_again(before, said, arrival, at=at)
    if not queries.are_taken():
        raise Refused(queries.NOT_TAKEN)
    filed = _sealed_alone(said, arrival, by=by, at=at)
    ledger.record(Act.WRITE_ON, filed.complaint, by=by, at=at)
    return filed


def _begun_again(before: Complaint, said: Said, arrival: Arrival, *, at: datetime) -> Filed:
    complaint = locked(before)
    if complaint.stage == Stage.WRITING:  # somebody went back to the first page, and wrote it differently
        kept = account_columns(queries.safe_of(complaint), said)
        first = {name: kept[name] for name in ("words", "speaks_as")}
        Account.objects.filter(complaint=complaint).update(**first)
        complaint.sort, complaint.language = said.sort, said.language
        complaint.save(update_fields=["sort", "language"])
    return _shown(Filed(complaint, receipts.issue(complaint, arrival.once, at)), at)


def _sealed_alone(said: Said, arrival: Arrival, *, by: Actor, at: datetime) -> Filed:
    complaint = Complaint.objects.create(
        stage=Stage.WRITING,
        sort=said.sort,
        channel=arrival.channel,
        outside_only=said.outside_only,
        language=said.language,
        filed_at=at,
        entered_by=by.person,
        once=_digest(said, arrival),
    )
    code = _code(complaint, arrival, by=by, at=at)
    safe = vault.begin(complaint, code=code, by=by, at=at)
    Account.objects.create(complaint=complaint, **account_columns(safe, said))
    return Filed(complaint, code)


def _code(complaint: Complaint, arrival: Arrival, *, by: Actor, at: datetime) -> str:
    if arrival.code:  # the paper in their hand is the receipt
        return receipts.bind(arrival.code, complaint, by=by, at=at)
    return receipts.issue(complaint, arrival.once, complaint.filed_at)


def _again(complaint: Complaint, said: Said, arrival: Arrival, *, by: Actor, at: datetime) -> Filed:
    """The same receipt; and where somebody went back and wrote on, or chose otherwise, nothing of that is lost."""
    complaint = locked(complaint)  # who presses twice at once and wrote on in between is heard once
    code, opened = _known(complaint, arrival, by=by, at=at)
    known = queries.account_of(complaint, opened)
    kept = [getattr(known, part) for part in PARTS] + ["\n".join(known.unseen)]
    kept += [each.words for each in queries.turns_of(complaint, opened)]
    more = [
        part
        for part in (*(getattr(said, name) for name in PARTS), "\n".join(said.unseen))
        if part and not any(part in words for words in kept)
    ]
    if more:
        turn(complaint, Kind.MORE, Words("\n\n".join(more), said.language), by=VISITOR, at=at)
    if (said.unseen, said.about, said.officers) != (known.unseen, known.about, known.officers):
        _keep_from(complaint, said, code, at)
    if said.contact != known.contact:
        choose_contact(complaint, may_ask=said.contact)
    if more or said.contact != known.contact:
        has_news(complaint, at)
        ledger.record(Act.ADD_WORDS, complaint, by=by, at=at)
        tell_readers(complaint, by=by, at=at)
    return Filed(complaint, code)


def _keep_from(complaint: Complaint, said: Said, code: str, at: datetime) -> None:
    """Whom they name only now gets no key or loses it; where that is somebody at the top, everybody inside does."""
    named = queries.to_be_barred(said)
    if not complaint.outside_only and accuses_the_top(named):
        turned_outside(complaint, keys=Keys.of_code(codes.read(code)), by=VISITOR, at=at)
    for person, why in named:
        put_bar(complaint, person, why, by=VISITOR, at=at)


def _known(complaint: Complaint, arrival: Arrival, *, by: Actor, at: datetime) -> tuple[str, Opened]:
    """The code that this form was given, and what it opens. Raises Refused where there is another code by now."""
    if receipts_of.of(Ref.of(complaint)).filter(closed_at__isnull=False).exists():
        raise Refused(NEW_CODE)
    code = _code(complaint, arrival, by=by, at=at)
    return code, vault.opened(queries.safe_of(complaint), Keys.of_code(code))
