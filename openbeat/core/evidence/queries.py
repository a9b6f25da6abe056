"""Which sealed files a matter has, and what became of them; their names only with the matter's open safe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from openbeat.core.evidence import store
from openbeat.core.evidence.models import Role, SealedFile
from openbeat.core.evidence.policies import Act
from openbeat.core.ledger.models import Entry
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.vault.bunch import Opened

KIND = "evidence.sealedfile"
READS = ("open", Act.EXPORT.value)  # the acts by which somebody has what a file holds


@dataclass(frozen=True, slots=True, repr=False)
class Meta:
    """What is sealed about a file: in memory only."""

    name: str
    media_type: str
    size: int
    sha256: str
    identity: str

    def sealed_words(self) -> str:
        """As it is sealed."""
        parts = ("name", "media_type", "size", "sha256", "identity")
        return json.dumps({name: getattr(self, name) for name in parts}, ensure_ascii=False)


def of(matter: Ref) -> QuerySet[SealedFile]:
    """The files of a matter, in the order in which they came, those that were destroyed too."""
    return SealedFile.objects.filter(kind=matter.kind, key=matter.key).select_related("made_by").order_by("pk")


def originals(matter: Ref) -> QuerySet[SealedFile]:
    """The files of a matter that were sent, and are still there."""
    return of(matter).filter(role=Role.ORIGINAL, destroyed_at=None)


def numbered(files: Iterable[SealedFile]) -> dict[int, int]:
    """The number of each original among all files of a matter: the order in which they came. It never changes."""
    found = [file.pk for file in files if file.role == Role.ORIGINAL]
    return {pk: number for number, pk in enumerate(sorted(found), start=1)}


def original(matter: Ref, pk: int | None) -> SealedFile | None:
    """One of them."""
    return originals(matter).filter(pk=pk).first() if pk else None


def file(pk: int) -> SealedFile | None:
    """The file, if its bytes are still there."""
    return SealedFile.objects.filter(pk=pk, destroyed_at=None).select_related("safe").first()


def view_of(file: SealedFile) -> SealedFile | None:
    """The copy to look at, where one was made."""
    return file.copies.filter(role=Role.VIEW, destroyed_at=None).first()


def meta(file: SealedFile, opened: Opened) -> Meta:
    """What is sealed about it; raises Shut where it is damaged, or of another matter."""
    return Meta(**json.loads(opened.text(file.meta)))


def acts(files: Iterable[SealedFile]) -> QuerySet[Entry]:
    """All that was done with these files, the oldest first."""
    keys = [str(file.pk) for file in files]
    return Entry.objects.filter(kind=KIND, key__in=keys).select_related("by").order_by("pk")


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that a file of a matter was had in clear: the entry of it, and the number of the file."""

    entry: Entry
    number: int

    @property
    def exported(self) -> bool:
        """Whether it left the house, and not only was looked at or downloaded."""
        return self.entry.act == Act.EXPORT


def readings(matter: Ref, *, actor: str = "", but: str = "", most: int) -> list[Reading]:
    """Who looked at, downloaded or exported a file of this matter, the newest first; two queries, however many.

    Of one kind of actor alone, or of all but one kind.
    """
    files = list(of(matter))
    numbers = numbered(files)
    by_key = {str(file.pk): numbers.get(file.parent_id or file.pk, 0) for file in files}
    found = acts(files).filter(act__in=READS, **({"actor": actor} if actor else {})).exclude(actor=but).order_by("-pk")
    return [Reading(entry, by_key[entry.key]) for entry in found[:most]]


def last_read(kind: str, keys: Iterable[str]) -> dict[str, datetime]:
    """When a person last had a file of each of these matters in clear, by its key; two queries, however many."""
    files = dict(SealedFile.objects.filter(kind=kind, key__in=list(keys)).values_list("pk", "key"))
    entries = Entry.objects.filter(kind=KIND, key__in=[str(pk) for pk in files], act__in=READS, actor="person")
    last: dict[str, datetime] = {}
    for row in entries.order_by("key").values("key").annotate(last=Max("at")):
        matter = files[int(row["key"])]
        last[matter] = max(row["last"], last.get(matter, row["last"]))
    return last


def known(tokens: Iterable[str]) -> set[str]:
    """Those of the tokens that belong to a file that is still there."""
    rows = SealedFile.objects.filter(token__in=list(tokens), destroyed_at=None)
    return set(rows.values_list("token", flat=True))


def lost() -> list[str]:
    """The tokens of files that have a row and no bytes: there should be none."""
    rows = SealedFile.objects.filter(destroyed_at=None).order_by("pk").values_list("token", flat=True)
    return [token for token in rows if not store.exists(token)]


def unreadable() -> Sequence[SealedFile]:
    """The files whose matter was destroyed, and whose bytes nobody can open any more."""
    return list(SealedFile.objects.filter(destroyed_at=None, safe__destroyed_at__isnull=False).order_by("pk"))
