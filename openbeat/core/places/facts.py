"""What is said about an area, a post and what stands on the map, on its way from a form to a service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said about an area."""

    name: str
    name_language: str = "en"
    number: str = ""
    population: int | None = None
    languages: list[str] = field(default_factory=list)
    about: str = ""
    about_language: str = "en"


@dataclass(frozen=True, slots=True)
class Reach:
    """How a post is reached: its own telephone and e-mail (never a person's), its hours, languages, best way."""

    email: str = ""
    telephone: str = ""
    hours: str = ""
    hours_language: str = "en"
    languages: list[str] = field(default_factory=list)
    preferred: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the map: its kind, name and GeoJSON geometry; of a place, which sort it is."""

    kind: str
    name: str
    geometry: dict[str, Any]
    sort: str = ""
    language: str = "en"
