"""A sample that nobody chooses, and that anybody can draw again."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def drawn(seed: str, pool: Iterable[int], size: int) -> list[int]:
    """The first `size` numbers of the pool, in the order of the SHA-256 of "seed:number" in hexadecimal.

    A simple random sample without replacement, where nobody knew the seed before the pool was fixed.
    """
    return sorted(pool, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())[:size]
