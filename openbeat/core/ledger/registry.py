"""Which acts are accountable: they stand in the public log, each with the facts that everybody may know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from openbeat.kit.tlog import NotCanonical, canonical

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Log(IntEnum):
    """How an act enters the public log: at once, or in a filled batch at a fixed time."""

    OPEN = 1
    SEALED = 2


class Torn(ValueError):
    """One kind of thing was called open by one part of the program and sealed by another."""


@dataclass(slots=True)
class _Kind:
    log: Log
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, StrPromise | str] = field(default_factory=dict)


_KINDS: dict[str, _Kind] = {}


def accountable(
    kind: str,
    acts: Mapping[str, Collection[str]],
    *,
    sealed: bool = False,
    labels: Mapping[str, StrPromise | str] | None = None,
) -> None:
    """Put these acts on things of this kind into the public log, each with the names of its public facts.

    A fact is public when everybody may know it: a stage, a category, a date, a count, a reason code; never words, never
    who. Sealed acts enter at fixed times only. Raises Torn where the kind was named before and was not of this sort:
    the acts of one matter keep their order only when they go the same way.
    The file that a holder keeps shows the labels.
    """
    log = Log.SEALED if sealed else Log.OPEN
    known = _KINDS.setdefault(kind, _Kind(log))
    if known.log is not log:
        raise Torn(f"{kind} is {known.log.name.lower()} already")
    known.facts |= {str(act): tuple(sorted(names)) for act, names in acts.items()}
    known.labels |= {str(act): words for act, words in (labels or {}).items()}


def label(kind: str, act: str) -> str:
    """What people call this act, in the language of the page; empty where the app gave it no name."""
    known = _KINDS.get(kind)
    return str(known.labels.get(act, "")) if known else ""


def is_accountable(kind: str) -> bool:
    """Whether anything that is done to things of this kind stands in the log."""
    return kind in _KINDS


def how(kind: str, act: str) -> Log | None:
    """How an act enters the log; None where it does not."""
    known = _KINDS.get(kind)
    return known.log if known and act in known.facts else None


def public_facts(kind: str, act: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The public ones among an act's facts; one that has no canonical form is left out."""
    known = _KINDS.get(kind)
    names = known.facts.get(act, ()) if known else ()
    return {name: facts[name] for name in names if name in facts and _has_a_form({name: facts[name]})}


def named() -> dict[str, dict[str, tuple[str, ...]]]:
    """Every kind, its accountable acts, and their public facts."""
    return {kind: dict(known.facts) for kind, known in sorted(_KINDS.items())}


def _has_a_form(value: Any) -> bool:
    try:
        canonical(value)
    except NotCanonical:
        return False
    return True
