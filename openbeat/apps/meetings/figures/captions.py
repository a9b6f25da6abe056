"""Captions as WebVTT (W3C, the Web Video Text Tracks Format): read and checked, with the line in which a fault is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"{STAMP}[ \t]+-->[ \t]+{STAMP}(?:[ \t]+.*)?")
HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
SKIPPED = ("NOTE", "STYLE", "REGION")


class Fault(StrEnum):
    """What can be wrong with a file of captions."""

    HEAD = "head"
    TIME = "time"
    END = "end"
    ORDER = "order"
    WORDS = "words"
    EMPTY = "empty"


class BadCaptions(Exception):
    """The captions cannot be used: what is wrong, and in which line, counted from 1."""

    def __init__(self, fault: Fault, line: int) -> None:
        super().__init__(f"{fault} in line {line}")
        self.fault = fault
        self.line = line


@dataclass(frozen=True, slots=True)
class Cue:
    """Words on the screen from one moment to another, in seconds from the beginning."""

    begins: float
    ends: float
    words: str


def read(text: str) -> list[Cue]:
    """The cues of a file, in order; raises BadCaptions at the first fault."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not HEAD.fullmatch(lines[0]):
        raise BadCaptions(Fault.HEAD, 1)
    cues: list[Cue] = []
    for first, block in _blocks(lines):
        if cue := _cue(block, first):
            if cues and cue.begins < cues[-1].begins:
                raise BadCaptions(Fault.ORDER, first)
            cues.append(cue)
    if not cues:
        raise BadCaptions(Fault.EMPTY, len(lines))
    return cues


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """What stands between empty lines after the head, each with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    fresh = False  # the head goes on to the first empty line
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            fresh = True
        elif fresh:
            blocks.append((number, [line]))
            fresh = False
        elif blocks:
            blocks[-1][1].append(line)
    return blocks


def _cue(block: list[str], first: int) -> Cue | None:
    if block[0].split(" ")[0].rstrip() in SKIPPED:
        return None
    at = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
    found = TIMING.fullmatch(block[at].strip()) if at is not None else None
    if at is None or found is None:
        raise BadCaptions(Fault.TIME, first + (at or 0))
    parts = found.groups()
    begins, ends = _seconds(parts[:4]), _seconds(parts[4:8])
    if ends <= begins:
        raise BadCaptions(Fault.END, first + at)
    words = "\n".join(block[at + 1 :]).strip()
    if not words:
        raise BadCaptions(Fault.WORDS, first + at)
    return Cue(begins, ends, words)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
