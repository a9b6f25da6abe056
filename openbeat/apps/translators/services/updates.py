"""What the clock does: stale translations come into the queue, and what lost its text or its translator moves on."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from openbeat.apps.translators import queries
from openbeat.apps.translators.lifecycle import OPEN, WORKS, Act, Stage
from openbeat.apps.translators.models import Work
from openbeat.apps.translators.services import owing, works
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.places import queries as places
from openbeat.core.translation import queries as translations
from openbeat.core.translation.models import Translation
from openbeat.core.translation.queries import coverage
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

CLOCK = program("translations follow their texts")
AT_ONCE = 200


def renew(*, at: datetime) -> int:
    """Ask for what is stale, and tidy up; gives how many updates were asked for. It may run twice."""
    _close_gone(at)
    _free(at)
    return _ask_for_updates(at)


def _ask_for_updates(at: datetime) -> int:
    """Ask anew for each public translation that is older than its text, in the languages that are spoken there."""
    waits = Work.objects.filter(stage__in=OPEN, text=OuterRef("text"), language=OuterRef("language")).order_by("pk")
    found = Translation.objects.filter(~Exists(waits), text__public=True).exclude(digest=F("text__digest"))
    rows = found.select_related("text__area").defer("text__area__boundary", "pairs").order_by("pk")
    stale = [row for row, spoken in _spoken(list(rows)) if row.language in spoken]
    return sum(_ask(row, at) for row in stale[:AT_ONCE])


def _spoken(rows: Sequence[Translation]) -> Iterator[tuple[Translation, set[str]]]:
    """Each with the languages of its area: the department's, those of the areas around it, and of the figures there."""
    around = {row.text.area_id: places.above(row.text.area_id) if row.text.area_id else frozenset() for row in rows}
    everywhere = set(department.department().languages)
    known = places.tree().areas
    counted = coverage.shares_of_areas({key for keys in around.values() for key in keys})
    for row in rows:
        here = around[row.text.area_id]
        said = {language for key in here if key in known for language in known[key].languages}
        yield row, everywhere | said | {language for key, language in counted if key in here}


def _ask(row: Translation, at: datetime) -> int:
    source = translations.source(row.text)
    if source is None:
        return 0
    try:
        works.ask(source, row.language, by=CLOCK, at=at)
    except Refused:  # it was changed back meanwhile, or is written in this language now
        return 0
    return 1


@transaction.atomic
def _close_gone(at: datetime) -> None:
    """What was to be translated is gone: nobody owes it any more, and what was said about it goes too."""
    waits = list(Work.objects.filter(stage__in=OPEN).exclude(text=None).select_related("text").order_by("pk"))
    stands = translations.sources(work.text for work in waits if work.text)
    vanished = [work.pk for work in waits if str(work.text) not in stands]
    gone = Work.objects.select_for_update(of=("self",)).filter(Q(text=None) | Q(pk__in=vanished), stage__in=OPEN)
    for work in gone.order_by("pk"):
        loop.release(owing.promise_of(work), work, why="text_gone", at=at)
        work.stage, work.withdrawn_at = WORKS.after(Act.WITHDRAW), at
        work.returned_why = work.returned_why_language = work.machine_why = ""
        work.save(update_fields=["stage", "withdrawn_at", "returned_why", "returned_why_language", "machine_why"])
        ledger.record(Act.WITHDRAW, work, by=CLOCK, at=at, area=work.area_id, why="text_gone")


def _free(at: datetime) -> None:
    """What somebody had taken who translates no more, or is here no more, can be taken by somebody else."""
    taken = list(queries.all_works().filter(stage=Stage.TAKEN))
    who = {language: {one.pk for one in queries.translators_into(language)} for language in {w.language for w in taken}}
    for work in taken:
        if work.taken_by_id not in who[work.language]:
            with suppress(Refused):  # it was handed in, or its text went, a moment ago
                works.hand_back(work, by=CLOCK, at=at)
