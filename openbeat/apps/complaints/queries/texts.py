"""The public words around complaints that may stand in several languages. Sealed words are none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from openbeat.apps.complaints.models import Body, Correction, Definition, Profile, ReportWords, RightsText
from openbeat.core.hooks import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.db.models import Model

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor

PAGES: tuple[tuple[type[Model], tuple[str, ...], str], ...] = (
    (Profile, ("law",), "complaints:publication"),
    (Correction, ("why",), "complaints:outcomes"),
    (Body, ("name", "about"), "complaints:how_it_works"),
    (Definition, ("words",), "complaints:how_it_works"),
    (RightsText, ("words",), "complaints:rights"),
    (ReportWords, ("words",), "complaints:reports"),
)


def _reader(model: type[Model], fields: tuple[str, ...], page: str) -> Callable[[Sequence[str]], Iterator[Source]]:
    def read(keys: Sequence[str]) -> Iterator[Source]:
        rows: Any = model._default_manager.filter(pk__in=texts.numbers(keys)).order_by("pk")
        for row in rows:
            if not (isinstance(row, Profile) and row.in_force_at is None):  # a draft that nobody has signed is no text
                yield from texts.of_thing(row, fields, texts.About(reverse(page)), public=True)

    return read


READ = {model._meta.label_lower: _reader(model, fields, page) for model, fields, page in PAGES}


def for_all(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """All of them: everybody may read them."""
    return keys
