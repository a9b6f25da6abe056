"""Somebody who is not signed in but holds a receipt: an Actor for the things that the receipt is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from openbeat.core.people import subjects
from openbeat.kit.refs import Ref

RECORD = "people.person"  # a receipt for a person's own record opens whatever that person said


@dataclass(frozen=True, slots=True)
class Holder:
    """Owns what its receipts point at, and nothing else; holds no role."""

    refs: frozenset[Ref]
    language: str = "en"
    kind: str = "holder"
    on_behalf: str = ""

    @property
    def person(self) -> None:
        return None

    def holds(self, role: str, in_: Any = None) -> bool:
        """A receipt gives no role."""
        return False

    def areas(self, role: str) -> Iterable[int]:
        """A receipt gives no role, so there are no areas of one."""
        return ()

    def owns(self, model: Any) -> Q:
        """The rows that the receipts point at, and those of a record that somebody entered for the holder."""
        label = model._meta.label_lower
        mine = Q(pk__in=[ref.key for ref in self.refs if ref.kind == label])
        for key in self.records():
            mine |= subjects.rows_of(model, key)
        return mine

    def is_subject_of(self, thing: Any) -> bool:
        """Whether a receipt points at this thing, or at the record of the person it is about."""
        return Ref.of(thing) in self.refs or subjects.subject_key(thing) in self.records()

    def records(self) -> list[int]:
        """The keys of the people whose own records these receipts open."""
        return [int(ref.key) for ref in self.refs if ref.kind == RECORD]
