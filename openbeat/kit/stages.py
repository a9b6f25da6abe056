"""Lifecycles as tables: which act leads from which stages to which, and the five stations of the loop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from openbeat.kit.policy import Rule, Verdict

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Station(TextChoices):
    """The five stations of the loop, the same for whatever a resident says."""

    HEARD = "heard", pgettext_lazy("station of the loop", "Heard")
    OWNED = "owned", pgettext_lazy("station of the loop", "Owned")
    WORKED_ON = "worked_on", pgettext_lazy("station of the loop", "Worked on")
    ANSWERED = "answered", pgettext_lazy("station of the loop", "Answered")
    CONFIRMED = "confirmed", pgettext_lazy("station of the loop", "Confirmed")


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a lifecycle: from these stages to that one; `otherwise` says why not, in words."""

    sources: Collection[str]
    target: str
    otherwise: StrPromise


class Lifecycle:
    """The only place that knows a thing's stages; services, buttons and docs read it."""

    def __init__(self, *, start: str, moves: Mapping[StrEnum, Move]) -> None:
        self.start = start
        self.moves = dict(moves)

    def after(self, act: StrEnum) -> str:
        """Name the stage that this act leads to."""
        return self.moves[act].target

    def permits(self, act: StrEnum) -> Rule:
        """A policy rule that holds while the thing stands in a stage this act can leave."""

        def judge(_person: Any, thing: Any) -> Verdict:
            allowed = thing.stage in self.moves[act].sources
            reason = "" if allowed else self.moves[act].otherwise
            return Verdict(allowed=allowed, reason=reason)

        return Rule(judge, "while it is " + " or ".join(sorted(self.moves[act].sources)))

    def mermaid(self) -> str:
        """The diagram for docs/reference, generated so that it cannot go stale."""
        lines = [f"[*] --> {self.start}"]
        for act, move in self.moves.items():
            lines += [f"{source} --> {move.target}: {act}" for source in sorted(move.sources)]
        return "stateDiagram-v2\n    " + "\n    ".join(lines)
