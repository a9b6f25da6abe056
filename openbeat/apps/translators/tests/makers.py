"""Makers for tests, and a hall whose words can be translated, as another app would offer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openbeat.apps.translators.demo import NOON as NOON
from openbeat.apps.translators.demo import WORDS as WORDS
from openbeat.apps.translators.demo import a_translator as a_translator
from openbeat.apps.translators.demo import a_work as a_work
from openbeat.apps.translators.demo import written as written
from openbeat.core.hooks.texts import Source
from openbeat.core.places.models import Area
from openbeat.core.translation import services as texts
from openbeat.kit.actors import Actor
from openbeat.kit.refs import Ref

KIND = "places.area"
SAID = "The lamp is out.\n\nWe meet on Monday at six."


class Hall:
    """What an app would keep: words of areas, by key; what is in `hidden` only its readers may read."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.sms: set[str] = set()
        self.moved: dict[str, int] = {}
        self.readers: set[int] = set()

    def read(self, keys: Sequence[str]) -> list[Source]:
        """As a hook reads them."""
        return [self._one(key) for key in keys if key in self.words]

    def visible(self, keys: Sequence[str], actor: Actor) -> list[str]:
        """As a hook says who may read them."""
        inside = bool(actor.person and actor.person.pk in self.readers)
        return [key for key in keys if key in self.words and (inside or key not in self.hidden)]

    def says(self, area: Area, words: str = SAID) -> Source:
        """The area says this from now on."""
        self.words[str(area.pk)] = words
        texts.renew([Ref.of(area)], at=NOON)
        return self._one(str(area.pk))

    def _one(self, key: str) -> Source:
        facts: dict[str, Any] = {
            "area": self.moved.get(key, int(key)),
            "public": key not in self.hidden,
            "sms": key in self.sms,
        }
        return Source(Ref(KIND, key), "about", self.words[key], "en", "/", **facts)
