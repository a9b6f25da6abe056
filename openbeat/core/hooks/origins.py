"""How a thing of one app appears in another: a card to show, and what happens there when its task is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor
    from openbeat.kit.stages import Station


@dataclass(frozen=True, slots=True)
class Card:
    """What may be shown of a thing to one actor: a title in its own language, an address, where it stands."""

    ref: Ref
    title: str
    language: str
    url: str
    kind_label: Any = ""  # "Concern", lazily translated
    station: Station | None = None
    stage_label: Any = ""
    area: str = ""
    own: bool = False  # the actor is the one who said it
    next_step: Any = ""  # what happens next, a sentence
    due_at: datetime | None = None
    late: bool = False  # its date has passed, and it is open


@dataclass(frozen=True, slots=True)
class Origin:
    """What an app offers for one kind of its things.

    `cards(keys, actor)` gives the cards this actor may see, with one query. `done(key, by=, at=, words=, language=)` is
    called in the same transaction when a task made from the thing is completed; `started(key, by=, at=)` when a meeting
    takes it up, and with `words=` (the title of the task) when a task made from it begins; `planned(key, by=, at=,
    task=)` when such a task is put on the chart.
    """

    kind: str
    cards: Callable[[Sequence[str], Actor], Iterable[Card]]
    done: Callable[..., None] | None = None
    started: Callable[..., None] | None = None
    asks: bool = True  # with `done`: somebody raised the thing, is asked there, and the chart hears it (chart.tell)
    planned: Callable[..., None] | None = None
    claim: Callable[..., bool] | None = None  # (key, by=Person, at=…): is it theirs now, who hold the receipt?


_OFFERED: dict[str, Origin] = {}


def offer(origin: Origin) -> None:
    """Offer one kind of things; a second offer of the same kind replaces the first."""
    _OFFERED[origin.kind] = origin


def of(kind: str) -> Origin | None:
    """The origin offered for this kind, if its app is installed."""
    return _OFFERED.get(kind)


def cards(refs: Iterable[Ref], actor: Actor) -> dict[Ref, Card]:
    """Cards of a page of refs: one query a kind; what this actor may not see is left out."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        by_kind[ref.kind].append(ref.key)
    found = (card for kind, keys in by_kind.items() if (origin := of(kind)) for card in origin.cards(keys, actor))
    return {card.ref: card for card in found}
