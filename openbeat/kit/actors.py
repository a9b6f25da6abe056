"""Whoever acts is an Actor: a person, the holder of a receipt, a program, an import, or a visitor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.core.people.models import Person

NOTHING = Q(pk__in=[])


class Actor(Protocol):
    """What policies, queries and the ledger ask of whoever acts."""

    @property
    def kind(self) -> str:
        """One of person, holder, program, import, visitor."""
        ...

    @property
    def person(self) -> Person | None:
        """The account behind this actor, if there is one."""
        ...

    @property
    def on_behalf(self) -> str:
        """For whom or by which rule it acts, in a word for the ledger; never personal."""
        ...

    def holds(self, role: str, in_: Any = None) -> bool:
        """Whether the actor holds the role in this area (anywhere when no area is given)."""
        ...

    def areas(self, role: str) -> Iterable[int]:
        """Keys of the areas in which the actor holds the role."""
        ...

    def owns(self, model: Any) -> Q:
        """Rows of the model that are the actor's own, by `Privacy.subject`."""
        ...

    def is_subject_of(self, thing: Any) -> bool:
        """Whether the thing is the actor's own, by `Privacy.subject`."""
        ...


@dataclass(frozen=True, slots=True)
class _Nobody:
    """An actor without an account: holds nothing, owns nothing, is subject of nothing."""

    kind: str
    on_behalf: str = ""
    roles: frozenset[str] = frozenset()

    @property
    def person(self) -> None:
        return None

    def holds(self, role: str, in_: Any = None) -> bool:
        return role in self.roles

    def areas(self, role: str) -> Iterable[int]:
        return ()

    def owns(self, model: Any) -> Q:
        return NOTHING

    def is_subject_of(self, thing: Any) -> bool:
        return False


VISITOR = _Nobody("visitor")


def program(rule: str, *roles: str) -> Actor:
    """An act that the software does by a rule of the house, such as a clock that ran out."""
    return _Nobody("program", rule, frozenset(roles))


def importer(file: str, *roles: str) -> Actor:
    """An act that comes out of a file somebody loads on the command line."""
    return _Nobody("import", file, frozenset(roles))
