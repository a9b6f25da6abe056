"""In which language somebody is told: theirs, else one that is spoken in the area, else ours; then with help beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.department import tongues
from openbeat.core.places.models import Area
from openbeat.core.web import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from openbeat.core.people.models import Person

HELP = "/languages/"


def is_ours(code: str) -> bool:
    """Whether our sentences exist in this language."""
    return code in dict(settings.LANGUAGES)


def spoken_to(person: Person, about: Any = None) -> str:
    """The language of a message to this person; `about` is the thing it tells of, whose area may decide."""
    if is_ours(person.language):
        return person.language
    area = about if isinstance(about, Area) else getattr(about, "area", None)
    candidates = (*(area.languages if area else ()), *department.department().languages)
    return next((str(code) for code in candidates if is_ours(code)), settings.LANGUAGE_CODE)


def is_guessed(person: Person | None) -> bool:
    """Whether nobody knows that the person reads what we write."""
    return person is not None and not is_ours(person.language)


def help_lines(*, neutral: bool = False) -> list[tuple[str, str]]:
    """In each of our languages, how to be written to and spoken to in it: the code, and one line.

    Neutral ones name no number and no address of the department: only the page.
    """
    return [(code, _help(code, neutral=neutral)) for code in _ours()]


def help_text(*, neutral: bool = True) -> str:
    """The same lines as one text."""
    return "\n".join(line for _code, line in help_lines(neutral=neutral))


def _ours() -> Iterator[str]:
    # Codes that begin with q are for private use: the pseudo-language, which nobody reads.
    return (code for code, _name in settings.LANGUAGES if not code.startswith("q"))


def _help(code: str, *, neutral: bool) -> str:
    house = department.department()
    page = settings.OPENBEAT_ADDRESS + addresses.address(HELP, code)
    ways = [way for way in (() if neutral else (house.telephone, house.email)) if way]
    with translation.override(code):
        # Each language names itself, as its speakers do: never translate {language}.
        asked = _("{language}: do you want this in your language? Tell us here: {ways}")
    return asked.format(language=tongues.name(code), ways=" · ".join((*ways, page)))
