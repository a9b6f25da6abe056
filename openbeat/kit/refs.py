"""What crosses apps: the kind and the key of a thing, never a foreign key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from django.db.models import Model


LONGEST = 19  # digits of a key


def row_number(text: str) -> int | None:
    """The number of a row as somebody sent it; None for what no row can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else None


class Ref(NamedTuple):
    """Points at a thing of any app: kind is its model's label in lower case, key its primary key as text."""

    kind: str
    key: str

    @classmethod
    def of(cls, thing: Model) -> Self:
        """Point at this thing, which must be saved."""
        return cls(thing._meta.label_lower, str(thing.pk))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` wrote; raises ValueError on anything else."""
        kind, sep, key = text.partition(":")
        if not (sep and kind and key):
            msg = f"not a reference: {text!r}"
            raise ValueError(msg)
        return cls(kind, key)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
