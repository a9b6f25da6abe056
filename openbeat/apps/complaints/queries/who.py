"""Who can read a matter, who has read it and why, and who could be added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Act, Why
from openbeat.apps.complaints.lifecycle.audits import TOLD as AUDIT_TOLD
from openbeat.apps.complaints.lifecycle.clocks import TOLD as CLOCKS_TOLD
from openbeat.apps.complaints.lifecycle.clocks import Clock
from openbeat.apps.complaints.lifecycle.mediating import TOLD as TALK_TOLD
from openbeat.apps.complaints.lifecycle.retaliation import TOLD as HARM_TOLD
from openbeat.apps.complaints.lifecycle.sides import TOLD as SIDES_TOLD
from openbeat.apps.complaints.lifecycle.sides import Given
from openbeat.apps.complaints.policies import INTAKE, OVERSIGHT, WORKERS, handles, is_barred, is_walled_off
from openbeat.apps.complaints.queries.accused import are_accused
from openbeat.apps.complaints.queries.casetold import CASE_STEPS, CASE_TOLD
from openbeat.core.evidence import queries as evidence
from openbeat.core.hooks import roles
from openbeat.core.ledger import queries as ledger
from openbeat.core.ledger.models import Entry
from openbeat.core.people import queries as people
from openbeat.core.places import queries as places
from openbeat.core.receipts.policies import Act as Code
from openbeat.core.vault import queries as vault
from openbeat.core.web.moments import Moment
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.models import Wrap
    from openbeat.kit.actors import Actor

SEARCHES = "complaints.search"  # what a search is recorded under
MOST_SEARCHES = 500  # that are looked at for one page
LOOKED_FOR = _("It was looked through for words. What for is not on record.")
MOST_READ = 5000  # entries for one list; a player asks for a video in many parts, each of which is on record
ONE_LOOK = timedelta(minutes=15)  # within which the same person at the same file stands once in a list
ONE_ASK = timedelta(minutes=5)  # so long a program here drafts a matter for whoever asked; then they ask anew
TYPED, PAGE = _("The code was typed"), _("This page was opened")
LOOKED_AT, EXPORTED = _("File %(number)s: looked at or downloaded"), _("File %(number)s: exported in clear")
BY_CODE = "holder"  # the kind of actor who has the receipt, and is nobody


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to whom a matter is sealed: since when, in which role, and whether they still hold such a post."""

    person: Person
    since: datetime
    role: Any
    still: bool


def readers_of(complaint: Complaint) -> list[Reader]:
    """Who can open a matter with a key of their own, the first one first."""
    return [
        Reader(wrap.reader, wrap.since, _role(wrap.reader), handles(wrap.reader, complaint))
        for wrap in _wraps(complaint)
        if wrap.reader
    ]


def _wraps(complaint: Complaint) -> list[Wrap]:
    safe = vault.safe_of(complaint)
    return vault.readers(safe) if safe else []


def _role(person: Person) -> Any:
    held = next((role for role in reversed(WORKERS) if person.holds(role)), "")
    return roles.label(held) if held else _("holds no such post any more")


def first_readers(*, outside_only: bool) -> list[Person]:
    """To whom a new matter is sealed: those with a key who receive complaints, or those of the outside body alone."""
    return with_key(holders(OVERSIGHT if outside_only else INTAKE))


def who_reads(complaint: Complaint, *, outside_only: bool) -> tuple[bool, list[Person]]:
    """To whom a new matter is sealed, but for whom it is kept from; and whether to the outside body alone.

    That is so where it is about the chief or the office, and where nobody of the office is left.
    """
    for alone in (False, True) if not outside_only else (True,):
        readers = [one for one in first_readers(outside_only=alone) if not is_barred(one, complaint)]
        if readers:
            return alone, readers
    return outside_only, []


def with_key(found: list[Person]) -> list[Person]:
    """Those of these people who have made a key."""
    keys = vault.keys_of(found)
    return [person for person in found if person.pk in keys]


def holders(*roles: str) -> list[Person]:
    """Who holds one of these posts for the whole department, in the order of the posts; two queries."""
    whole = places.root()
    posts = {post.role: post.pk for post in places.posts_of(whole).filter(role__in=roles)} if whole else {}
    found = people.holders_of(list(posts.values()))
    return [person for role in roles if role in posts for person in found[posts[role]]]


def can_be_added(complaint: Complaint) -> list[Person]:
    """Who could be added as a reader: holders of such a post with a key, who do not read it yet."""
    have = {reader.person.pk for reader in readers_of(complaint)}
    fresh = {one.pk: one for one in holders(*WORKERS) if one.pk not in have and handles(one, complaint)}
    accused = are_accused(complaint, list(fresh.values()))
    found = [one for key, one in fresh.items() if key not in accused]
    walled = {one.pk for one in found if is_walled_off(one, complaint)}
    if walled and complaint.statements.filter(given=Given.COMPELLED).exists():
        found = [one for one in found if one.pk not in walled]
    return with_key(found)


@dataclass(frozen=True, slots=True)
class Opening:
    """One reading on record: who, when, why; and what, where it was not the words."""

    who: Any
    at: datetime
    why: Any
    what: Any = ""


def readings_of(complaint: Complaint, most: int = 50) -> list[Opening]:
    """Who read a matter or a file of it, typed its code or looked for words in it, when and why, the newest first.

    Nobody pushes others out: of what was done with the code the newest ones are there, and beside them what people did,
    each once in a quarter of an hour.
    """
    people = [_opening(entry) for entry in _looks(_read(complaint).exclude(actor=BY_CODE)[:MOST_READ])]
    people += _files_of(complaint, but=BY_CODE)
    people += [Opening(_name(entry), entry.at, LOOKED_FOR) for entry in _looks(_searches(complaint))]
    by_code = [_opening(entry) for entry in _read(complaint, actor=BY_CODE)[:most]]
    by_code += _files_of(complaint, actor=BY_CODE)
    return _newest([*people, *_newest(by_code)[:most]])


def _opening(entry: Entry) -> Opening:
    return Opening(_reader(entry), entry.at, _why(entry), TYPED if entry.act == Code.TYPE else "")


def _newest(openings: list[Opening]) -> list[Opening]:
    return sorted(openings, key=lambda opening: opening.at, reverse=True)


def _looks(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Of what the same person did for the same reason within a quarter of an hour, the newest one."""
    last: dict[tuple[Any, ...], datetime] = {}
    for entry in entries:
        look = (entry.by_id, entry.facts.get("why"))
        if look not in last or last[look] - entry.at > ONE_LOOK:
            last[look] = entry.at
            yield entry


def _read(complaint: Complaint, **of: str) -> QuerySet[Entry]:
    """The openings of its page, and when its code was typed, the newest first."""
    ref = Ref.of(complaint)
    found = Entry.objects.filter(kind=ref.kind, key=ref.key, act__in=("open", Code.TYPE.value), **of)
    return found.select_related("by").order_by("-pk")


def _files_of(complaint: Complaint, actor: str = "", but: str = "") -> list[Opening]:
    """Each look at one of its files, and each export, the newest first; the parts of one look stand there once."""
    looks: list[Opening] = []
    last: dict[tuple[Any, ...], datetime] = {}
    for reading in evidence.readings(Ref.of(complaint), actor=actor, but=but, most=MOST_READ):
        entry, words = reading.entry, EXPORTED if reading.exported else LOOKED_AT
        look = (entry.actor, entry.by_id, entry.act, reading.number, entry.facts.get("why"))
        if look not in last or last[look] - entry.at > ONE_LOOK:
            looks.append(Opening(_reader(entry), entry.at, _why(entry), words % {"number": reading.number}))
            last[look] = entry.at
    return looks


def _searches(complaint: Complaint) -> list[Entry]:
    """The searches that looked through it, of the newest ones since it came."""
    since = Entry.objects.filter(kind=SEARCHES, at__gte=complaint.filed_at).select_related("by")
    return [entry for entry in since.order_by("-pk")[:MOST_SEARCHES] if complaint.pk in entry.facts["matters"]]


def openings_by_code(complaint: Complaint, most: int = 10) -> list[Opening]:
    """What was opened with the code of the receipt, the newest first: a code that was stolen shows here.

    That it was typed, each opening of the page, and each look at a file.
    """
    found = [
        Opening(_reader(entry), entry.at, "", TYPED if entry.act == Code.TYPE else PAGE)
        for entry in _read(complaint, actor=BY_CODE)[:most]
    ]
    found += _files_of(complaint, actor=BY_CODE)
    return _newest(found)[:most]


def _reader(entry: Entry) -> Any:
    return _("Whoever has the receipt") if entry.actor == BY_CODE else _name(entry)


def _name(entry: Entry) -> str:
    return str(entry.by.name) if entry.by else ""


def _why(entry: Entry) -> Any:
    if entry.actor == BY_CODE:
        return _("With its code, to see how far it has come")
    why = str(entry.facts.get("why", ""))
    return Why(why).label if why in Why.values else ""


TOLD: dict[Any, Any] = {
    Act.FILE: _("Filed on this site"),
    Act.ENTER: _("Written down for somebody"),
    Act.SEND: _("Sent"),
    Act.ACKNOWLEDGE: _("Acknowledged"),
    Act.CLASSIFY: _("Written down point by point what it is about"),
    Act.RECLASSIFY: _("What it is about was changed"),
    Act.ADD_ACCUSED: _("An officer was written down"),
    Act.OFFER_MEDIATION: _("Both sides were asked whether they want to talk"),
    Act.SAY_ABOUT_MEDIATION: _("Whoever complained said whether they want to talk"),
    Act.OFFICER_SAYS: _("The officer said whether they want to talk"),
    Act.ARRANGE_MEDIATION: _("A talk between both sides was arranged"),
    Act.END_MEDIATION: _("The talk between both sides ended without an agreement"),
    Act.MEDIATED: _("Both sides talked, and agreed"),
    Act.SPLIT: _("It was split in two: the same receipt opens both"),
    Act.JOIN: _("It was joined with another matter"),
    Act.PART: _("It goes on by itself again"),
    Act.ASK_RECORDING: _("A recording was asked for, or there is none"),
    Act.ANSWER_RECORDING: _("Whoever holds a recording answered"),
    Act.ASSIGN: _("Somebody got the task to look into it"),
    Act.TAKE_AWAY: _("The task was taken from somebody"),
    Act.SIGN: _("Whoever looks into it signed that they have no conflict"),
    Act.RECUSE: _("Whoever had the task gave it back, because of a conflict"),
    Act.TURN_OUTSIDE: _("It went to the outside body: nobody in the department can read it any more"),
    Act.BEGIN: _("Somebody began to look into it"),
    Act.ANSWER: _("Answered"),
    Act.CLOSE: _("Closed"),
    Act.REOPEN: _("Opened again by whoever complained"),
    Act.ADD_WORDS: _("Whoever complained added words"),
    Act.ADD_FILES: _("Files were added"),
    Act.WRITE: _("A message to whoever complained"),
    Act.ASK_MACHINE: _("A program on this machine drafted a translation"),
    Act.ADD_READER: _("A reader was added"),
    Act.REMOVE_READER: _("A reader was removed"),
    Act.ROUTE: _("What it is was written down: a complaint, praise or a question"),
    Act.WITHDRAW: _("Whoever complained said that they want to withdraw"),
    Act.SAY_AGAIN: _("Whoever complained was asked again, and answered"),
    Act.GO_ON: _("The office goes on without them"),
    Act.END_WITHOUT: _("It ended without a finding"),
    Act.ADD_INTERPRETER: _("An interpreter was let in"),
    Act.TRANSLATE: _("A message was put into another language"),
    Act.BAR: _("It is kept from somebody"),
    Act.LIFT_BAR: _("It is kept from somebody no longer"),
    Act.ADD_RECEIPT: _("A new code was made: the one before opens nothing any more"),
    **CASE_TOLD,
    **AUDIT_TOLD,
    **TALK_TOLD,
    **CLOCKS_TOLD,
    **HARM_TOLD,
    **SIDES_TOLD,
}
FOR_THE_COMPLAINANT = (Act.FILE, Act.ENTER, Act.SEND, Act.ACKNOWLEDGE, Act.CLASSIFY, Act.RECLASSIFY, Act.TURN_OUTSIDE,
                       Act.ASSIGN, Act.OFFER_MEDIATION, Act.END_MEDIATION, Act.MEDIATED, Act.SPLIT, Act.JOIN, Act.PART,
                       Act.BEGIN, *CASE_STEPS, Act.ANSWER, Act.CLOSE, Act.REOPEN, Act.ADD_RECEIPT, Act.ROUTE,
                       Act.WITHDRAW, Act.SAY_AGAIN, Act.GO_ON, Clock.PAUSE, Clock.RESUME, Clock.SHIFT)  # fmt: skip
WORDS = {str(act): words for act, words in TOLD.items()}
MARKS: dict[str, str] = {Act.ANSWER: "ok", Act.REOPEN: "late", Act.ADD_RECEIPT: "late", Clock.SHIFT: "late"}
BY_THE_OFFICE = _("By one of those who handle it")


def history(complaint: Complaint, *, own: bool) -> list[Moment]:
    """What was done, oldest first: all of it for a reader, with names; the stages for whoever complained, without."""
    wanted = FOR_THE_COMPLAINANT if own else tuple(TOLD)
    entries = [entry for entry in ledger.of(Ref.of(complaint)) if entry.act in wanted]
    return [Moment(entry.at, WORDS[entry.act], _by(entry, own=own), kind=MARKS.get(entry.act, "")) for entry in entries]


def asked_machine(complaint: Complaint, actor: Actor, at: datetime) -> bool:
    """Whether this reader put on record a moment ago that a program here drafts it for them."""
    asked = ledger.of(Ref.of(complaint)).filter(act=Act.ASK_MACHINE, by=actor.person, at__gt=at - ONE_ASK)
    return actor.person is not None and asked.exists()


def _by(entry: Entry, *, own: bool) -> Any:
    """Who did it; to whoever complained only where a new code was made, and only which side."""
    if entry.act == Act.ADD_RECEIPT and (own or entry.actor == BY_CODE):
        return _reader(entry) if entry.actor == BY_CODE else BY_THE_OFFICE
    return "" if own else _name(entry)
