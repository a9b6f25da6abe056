"""Apertium, a free engine that works by rules, on this machine: from the distribution, if the pair is installed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from django.utils.translation import gettext as _

from openbeat.core.translation.machine import limited
from openbeat.core.translation.machine.engines import NoDraft
from openbeat.kit.memory import for_seconds

CODES = {  # what its pairs call our languages: newer ones by three letters, older ones by two
    "en": ("eng", "en"),
    "es": ("spa", "es"),
    "ar": ("ara", "ar"),
    "my": ("mya", "my"),
    "zh-hans": ("zho", "zh"),
    "vi": ("vie", "vi"),
    "ht": ("hat", "ht"),
    "so": ("som", "so"),
}
GROWS = 8  # times as many bytes as it was given
SECONDS_FOR_PAIRS = 10
ALL_TOGETHER = 3  # times as long as one passage may take, since somebody may wait for it


@dataclass(frozen=True, slots=True)
class Apertium:
    """The program by its path, and how long it may take for one passage."""

    program: str
    seconds: float
    name: str = "Apertium"

    def does(self, source: str, target: str) -> bool:
        """Whether the pair is installed."""
        return bool(self._pair(source, target))

    def translate(self, passages: list[str], source: str, target: str) -> list[str]:
        """The passages in the other language; raises NoDraft."""
        pair, until = self._pair(source, target), monotonic() + self.seconds * ALL_TOGETHER
        return [self._one(passage, pair, min(self.seconds, until - monotonic())) for passage in passages]

    def _one(self, passage: str, pair: str, seconds: float) -> str:
        most = len(passage.encode()) * GROWS + 4096
        try:
            return limited.run([self.program, "-u", pair], passage, seconds=max(0.0, seconds), most=most)
        except (limited.Stopped, OSError):
            raise NoDraft(_("The translation program on this machine gave no answer.")) from None

    def _pair(self, source: str, target: str) -> str:
        known = pairs(self.program)
        wanted = (f"{a}-{b}" for a in CODES.get(source, ()) for b in CODES.get(target, ()))
        return next((pair for pair in wanted if pair in known), "")


@for_seconds(60.0)
def pairs(program: str) -> frozenset[str]:
    """The pairs that are installed; none where the program does not answer."""
    try:
        listed = limited.run([program, "-l"], "", seconds=SECONDS_FOR_PAIRS, most=65536)
    except (limited.Stopped, OSError):
        return frozenset()
    return frozenset(listed.split())


def found() -> Apertium | None:
    """Apertium where it is on this machine, and the settings do not turn it off."""
    program = shutil.which(settings.OPENBEAT_APERTIUM) if settings.OPENBEAT_APERTIUM else None
    return Apertium(program, settings.OPENBEAT_TRANSLATE_SECONDS) if program else None
