"""Files for the example town and for tests, as if somebody had sent them."""

from __future__ import annotations

from openbeat.core.evidence.arriving import Arrival, Arrived


def arrived(content: bytes, name: str, piece: int = 65536) -> Arrived:
    """A file that came in pieces; raises Unfit."""
    arrival = sent(content, name, piece)
    if arrival.unfit or arrival.arrived is None:
        raise arrival.unfit or RuntimeError(name)
    return arrival.arrived


def sent(content: bytes, name: str, piece: int = 65536) -> Arrival:
    """A file that came in pieces, whatever became of it."""
    arrival = Arrival(name)
    for start in range(0, len(content), piece):
        arrival.take(content[start : start + piece])
    arrival.finish()
    return arrival
