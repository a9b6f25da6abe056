"""Know the witnesses of the log, and take their co-signatures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.core.ledger.models import Checkpoint, Cosignature, Witness
from openbeat.core.ledger.policies import LOG, LogAct
from openbeat.core.ledger.queries import heads, witnesses
from openbeat.core.ledger.services.recording import record
from openbeat.kit import notes
from openbeat.kit.actors import program
from openbeat.kit.notes import COSIGNATURE, BadNote, Note, Signature, Verifier
from openbeat.kit.refs import Ref

OPERATOR = program("openbeat log witness")
LONGEST_NAME = 200
AHEAD = timedelta(days=1)  # how far a witness's clock may be before ours


@transaction.atomic
def add(key: str, *, at: datetime) -> Witness:
    """Take co-signatures of this witness from now on; raises BadNote for what is no key of a witness."""
    verifier = Verifier.parse(key)
    if verifier.kind != COSIGNATURE or len(verifier.name) > LONGEST_NAME:
        raise BadNote("a witness has a key for co-signatures (tlog-cosignature, Ed25519)")
    witness, _new = Witness.objects.update_or_create(
        key=key,
        defaults={"name": verifier.name, "ended_at": None},
        create_defaults={"name": verifier.name, "added_at": at},
    )
    record(LogAct.ADD_WITNESS, Ref(LOG, "witnesses"), by=OPERATOR, at=at, witness=witness.pk, key=key)
    return witness


@transaction.atomic
def end(name: str, *, at: datetime) -> int:
    """Show and take no co-signatures of this witness any more; gives how many keys of that name there were."""
    rows = Witness.objects.filter(name=name, ended_at=None).order_by("pk")
    ended = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    if ended:
        Witness.objects.filter(pk__in=ended).update(ended_at=at)
        record(LogAct.END_WITNESS, Ref(LOG, "witnesses"), by=OPERATOR, at=at, witnesses=ended)
    return len(ended)


@transaction.atomic
def cosign(data: bytes, *, at: datetime) -> list[Witness]:
    """Keep what witnesses that we know have signed below a checkpoint that we published; gives who they are.

    Raises BadNote with a sentence for anything else.
    """
    note = Note.parse(data)
    head = _head_of(note)
    known = {Verifier.parse(row.key): row for row in witnesses.known()}
    signed = note.signed_by(known)
    if not signed:
        raise BadNote(_("No witness that we know has signed this checkpoint."))
    for key in signed:
        newest = max((line for line in note.signatures if line.is_by(key)), key=lambda line: line.seconds)
        _keep(head, known[key], newest, at)
    return [known[key] for key in signed]


def _head_of(note: Note) -> Checkpoint:
    body = notes.Checkpoint.parse(note.text)
    head = heads.published_of(body.origin, body.size)
    if head is None or Note.parse(head.note).text != note.text:
        raise BadNote(_("This is no checkpoint that we have published."))
    return head


def _keep(head: Checkpoint, witness: Witness, line: Signature, at: datetime) -> None:
    if line.seconds > (at + AHEAD).timestamp():
        raise BadNote(_("The time of the signature is still to come."))
    seen = datetime.fromtimestamp(line.seconds, UTC)
    row, new = Cosignature.objects.select_for_update(of=("self",)).get_or_create(
        checkpoint=head, witness=witness, defaults={"line": str(line), "seen_at": seen, "received_at": at}
    )
    if not new and seen > row.seen_at:
        Cosignature.objects.filter(pk=row.pk).update(line=str(line), seen_at=seen, received_at=at)
