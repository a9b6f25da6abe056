"""What translations offer: put into pages and onto paper, dropped where somebody is forgotten, and said of pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import forgetting, search, soundness, texts
from openbeat.core.translation import demo, queries, reading, services
from openbeat.core.translation.machine.standing import are_machines_there
from openbeat.core.translation.queries import reviews
from openbeat.core.web import furniture, rights

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.refs import Ref


def drop_copies(_person: Person, things: Sequence[Ref], _at: datetime) -> None:
    """Drop the translations of what was blanked."""
    services.drop(things)


def note() -> str:
    """What every page says of a language that no native speaker has read."""
    return "" if reviews.is_read(get_language() or "") else _("Not yet reviewed by a native speaker")


forgetting.offer("translation", drop_copies)
soundness.offer("machines", are_machines_there)
furniture.provide_reading(reading.reading, reading.apart)
texts.provide_quotes(queries.in_language)
furniture.provide_note(note)
furniture.offer_link(furniture.Link(gettext_lazy("Who is served in which language"), "translation:index"))
rights.provide_signed(reviews.is_signed)
search.provide_translated(queries.translated)
demos.offer("languages", 20, demo.languages)
demos.offer("languages.machines", 21, demo.decide)
demos.offer("languages.texts", 98, demo.gather)
