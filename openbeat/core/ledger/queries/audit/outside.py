"""Recounts what went out: the summary that was published last, what witnesses signed, and the published counts."""

from __future__ import annotations

from collections.abc import Iterator

from openbeat.core.hooks import counts
from openbeat.core.ledger.models import Checkpoint, Cosignature, Published
from openbeat.core.ledger.queries import counts as figures
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.queries.audit.differences import Difference, Kind, difference
from openbeat.core.ledger.queries.audit.lines import is_signed
from openbeat.kit.notes import BadNote, Note, Signature, Verifier

CHUNK = 2000


def published() -> Iterator[Difference]:
    """The log contains what was published last, as the file beside the database has it."""
    if why := heads.trouble(heads.latest()):
        yield difference(Kind.PUBLISHED, Checkpoint, None, why=why)


def earlier_logs(head: Checkpoint | None) -> Iterator[Difference]:
    """Summaries of logs that this one follows: their lines are not here, what was signed still is."""
    rows = Checkpoint.objects.exclude(origin=head.origin) if head else Checkpoint.objects.none()
    for row in rows.order_by("pk").iterator(CHUNK):
        if not is_signed(row, row.key):
            yield difference(Kind.SUMMARY_UNSIGNED, Checkpoint, row.pk, size=row.size)


def cosignatures() -> Iterator[Difference]:
    """Each fits the summary below which it is shown."""
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


def published_counts(head: Checkpoint | None) -> Iterator[Difference]:
    """What was published in figures is what the log still says; those of an earlier log cannot be recounted."""
    if head is None:
        return
    known: dict[tuple[str, int], dict[int, int]] = {}
    for row in Published.objects.filter(origin=head.origin).order_by("name", "size", "year").iterator(CHUNK):
        count = counts.of(row.name)
        if count is None:
            continue
        if (row.name, row.size) not in known:
            known = {(row.name, row.size): figures.recount(count, row.size)}
        number = known[row.name, row.size].get(row.year, 0)
        if number != row.number or row.size > head.size:
            facts = {"name": row.name, "year": row.year, "said": row.number, "size": row.size, "number": number}
            yield difference(Kind.COUNT_DIFFERS, Published, row.pk, **facts)
