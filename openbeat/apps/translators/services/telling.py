"""Tell translators what waits for them; each once, however often a job runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.translators import queries
from openbeat.apps.translators.lifecycle import Stage
from openbeat.apps.translators.notices import ASKED, WAITS
from openbeat.core.hooks import texts
from openbeat.core.notices import services as notices
from openbeat.core.translation import languages

if TYPE_CHECKING:
    from openbeat.apps.translators.models import Work
    from openbeat.core.people.models import Person


@transaction.atomic
def tell_asked(key: int) -> None:
    """Tell whoever translates into its language that a text waits."""
    work = queries.by_key(key)
    if work and work.stage == Stage.ASKED:
        for person in _readers(work, {work.asked_by_id}):
            once = f"{ASKED.name}|{work.pk}|{person.pk}"
            due = work.due_at.date()
            language = languages.name(work.language)
            notices.tell(ASKED, person, about=work, at=work.asked_at, once=once, due=due, language=language)


@transaction.atomic
def tell_waits(key: int) -> None:
    """Tell whoever else translates into its language that a draft waits for a second look."""
    work = queries.by_key(key)
    source = queries.source_of(work) if work else None
    if work and source and work.stage == Stage.PROPOSED and work.proposed_at:
        for person in _readers(work, {work.taken_by_id}):
            if not queries.wrote(work, source, person):
                once = f"{WAITS.name}|{work.pk}|{work.version}|{person.pk}"
                language = languages.name(work.language)
                notices.tell(WAITS, person, about=work, at=work.proposed_at, once=once, language=language)


def _readers(work: Work, besides: set[int | None]) -> list[Person]:
    """Whoever translates into its language and may read it, not these."""
    source = queries.source_of(work)
    found = [person for person in queries.translators_into(work.language) if person.pk not in besides]
    if source is None or source.public:
        return found if source else []
    return [person for person in found if source.ref in texts.visible([source.ref], person)]
