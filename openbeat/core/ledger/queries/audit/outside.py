"""Recounts what went out: the summary that was published last, all summaries, and what witnesses signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from openbeat.core.ledger.models import Checkpoint, Cosignature, Entry, Witness
from openbeat.core.ledger.policies import LOG, LogAct
from openbeat.core.ledger.queries import heads, seals, signing
from openbeat.core.ledger.queries.audit.differences import Difference, Kind, difference
from openbeat.core.ledger.queries.audit.lines import is_signed
from openbeat.kit.notes import BadNote, Note, Signature, Verifier

CHUNK = 2000


def published() -> Iterator[Difference]:
    """The log contains what was published last, as the file beside the database has it, and can be signed further."""
    head = heads.latest()
    if why := heads.trouble(head):
        yield difference(Kind.PUBLISHED, Checkpoint, None, why=why)
    elif why := signing.signing_trouble(head):
        yield difference(Kind.KEY, Checkpoint, None, why=why)


def summaries(head: Checkpoint | None) -> Iterator[Difference]:
    """Each is as it was when it was sealed, and follows the one before it, those of older logs too.

    Of logs that this one follows the lines are not here as they were; what was signed still is.
    """
    if head is None:
        return
    keys, before = seals.usual_keys(), None
    for row in Checkpoint.objects.filter(pk__lte=head.pk).order_by("pk").iterator(CHUNK):
        key = keys[row.origin]
        if row.origin != head.origin and not is_signed(row, key):
            yield difference(Kind.SUMMARY_UNSIGNED, Checkpoint, row.pk, size=row.size)
        if not seals.holds(seals.of_summary(row, before), row.seal, key):
            yield difference(Kind.SUMMARY_UNSEALED, Checkpoint, row.pk, size=row.size)
        before = row


def cosignatures() -> Iterator[Difference]:
    """Each fits the summary below which it is shown."""
    summary, witness = (
        Checkpoint.objects.filter(pk=OuterRef("checkpoint")),
        Witness.objects.filter(pk=OuterRef("witness")),
    )
    alone = Cosignature.objects.exclude(Exists(summary), Exists(witness)).order_by("pk")
    for pk in alone.values_list("pk", flat=True).iterator(CHUNK):
        yield difference(Kind.COSIGNATURE_ALONE, Cosignature, pk)
    rows = Cosignature.objects.select_related("checkpoint", "witness").order_by("pk")
    for row in rows.iterator(CHUNK):
        if not _fits(row):
            yield difference(Kind.COSIGNATURE, Cosignature, row.pk, witness=row.witness.name)


def _fits(row: Cosignature) -> bool:
    try:
        key, line = Verifier.parse(row.witness.key), Signature.parse(row.line)
        text = Note.parse(row.checkpoint.note).text
        return line.is_by(key) and key.signed(text, line) and line.seconds == int(row.seen_at.timestamp())
    except BadNote:
        return False


@dataclass(slots=True)
class Told:
    """What the ledger says of a witness."""

    key: str
    added_at: datetime
    ended_at: datetime | None = None


def witnesses() -> Iterator[Difference]:
    """Those that are known are those of whom the ledger says that they were added, and ended."""
    told = _told()
    for row in Witness.objects.order_by("pk"):
        if told.pop(row.pk, None) != Told(row.key, row.added_at, row.ended_at) or not _is_named(row):
            yield difference(Kind.WITNESS, Witness, row.pk, witness=row.name)
    for pk, gone in sorted(told.items()):
        yield difference(Kind.WITNESS, Witness, pk, witness=gone.key)


def _told() -> dict[int, Told]:
    found: dict[int, Told] = {}
    rows = Entry.objects.filter(kind=LOG, key="witnesses").order_by("pk").values_list("act", "at", "facts")
    for act, at, facts in rows:
        if act == LogAct.ADD_WITNESS:
            found.setdefault(facts["witness"], Told(facts["key"], at)).ended_at = None
        for pk in facts["witnesses"] if act == LogAct.END_WITNESS else ():
            if pk in found:
                found[pk].ended_at = at
    return found


def _is_named(row: Witness) -> bool:
    try:
        return Verifier.parse(row.key).name == row.name
    except BadNote:
        return False
