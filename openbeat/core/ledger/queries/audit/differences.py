"""Every way in which ledger and log can differ from what was signed: a kind, and the sentence about a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model


class Kind(StrEnum):
    """What differs."""

    LINE_MISSING = "line missing"
    LINE_REWRITTEN = "line rewritten"
    ACT_MISSING = "act missing"
    ACT_REWRITTEN = "act rewritten"
    ACT_MOVED = "act moved"
    ACT_ELSEWHERE = "act elsewhere"
    ACT_WITHOUT_LINE = "act without line"
    ACT_HIDDEN = "act hidden"
    ACT_MARKED = "act marked"
    ACT_HELD = "act held"
    ACT_BACKDATED = "act backdated"
    ACT_DISORDER = "act out of order"
    ACT_LATE = "act late"
    BATCH_LATE = "batch late"
    BATCH_AHEAD = "batch ahead"
    FILLING_WRONG = "filling wrong"
    FILLING_OUTSIDE = "filling outside a batch"
    FILLING_LOST = "filling lost"
    LINE_OF_NOTHING = "line of nothing"
    PLACE_TWICE = "place twice"
    NUMBER_MISSING = "number missing"
    NUMBER_DISORDER = "number out of order"
    TILE_MISSING = "tile missing"
    TILE_DIFFERS = "tile differs"
    TILE_EXTRA = "tile too many"
    SUMMARY_MISSING = "summary missing"
    SUMMARY_UNSIGNED = "summary not signed"
    SUMMARY_UNSEALED = "summary not sealed"
    SUMMARY_DIFFERS = "summary differs"
    SUMMARY_AHEAD = "summary ahead"
    PUBLISHED = "published summary"
    KEY = "key"
    COSIGNATURE = "co-signature"
    COSIGNATURE_ALONE = "co-signature alone"
    WITNESS = "witness"
    COUNT_DIFFERS = "count differs"
    COUNT_UNSEALED = "count not sealed"


WORDS: dict[Kind, str] = {
    Kind.LINE_MISSING: "the log has no line {line}: lines are numbered from 0 and none may be left out",
    Kind.LINE_REWRITTEN: "line {line} is not what was signed: its bytes, number, facts or matter were changed",
    Kind.ACT_MISSING: "line {line} tells of an act that is no longer in the ledger",
    Kind.ACT_REWRITTEN: "the act of line {line} is not what was signed: what, when, or its facts were changed",
    Kind.ACT_MOVED: "the act says that it stands on line {said}, and it stands on line {line}",
    Kind.ACT_ELSEWHERE: "the act of line {line} and its matter are about two things: one of the two rows was changed",
    Kind.ACT_WITHOUT_LINE: "the act says that it stands on line {said}, and no line tells of it",
    Kind.ACT_HIDDEN: "an act ({act} of {thing}) that belongs in the log is not marked for it",
    Kind.ACT_MARKED: "the act of line {line} is not marked as it came into the log: at once, or in a batch",
    Kind.ACT_HELD: "an act ({act} of {thing}) waits otherwise than its sort does: for the next second, or for a batch",
    Kind.FILLING_WRONG: "line {line} is said to fill up a batch, and does not come out of that key: it was an act",
    Kind.FILLING_OUTSIDE: "line {line} is said to fill up a batch, and none came there",
    Kind.FILLING_LOST: "{count} lines fill up batches by a key that is lost: nobody can show that they never were acts",
    Kind.LINE_OF_NOTHING: "line {line} tells of no act, fills up nothing and names no older log",
    Kind.PLACE_TWICE: "line {line} has the same place as another: a matter was told twice",
    Kind.ACT_LATE: "{count} acts wait for their place in the log, the oldest since {since}: is the worker running?",
    Kind.ACT_BACKDATED: "the act of line {line} is dated {at}, and came into the log later than what waited on {taken}",
    Kind.ACT_DISORDER: "the act of line {line} is dated {at}, before the act of its matter that it follows ({before})",
    Kind.BATCH_LATE: "the batch of the last fixed time did not come: does a worker run?",
    Kind.BATCH_AHEAD: "the last batch is of {slot}, which is still to come: the clock was ahead then, or is behind now",
    Kind.NUMBER_MISSING: "matter {matter} has no act {number}: acts are numbered from 1 and none may be left out",
    Kind.NUMBER_DISORDER: "act {number} of matter {matter} stands before the act that it follows",
    Kind.TILE_MISSING: "a part of the tree (level {level}, number {index}) is missing",
    Kind.TILE_DIFFERS: "a part of the tree (level {level}, number {index}) does not follow from the lines below it",
    Kind.TILE_EXTRA: "a part of the tree (level {level}, number {index}) has no lines below it",
    Kind.SUMMARY_MISSING: "lines from {line} on were never signed: the summary over them is missing",
    Kind.SUMMARY_UNSIGNED: "the summary over {size} lines does not say what was signed, or another key signed it",
    Kind.SUMMARY_UNSEALED: "the summary over {size} lines was changed, or the one before it was changed or taken out",
    Kind.SUMMARY_DIFFERS: "the first {size} lines do not lead to what this summary says (nor do {more} later ones)",
    Kind.SUMMARY_AHEAD: "this summary is over {size} lines, and the log has fewer: lines are missing at its end",
    Kind.PUBLISHED: "{why}",
    Kind.COSIGNATURE: "the co-signature of {witness} does not fit its summary",
    Kind.KEY: "{why}",
    Kind.COSIGNATURE_ALONE: "a co-signature stands below no summary, or is by no witness",
    Kind.WITNESS: "{witness} is not as the ledger says: its key or name, since when, or until when",
    Kind.COUNT_UNSEALED: "{name} for {year} ({said}) was changed, or the count before it was changed or taken out",
    Kind.COUNT_DIFFERS: "{name} for {year} was published as {said}, and the first {size} lines have {number}",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was signed: what kind, which row, and a sentence."""

    kind: Kind
    row: str
    words: str


def difference(kind: Kind, model: type[Model], key: object, **facts: object) -> Difference:
    """A difference of this kind about one row; no key where the row is not there."""
    table = model._meta.db_table  # by which an administrator finds it
    row = table if key is None else f"{table} {key}"
    return Difference(kind, row, WORDS[kind].format(**facts))
