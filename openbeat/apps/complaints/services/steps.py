"""What every act on a complaint is made of: lock, ask, seal, change, record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import BY_PROGRAM, COMPLAINTS, FROM_COMPLAINANT, Act, Kind
from openbeat.apps.complaints.lifecycle.sides import Given
from openbeat.apps.complaints.models import Account, Turn, Waiting
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.services import clocking
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Shut
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys, Opened
    from openbeat.core.vault.models import Safe
    from openbeat.kit.actors import Actor

SIGN_IN = _("Sign in first.")
THEIR_LANGUAGE = _("This is not the language of whoever complained. It is not sent before it stands in theirs.")
WAITS = _("Such a message waits for its translation already.")
PRESSED_TWICE = timedelta(minutes=10)  # the same words again so soon are the same message; later they are another one
ROUND = 256  # bytes: what is sealed is filled up to a multiple of it, so that its length says little


def sealed(safe: Safe, text: str) -> bytes:
    """These words for a sealed field, filled up with spaces so that nobody tells a yes from a no by its length."""
    return vault.seal(safe, text + " " * (-len(text.encode()) % ROUND or ROUND * (not text)))


def locked(complaint: Complaint) -> Complaint:
    """The complaint as it stands now; nobody else changes it until this transaction ends."""
    return queries.rows().select_for_update(of=("self",)).get(pk=complaint.pk)


def asked(complaint: Complaint, act: Act, *, by: Actor) -> Complaint:
    """Lock it and ask the policy; raises Refused."""
    complaint = locked(complaint)
    POLICY.require(by, act, complaint)
    return complaint


def opened_for(complaint: Complaint, act: Act, *, keys: Keys, by: Actor) -> tuple[Complaint, Opened]:
    """Lock it, ask the policy, and open it with what is unlocked; raises Refused, or Shut."""
    complaint = asked(complaint, act, by=by)
    return complaint, vault.opened(queries.safe_of(complaint), keys)


def shut_out(complaint: Complaint, person: Person, *, by: Actor, at: datetime) -> None:
    """This person's key opens a matter that is locked no more, nor what was compelled in it and others can open.

    Raises Refused for the last one who can read the matter.
    """
    vault.remove(queries.safe_of(complaint), person, by=by, at=at)
    for row in queries.statements_of(complaint).filter(given=Given.COMPELLED):
        safe = vaults.safe_of(row)
        if safe and any(wrap.reader_id != person.pk for wrap in vaults.readers(safe)):
            vault.remove(safe, person, by=by, at=at)


def somebody(by: Actor) -> Person:
    """The person who acts. Raises Refused where nobody is signed in."""
    if by.person is None:
        raise Refused(SIGN_IN)
    return by.person


def step(complaint: Complaint, act: Act, *, by: Actor, at: datetime, **changes: Any) -> Complaint:
    """Move a complaint that is locked and was asked about to the stage that the act leads to, and record it."""
    was, complaint.stage = complaint.stage, COMPLAINTS.after(act)
    for name, value in changes.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=["stage", *changes])
    ledger.record(act, complaint, by=by, at=at, was=was, stage=complaint.stage)
    clocking.moved(complaint, act, was, at=at)
    return complaint


def turn(complaint: Complaint, kind: Kind, words: Words, *, by: Actor, at: datetime) -> Turn:
    """Keep a message of a complaint that is locked, sealed. Whoever complained is nobody in it.

    What the office writes is sent in the language of whoever complained only: raises Refused.
    """
    if kind not in FROM_COMPLAINANT | BY_PROGRAM and words.language != complaint.language:
        raise Refused(THEIR_LANGUAGE)
    complaint.turns_taken += 1
    complaint.save(update_fields=["turns_taken"])
    return Turn.objects.create(
        complaint=complaint,
        number=complaint.turns_taken,
        kind=kind,
        words=sealed(queries.safe_of(complaint), words.text),
        language=words.language,
        written_by=by.person,
        at=at,
    )


def has_said(complaint: Complaint, kind: Kind, words: Words, opened: Opened, *, by: Actor, at: datetime) -> bool:
    """Whether the last message of this kind by them says just this and is minutes old: they pressed twice."""
    last = Turn.objects.filter(complaint=complaint, kind=kind, written_by=by.person).order_by("-number").first()
    return last is not None and is_again(last.words, last.at, words, opened, at=at)


def is_again(cipher: bytes, before: datetime, words: Words, opened: Opened, *, at: datetime) -> bool:
    """Whether these words were kept minutes ago already; what is damaged is not the same."""
    try:
        return before <= at <= before + PRESSED_TWICE and opened.text(cipher).rstrip() == words.text.rstrip()
    except Shut:
        return False


def told(complaint: Complaint, act: Act, kind: Kind, words: Words, *, by: Actor, at: datetime) -> None:
    """Send these words with an act that does not wait for them; in another language they wait by themselves."""
    if words.language == complaint.language:
        turn(complaint, kind, words, by=by, at=at)
    else:
        wait(complaint, act, words, by=by, at=at)


def wait(complaint: Complaint, act: Act, words: Words, *, by: Actor, at: datetime, number: int = 0) -> Waiting:
    """Keep words that are not in the language of whoever complained, sealed; it is locked. Raises Refused.

    The number is that of the allegation whose reasons they are.
    """
    if Waiting.objects.filter(complaint=complaint, act=act, number=number, sent_at=None).exists():
        raise Refused(WAITS)
    cipher = sealed(queries.safe_of(complaint), words.text)
    facts = {"act": act, "number": number, "words": cipher, "language": words.language}
    row = Waiting.objects.create(complaint=complaint, by=somebody(by), at=at, **facts)
    ledger.record(Act.TRANSLATE, complaint, by=by, at=at, step="waits")
    return row


def contact(safe: Safe, *, may_ask: bool) -> bytes:
    """Whether questions may be asked, sealed."""
    return sealed(safe, "yes" if may_ask else "no")


def choose_contact(complaint: Complaint, *, may_ask: bool) -> None:
    """Whoever complained chose otherwise; the complaint is locked."""
    cipher = contact(queries.safe_of(complaint), may_ask=may_ask)
    Account.objects.filter(complaint=complaint).update(contact=cipher)


def has_news(complaint: Complaint, at: datetime) -> None:
    """Whoever complained sent something that nobody has read yet; the complaint is locked."""
    complaint.news_at = at
    complaint.save(update_fields=["news_at"])
