"""Drop what is kept beside a text: all where its words are gone, and what it says no more where it becomes public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import pack
from openbeat.apps.translators.lifecycle import Act, Stage
from openbeat.apps.translators.models import Draft, Work
from openbeat.apps.translators.services.holding import move
from openbeat.apps.translators.services.updates import CLOCK
from openbeat.core.translation import queries as translations
from openbeat.core.translation import services as texts
from openbeat.core.translation.passages import split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from openbeat.core.hooks.texts import Source

A_BATCH = 500
SAID = ("returned_why", "returned_why_language", "machine_why")


@transaction.atomic
def forget(keys: Collection[int]) -> None:
    """Keep no draft of these texts, and nothing that a person or a machine said of one, in works of any stage."""
    _unsaid(keys)
    Draft.objects.filter(text__in=keys).delete()


@transaction.atomic
def begin_anew(keys: Collection[int], at: datetime) -> None:
    """Of what was written before everybody could read these texts, keep the passages alone that stand in them now.

    Who saved each draft stays known, and what a machine wrote. What waited to be read is taken again. A form or a file
    from before brings no other passage back: see `Work.anew_at`.
    """
    works = _unsaid(keys)
    sources = translations.sources(work.text for work in works if work.text)
    stands = {work.pk: _passages(sources.get(str(work.text))) for work in works}
    _keep_alone(Draft.objects.filter(work__in=stands).order_by("pk"), stands)
    for work in works:
        pieces = queries.draft_of(work)
        work.version += 1
        work.anew_at = work.version
        work.save(update_fields=["version", "anew_at"])
        if pieces:
            facts: dict[str, Any] = {"text": work.text, "version": work.version, "pieces": pack(pieces)}
            Draft.objects.create(work=work, saved_at=at, **facts)
        if work.stage == Stage.PROPOSED:
            move(work, Act.RETURN, by=CLOCK, at=at)


def _passages(source: Source | None) -> frozenset[str]:
    return frozenset(split(source.words) if source and source.public else ())


def _keep_alone(drafts: Iterable[Draft], stands: Mapping[int, frozenset[str]]) -> None:
    """Let each draft keep the pieces whose passage stands in its text; one without any goes."""
    kept: list[Draft] = []
    gone: list[Draft] = []
    for row in drafts:
        row.pieces = [piece for piece in row.pieces if piece[0] in stands[row.work_id]]
        (kept if row.pieces else gone).append(row)
    Draft.objects.bulk_update(kept, ["pieces"], batch_size=A_BATCH)
    Draft.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _unsaid(keys: Collection[int]) -> list[Work]:
    """The works of these texts, held, with nothing said of them any more."""
    found = Work.objects.select_for_update(of=("self",)).filter(text__in=keys).select_related("text")
    works = list(found.order_by("pk"))
    Work.objects.filter(pk__in=[work.pk for work in works]).update(**dict.fromkeys(SAID, ""))
    return works


def settle(work: Work, *, at: datetime) -> None:
    """Let the list of texts know at once who may read this one, where that changed a moment ago."""
    source = queries.source_of(work)
    if source and work.text and source.public != work.text.public:
        texts.renew([source.ref], at=at)
