"""Drop what is kept beside a text: where its words are gone, and where everybody may read it who could not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.translators import queries
from openbeat.apps.translators.lifecycle import Act, Stage
from openbeat.apps.translators.models import Draft, Work
from openbeat.apps.translators.services.holding import move
from openbeat.apps.translators.services.updates import CLOCK
from openbeat.core.translation import services as texts

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

SAID = ("returned_why", "returned_why_language", "machine_why")


@transaction.atomic
def forget(keys: Collection[int]) -> None:
    """Keep no draft of these texts, and nothing that a person or a machine said of one, in works of any stage."""
    _drop(keys)


@transaction.atomic
def begin_anew(keys: Collection[int], at: datetime) -> None:
    """Keep nothing of what was written before everybody could read these texts; what waited to be read is taken again.

    A form or a file from before brings no passage back that does not stand in the text now: see `Work.anew_at`.
    """
    for work in _drop(keys):
        work.version += 1
        work.anew_at = work.version
        work.save(update_fields=["version", "anew_at"])
        if work.stage == Stage.PROPOSED:
            move(work, Act.RETURN, by=CLOCK, at=at)


def _drop(keys: Collection[int]) -> list[Work]:
    works = list(Work.objects.select_for_update(of=("self",)).filter(text__in=keys).order_by("pk"))
    Draft.objects.filter(text__in=keys).delete()
    Work.objects.filter(pk__in=[work.pk for work in works]).update(**dict.fromkeys(SAID, ""))
    return works


def settle(work: Work, *, at: datetime) -> None:
    """Let the list of texts know at once who may read this one, where that changed a moment ago."""
    source = queries.source_of(work)
    if source and work.text and source.public != work.text.public:
        texts.renew([source.ref], at=at)
