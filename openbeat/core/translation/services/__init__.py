"""Gather the texts that apps have, publish a translation, and drop what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from openbeat.core.hooks import texts
from openbeat.core.ledger import queries as ledger_queries
from openbeat.core.ledger import services as ledger
from openbeat.core.translation.models import Mark, Origin, Signature, Text, Translation
from openbeat.core.translation.passages import digest, join, split
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.hooks.texts import Source
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

SETTLED = timedelta(minutes=10)  # acts that began before others may be committed after them
A_BATCH = 500


class Act(StrEnum):
    """What is done with texts; written into the ledger under these names."""

    PUBLISH = "publish_translation"
    WITHDRAW = "withdraw_translation"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who made a translation, where its words come from, and the names of whoever made it and signs for a machine."""

    made_by: Person | None
    origin: Origin = Origin.PERSON
    credit: str = ""
    signer: str = ""


def gather(*, at: datetime) -> int:
    """Bring the list of texts up to date with what was done lately; gives how many things were looked at."""
    mark, _made = Mark.objects.get_or_create(pk=1)
    looked_at, settled = 0, mark.entry
    for acts in ledger_queries.touched(mark.entry, A_BATCH):
        things = texts.touched(dict.fromkeys(Ref(act.kind, act.key) for act in acts))
        renew(things, at=at)
        looked_at += len(things)
        settled = max([settled, *(act.entry for act in acts if act.at <= at - SETTLED)])
    Mark.objects.filter(pk=1, entry__lt=settled).update(entry=settled)
    return looked_at


@transaction.atomic
def renew(things: Iterable[Ref], *, at: datetime) -> None:
    """Read the texts of these things, and keep one row for each that is public or was asked for; drop what is gone.

    What was written of a text while not everybody could read it is dropped before everybody can.
    """
    things = list(things)
    known = {str(row): row for row in _rows(things).select_for_update(of=("self",), no_key=True)}
    now = texts.read(things)
    _delete([row.pk for slot, row in known.items() if slot not in now])
    opened = [row for slot, row in known.items() if slot in now and now[slot].public and not row.public]
    _begin_anew(opened, now, at)
    fresh = [_text(one, at) for slot, one in now.items() if slot not in known and one.public]
    Text.objects.bulk_create(fresh, ignore_conflicts=True)
    changed = [_changed(known[slot], one, at) for slot, one in now.items() if slot in known]
    Text.objects.bulk_update(
        [row for row in changed if row],
        ["language", "area", "digest", "length", "public", "changed_at"],
        batch_size=A_BATCH,
    )
    for row in opened:
        texts.find_anew(Ref(row.kind, row.key))


def _delete(keys: Sequence[int]) -> None:
    """These texts are gone, and with them what was translated, drafted and said of them."""
    if keys:
        texts.forget(keys)
        Text.objects.filter(pk__in=keys).delete()


def _begin_anew(opened: Sequence[Text], now: Mapping[str, Source], at: datetime) -> None:
    """Of texts that everybody reads from now on, what is published keeps the passages alone that stand in them now.

    One that keeps none stays without words: it is older than its text, so an update is asked for.
    """
    if not opened:
        return
    texts.begin_anew([row.pk for row in opened], at)
    for row in Translation.objects.filter(text__in=opened).select_for_update(of=("self",)).order_by("pk"):
        stands = set(split(now[row.slot].words))
        pairs = [pair for pair in row.pairs if pair[0] in stands]
        row.pairs, row.digest = pairs, digest(join([source for source, _words in pairs]))
        row.save(update_fields=["pairs", "digest"])


@transaction.atomic
def ask_for(source: Source, *, at: datetime) -> Text:
    """The row of a text, made where there is none, as when staff ask for the translation of what is not public."""
    fresh = _text(source, at)
    if Text.objects.filter(kind=fresh.kind, key=fresh.key, field=fresh.field, public=not fresh.public).exists():
        renew([source.ref], at=at)
    row, _made = Text.objects.get_or_create(
        kind=fresh.kind,
        key=fresh.key,
        field=fresh.field,
        defaults={
            name: getattr(fresh, name) for name in ("language", "area_id", "digest", "length", "public", "changed_at")
        },
    )
    return row


def _rows(things: Sequence[Ref]) -> QuerySet[Text]:
    by_kind: dict[str, list[str]] = {}
    for ref in things:
        by_kind.setdefault(ref.kind, []).append(ref.key)
    any_of = Q(pk__in=[])
    for kind, keys in by_kind.items():
        any_of |= Q(kind=kind, key__in=keys)
    return Text.objects.filter(any_of).order_by("pk")


def _text(source: Source, at: datetime) -> Text:
    return Text(
        kind=source.ref.kind,
        key=source.ref.key,
        field=source.field,
        language=source.language,
        area_id=source.area,
        digest=digest(source.words),
        length=len(source.words),
        public=source.public,
        changed_at=at,
    )


def _changed(row: Text, source: Source, at: datetime) -> Text | None:
    facts = (source.language, source.area, digest(source.words), source.public)
    if (row.language, row.area_id, row.digest, row.public) == facts:
        return None
    row.changed_at = at if row.digest != facts[2] else row.changed_at
    row.language, row.area_id, row.digest, row.public = facts
    row.length = len(source.words)
    return row


@transaction.atomic
def publish(
    text: Text, language: str, pairs: Sequence[tuple[str, str]], signed: Signed, *, by: Actor, at: datetime
) -> Translation:
    """Let a text be read in this language from now on: pairs of each passage and its words; the older one is gone."""
    row, _made = Translation.objects.update_or_create(
        text=text,
        language=language,
        defaults={
            "slot": str(text),
            "pairs": [list(pair) for pair in pairs],
            "digest": digest(join([source for source, _words in pairs])),
            "origin": signed.origin,
            "credit": signed.credit,
            "made_by": signed.made_by,
            "signed_by": by.person,
            "published_at": at,
        },
    )
    Signature.objects.filter(translation=row).delete()
    if signed.signer:
        Signature.objects.create(translation=row, name=signed.signer)
    thing, facts = Ref(text.kind, text.key), {"field": text.field, "language": language, "origin": str(signed.origin)}
    ledger.record(Act.PUBLISH, thing, by=by, at=at, **facts)
    texts.find_anew(thing)
    return row


@transaction.atomic
def withdraw(text: Text, language: str, *, by: Actor, at: datetime) -> None:
    """Let a text no longer be read in this language; without a translation nothing happens."""
    gone, _each = Translation.objects.filter(text=text, language=language).delete()
    if gone:
        ledger.record(Act.WITHDRAW, Ref(text.kind, text.key), by=by, at=at, field=text.field, language=language)
        texts.find_anew(Ref(text.kind, text.key))


@transaction.atomic
def drop(things: Sequence[Ref], *fields: str) -> None:
    """Keep no translation of these things (or of these fields alone): their words are gone."""
    rows = _rows(things).select_for_update(of=("self",), no_key=True)  # before their works, as `renew` holds them
    _delete([row.pk for row in (rows.filter(field__in=fields) if fields else rows)])
