"""Read the head of the public log: what was signed, what was published, and why nothing may be signed now."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from openbeat.core.ledger.models import Checkpoint, Cosignature, Leaf
from openbeat.core.ledger.queries import tree
from openbeat.kit import merkle, notes, tlog
from openbeat.kit.merkle import MissingTile
from openbeat.kit.notes import BadNote, Note, Signature, Verifier

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_LOG = 1


def latest() -> Checkpoint | None:
    """The newest head, published or not."""
    return Checkpoint.objects.order_by("-pk").first()


def published() -> Checkpoint | None:
    """The newest head that everybody may see."""
    return Checkpoint.objects.filter(published_at__isnull=False).order_by("-pk").first()


def published_of(origin: str, size: int) -> Checkpoint | None:
    """The published head of this log at this size."""
    return Checkpoint.objects.filter(published_at__isnull=False, origin=origin, size=size).first()


def last_slot() -> datetime | None:
    """The fixed time for which sealed acts entered last."""
    heads = Checkpoint.objects.filter(slot__isnull=False).order_by("-pk")
    return heads.values_list("slot", flat=True).first()


def note_of(head: Checkpoint) -> Note:
    """The signed note of a head, with the co-signatures of the witnesses that the log knows."""
    lines = Cosignature.objects.filter(checkpoint=head, witness__ended_at=None).order_by("pk")
    return Note.parse(head.note).also(*(Signature.parse(line) for line in lines.values_list("line", flat=True)))


def verifier(head: Checkpoint) -> Verifier:
    """The key that checks a head's signature."""
    return Verifier.parse(head.key)


# --- the name of the log -------------------------------------------------------------------------------
def first_origin() -> str:
    """How the first log of this installation is called: its address without the scheme."""
    where = urlsplit(settings.OPENBEAT_ADDRESS)
    return f"{where.netloc}{where.path.rstrip('/')}/log"


def number_of(origin: str) -> int:
    """Which of an installation's logs this is, from 1; a log that follows another has its number at the end."""
    last = origin.rsplit("/", 1)[-1]
    return int(last) if last.isdecimal() and last.isascii() else FIRST_LOG


def origin_after(origin: str) -> str:
    """How the log is called that follows this one."""
    number = number_of(origin)
    base = origin.rsplit("/", 1)[0] if number > FIRST_LOG else origin
    return f"{base}/{number + 1}"


# --- the file beside the database ----------------------------------------------------------------------
def file() -> Path:
    """Where the checkpoint that was published last lies, beside the database and not in it."""
    return Path(settings.OPENBEAT_LOG_FOLDER) / "checkpoint"


def restored() -> Path:
    """Lies beside it where a backup was put back, and nobody has said yet what was published last."""
    return file().with_name("restored")


def kept_note() -> Note | None:
    """What that file holds; None where there is no file. Raises BadNote for anything but a signed checkpoint."""
    try:
        return Note.parse(file().read_bytes())
    except FileNotFoundError:
        return None


def trouble(head: Checkpoint | None) -> str:
    """Why nothing may be signed upon this head, in a sentence; empty where all is well.

    The log must contain the checkpoint that was published last: a database that was put back from a backup does not.
    """
    try:
        kept = kept_note()
        if kept is None:
            return _nothing_kept(head)
        return "" if head and contains(head, kept) else _not_contained(notes.Checkpoint.parse(kept.text))
    except BadNote:
        return _("%(file)s is no signed checkpoint: move it away and see again.") % {"file": file()}
    except MissingTile:
        return _("A part of the tree is missing: run `openbeat audit`.")


def _nothing_kept(head: Checkpoint | None) -> str:
    if head and _was_published(head.origin):
        return _lost()
    return _put_back() if restored().exists() else ""


def _was_published(origin: str) -> bool:
    return Checkpoint.objects.filter(published_at__isnull=False, origin=origin).exists()


def contains(head: Checkpoint, kept: Note) -> bool:
    """Whether the tree of this head contains a checkpoint: as an earlier state, or as the one that it follows.

    Raises BadNote and MissingTile.
    """
    was = notes.Checkpoint.parse(kept.text)
    if was.origin != head.origin:
        return _follows(kept)
    if was.size > head.size:
        return False
    if was.size == head.size:
        return was.root == bytes(head.root)
    return merkle.range_hash(0, was.size, tree.tiles(merkle.edge(was.size))) == was.root


def _follows(kept: Note) -> bool:
    first = Leaf.objects.filter(sequence=0).values_list("data", flat=True).first()
    named = tlog.continued(bytes(first)) if first is not None else None
    return named is not None and Note.parse(named).text == kept.text


def _put_back() -> str:
    return _(
        "A backup was put back here. Put the checkpoint that was published last into %(file)s (witnesses have it). "
        "Only where nothing was ever published, remove %(mark)s."
    ) % {"file": file(), "mark": restored()}


def _lost() -> str:
    return _(
        "%(file)s is missing. Put the checkpoint back that was published last (witnesses have it), or begin a new log: "
        "openbeat log restart."
    ) % {"file": file()}


def _not_contained(was: notes.Checkpoint) -> str:
    return _(
        "The database does not contain the checkpoint that was published last (%(origin)s, %(size)s leaves), as when "
        "an older backup was put back. Put the newer database back, or begin a new log: openbeat log restart."
    ) % {"origin": was.origin, "size": was.size}


def cosigned(heads: Iterable[Checkpoint]) -> dict[int, list[Cosignature]]:
    """The co-signatures of these heads, by the key of the head, with their witnesses."""
    found: dict[int, list[Cosignature]] = {}
    for row in Cosignature.objects.filter(checkpoint__in=list(heads)).select_related("witness").order_by("pk"):
        found.setdefault(row.checkpoint_id, []).append(row)
    return found
