"""What travels together from a form to a service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.refs import Ref


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whoever signs up: a name or pseudonym, an e-mail address, a language."""

    email: str
    name: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Details:
    """Name, how the person appears in public, language, and needs: a mapping of kind to the person's own words."""

    name: str
    language: str
    name_public: str = ""
    needs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """A way to reach somebody: when it is safe, and whether the words must give nothing away."""

    kind: str
    value: str
    safe_from: time | None = None
    safe_until: time | None = None
    neutral: bool = False
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody without an account can be told: a way to reach them, and a name or pseudonym."""

    kind: str
    value: str
    name: str = ""
    neutral: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in: the kind of paper, whose it is, what it demands, in which language, and when it came."""

    kind: str
    authority: str
    asks: str
    language: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Terms:
    """How somebody holds a post: until which day the term is planned, and whether as the deputy of its holder."""

    until: date | None = None
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What an e-mail address is asked: for whom, or what it would follow; the page with the button, and until when."""

    email: str
    language: str
    person: Person | None = None
    what: Ref | None = None
    page: str = "people:told"
    good_for: timedelta = timedelta(days=30)
    guessed: bool = False  # nobody knows that they read this language
