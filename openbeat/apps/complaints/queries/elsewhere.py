"""What went to others and came back, statements, and which texts come from a compelled one, however far."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.complaints.lifecycle import Say
from openbeat.apps.complaints.lifecycle.sides import REFERRAL_REPLY, Given, To
from openbeat.apps.complaints.models import (
    CaseEntry,
    CriminalSide,
    Derivation,
    Discipline,
    Finding,
    Referral,
    Statement,
    Turn,
)
from openbeat.apps.complaints.queries.lists import visible_to
from openbeat.apps.complaints.queries.who import readers_of
from openbeat.core.evidence import queries as evidence
from openbeat.core.hooks.origins import Card
from openbeat.core.ledger import queries as ledger
from openbeat.core.loop import queries as loop
from openbeat.core.vault import queries as vault
from openbeat.core.web import dates
from openbeat.kit.refs import Ref, row_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Opened
    from openbeat.kit.actors import Actor

STATEMENT = "complaints.statement"
REFERRAL = "complaints.referral"
FILE = "evidence.sealedfile"
# How each kind of text says to which matter it belongs.
BELONGS = {
    "complaints.account": "complaint",
    "complaints.turn": "complaint",
    "complaints.caseentry": "complaint",
    "complaints.referral": "complaint",
    "complaints.allegation": "complaint",
    STATEMENT: "complaint",
    "complaints.finding": "allegation__complaint",
    "complaints.discipline": "allegation__complaint",
    "complaints.officerpaper": "notice__accused__complaint",
}


def belongs(ref: Ref, complaint: Complaint) -> bool:
    """Whether this text or file is one of this matter."""
    if row_number(ref.key) is None:
        return False
    if ref.kind == FILE:
        return any(str(file.pk) == ref.key for file in evidence.of(Ref.of(complaint)))
    path = BELONGS.get(ref.kind)
    model = apps.get_model(ref.kind) if path else None
    return bool(model and model._default_manager.filter(pk=ref.key, **{str(path): complaint}).exists())


def statements_of(complaint: Complaint) -> QuerySet[Statement]:
    """The statements of a matter, by number."""
    return Statement.objects.filter(complaint=complaint).select_related("by", "accused").order_by("number")


def statement(complaint: Complaint, number: int) -> Statement | None:
    """The statement of this number."""
    return statements_of(complaint).select_related("complaint").filter(number=number).first()


def has_compelled(complaint: Complaint) -> bool:
    """Whether something was compelled in this matter."""
    return statements_of(complaint).filter(given=Given.COMPELLED).exists()


def derived(complaint: Complaint) -> dict[Ref, frozenset[int]]:
    """Each compelled statement and each text that comes from one, with the numbers of these; at most four queries.

    A text that names a derived text as its source is derived too, and so on.
    """
    found: dict[Ref, set[int]] = {
        Ref(STATEMENT, str(row.pk)): {row.number} for row in statements_of(complaint).filter(given=Given.COMPELLED)
    }
    if not found:
        return {}
    made: dict[Ref, list[Ref]] = defaultdict(list)
    for text, source in _edges(complaint):
        made[source].append(text)
    waiting = list(found)
    while waiting:
        source = waiting.pop()
        for text in made[source]:
            known = found.setdefault(text, set())
            if not found[source] <= known:
                known |= found[source]
                waiting.append(text)
    return {ref: frozenset(numbers) for ref, numbers in found.items()}


def _edges(complaint: Complaint) -> Iterator[tuple[Ref, Ref]]:
    """Each text with one from which it comes: named by somebody, or plain from what it is.

    A finding or a step of discipline without words says the same as those before it; discipline follows from the
    finding that was decided.
    """
    for row in Derivation.objects.filter(complaint=complaint).order_by("pk"):
        yield Ref(row.kind, row.key), Ref(row.of_kind, row.of_key)
    said: dict[int, list[Finding]] = defaultdict(list)
    for each in Finding.objects.filter(allegation__complaint=complaint).order_by("pk"):
        if not each.reasons:
            yield from ((Ref.of(each), Ref.of(before)) for before in said[each.allegation_id])
        said[each.allegation_id].append(each)
    steps: dict[int, list[Discipline]] = defaultdict(list)
    for step in Discipline.objects.filter(allegation__complaint=complaint).order_by("pk"):
        if not step.reasons:
            yield from ((Ref.of(step), Ref.of(before)) for before in steps[step.allegation_id])
        steps[step.allegation_id].append(step)
        decided = [one for one in said[step.allegation_id] if one.say == Say.DECIDED and one.at <= step.at]
        yield from ((Ref.of(step), Ref.of(one)) for one in decided[-1:])


def compelled_texts(complaint: Complaint) -> list[tuple[Ref, Any]]:
    """What was compelled, and what comes from it, by what each is: what a text may have to name as its source."""
    known = derived(complaint)
    return [(ref, label) for ref, label in texts_of(complaint) if ref in known] if known else []


def has_read_compelled(person: Person, complaint: Complaint) -> bool:
    """Whether somebody reads what was compelled in this matter or comes from it, or has opened it before."""
    compelled = [str(row.pk) for row in statements_of(complaint).filter(given=Given.COMPELLED)]
    if not compelled:
        return False
    if any(reader.person == person for reader in readers_of(complaint)):
        return True
    if vault.reads(person, STATEMENT).filter(key__in=compelled).exists():
        return True
    opened = ledger.readings(STATEMENT, compelled).filter(by=person)
    since = min(row.at for row in statements_of(complaint).filter(given=Given.COMPELLED))
    before = ledger.readings("complaints.complaint", [str(complaint.pk)]).filter(by=person, at__gte=since)
    return bool(opened.exists() or before.exists())


@dataclass(frozen=True, slots=True, repr=False)
class Gone:
    """One thing that was sent to somebody else, opened."""

    row: Referral
    to: Any
    whom: str
    words: str
    items: tuple[Ref, ...]
    reply: str


def referrals_of(complaint: Complaint, opened: Opened) -> list[Gone]:
    """What was sent to others, the first one first. Raises Shut where it is damaged."""
    found = Referral.objects.filter(complaint=complaint).select_related("by").order_by("number")
    return [
        Gone(
            row,
            To(row.to).label,
            opened.text(row.whom).rstrip(),
            opened.text(row.words).rstrip(),
            tuple(Ref.parse(each) for each in json.loads(opened.text(row.items) or "[]")),
            opened.text(row.reply).rstrip(),
        )
        for row in found
    ]


def referral(complaint: Complaint, number: int) -> Referral | None:
    """What was sent under this number."""
    return Referral.objects.select_related("complaint").filter(complaint=complaint, number=number).first()


def referral_cards(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Cards of what was sent to others, for the desk: which matter, for its readers alone, and nothing of it."""
    wanted = [key for key in keys if key.isascii() and key.isdigit()]
    rows = Referral.objects.filter(pk__in=wanted, complaint__in=visible_to(actor).order_by()).order_by("pk")
    return [
        Card(
            ref=Ref.of(row),
            title=_("Sealed matter %(number)s: a reply from another office") % {"number": row.complaint_id},
            language=get_language() or "en",
            url=reverse("complaints:referrals", args=[row.complaint_id]),
        )
        for row in rows
    ]


def overdue_replies(at: datetime) -> QuerySet[Obligation]:
    """The replies from others that are overdue, each with who sent it, by date."""
    late = loop.open_rows().filter(promise=REFERRAL_REPLY, due_at__lt=at, paused_at=None)
    return late.filter(person__isnull=False).select_related("person")


def criminal_side(complaint: Complaint, opened: Opened) -> list[tuple[str, datetime]]:
    """Who works on the criminal side, and since when. Raises Shut where it is damaged."""
    found = CriminalSide.objects.filter(complaint=complaint).order_by("since", "pk")
    return [(opened.text(row.who).rstrip(), row.since) for row in found]


def openings_of_statement(row: Statement) -> list[tuple[str, datetime, str]]:
    """Who opened a compelled statement, when, and why as a code; the newest first."""
    found = ledger.readings(STATEMENT, [str(row.pk)]).select_related("by").order_by("-pk")
    return [(entry.by.name if entry.by else "", entry.at, str(entry.facts.get("why", ""))) for entry in found]


def statement_readers(row: Statement) -> list[Person]:
    """Who can open a compelled statement."""
    safe = vault.safe_of(Ref.of(row))
    return [wrap.reader for wrap in vault.readers(safe) if wrap.reader] if safe else []


def texts_of(complaint: Complaint) -> list[tuple[Ref, Any]]:
    """The texts and files of a matter, by what each is and its number: no word of them; what was compelled too."""
    found: list[tuple[Ref, Any]] = [(Ref.of(complaint.account), _("What happened"))]
    for model, words in ((CaseEntry, _("Entry %(number)s of the file")), (Turn, _("Message %(number)s"))):
        rows = model.objects.filter(complaint=complaint).order_by("number")
        found.extend((Ref.of(row), words % {"number": row.number}) for row in rows)
    found.extend(_judgements(complaint))
    for statement in statements_of(complaint):
        words = _("Statement %(number)s, %(given)s")
        given = Given(statement.given).label
        found.append((Ref.of(statement), words % {"number": statement.number, "given": given}))
    for number, file in enumerate(evidence.of(Ref.of(complaint)), 1):
        found.append((Ref.of(file), _("File %(number)s") % {"number": number}))
    return found


def _judgements(complaint: Complaint) -> Iterator[tuple[Ref, Any]]:
    """What was said of each point, and what followed, by the point, the step and the day."""
    point = _("Point %(number)s")
    said = Finding.objects.filter(allegation__complaint=complaint)
    for row in said.select_related("allegation").order_by("allegation__number", "pk"):
        number = {"number": row.allegation.number}
        yield Ref.of(row), f"{point % number}: {row.get_say_display()}, {dates.words(row.at, 'day')}"
    steps = Discipline.objects.filter(allegation__complaint=complaint)
    for step in steps.select_related("allegation").order_by("allegation__number", "number"):
        number, head = {"number": step.allegation.number}, _("Discipline")
        yield Ref.of(step), f"{point % number}: {head}, {step.get_step_display()}, {dates.words(step.at, 'day')}"
