"""What checking a proof file can show, as a table: a code, whether it is proven, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues; pages translate it, a command line without Django says it as it stands."""
    return sentence


class State(StrEnum):
    """Whether a finding is proven, left open, or wrong; a note changes no verdict, broken is no proof file at all."""

    BROKEN = "broken"
    NOTE = "note"
    PROVEN = "proven"
    OPEN = "open"
    WRONG = "wrong"


class Code(StrEnum):
    """Each thing that can be found."""

    BROKEN = "broken"
    SIGNED = "signed"
    UNABLE = "unable"
    SIGNATURE_WRONG = "signature_wrong"
    OTHER_LOG = "other_log"
    KEY_GIVEN = "key_given"
    KEY_OF_PAGE = "key_of_page"
    KEY_OF_LOG = "key_of_log"
    KEY_FROM_FILE = "key_from_file"
    OTHER_KEY = "other_key"
    ACT = "act"
    NOT_INCLUDED = "not_included"
    WAITS = "waits"
    PLACED = "placed"
    STATEMENT = "statement"
    NO_GAP = "no_gap"
    GAP = "gap"
    NO_ACTS = "no_acts"
    NOT_LOOKED = "not_looked"
    LOG_UNREAD = "log_unread"
    LOG_OTHER = "log_other"
    LOG_APART = "log_apart"
    LOG_FOLLOWS = "log_follows"
    LOG_SIGNATURE = "log_signature"
    LOG_FORGED = "log_forged"
    TOO_LONG = "too_long"
    OLDER = "older"
    STALE = "stale"
    TWICE = "twice"
    NEVER_PLACED = "never_placed"
    LOG_CUT = "log_cut"
    GONE = "gone"
    MADE_AHEAD = "made_ahead"
    BACKDATED = "backdated"
    KEPT_UNREAD = "kept_unread"
    KEPT_OTHER = "kept_other"
    WITNESSED = "witnessed"
    NOT_WITNESSED = "not_witnessed"
    NO_WITNESS = "no_witness"
    FORK = "fork"
    EXTENDS = "extends"
    KNOWN_SAME = "known_same"
    KNOWN_DIFFERS = "known_differs"
    KNOWN_APART = "known_apart"
    KEPT_BACK = "kept_back"
    LATER = "later"
    NOTHING_MORE = "nothing_more"
    PLACES = "places"
    NO_PLACES = "no_places"
    GAP_IN_LOG = "gap_in_log"
    KEY_UNKNOWN = "key_unknown"
    LOG_SIGNED = "log_signed"
    CODE_ONLY = "code_only"


SENTENCES: dict[Code, tuple[State, str]] = {
    Code.BROKEN: (
        State.BROKEN,
        _(
            "Choose the file that you got with “Keep a proof”. If it is that file, it was damaged on the way: "
            "get it again."
        ),
    ),
    Code.SIGNED: (
        State.PROVEN,
        _("The log %(origin)s signed a summary of everything in it when this file was made: lines up to %(size)s."),
    ),
    Code.UNABLE: (
        State.OPEN,
        _("This browser cannot do these sums. Take a newer browser, or the program: openbeat verify."),
    ),
    Code.SIGNATURE_WRONG: (
        State.WRONG,
        _("The signature does not fit. Somebody changed the summary in this file, or the log never signed it."),
    ),
    Code.OTHER_LOG: (State.WRONG, _("The summary or the key in this file is not of the log %(origin)s.")),
    Code.KEY_GIVEN: (State.PROVEN, _("The key is the one that you gave.")),
    Code.KEY_OF_PAGE: (State.PROVEN, _("The key is the one that this page named when you opened it.")),
    Code.KEY_OF_LOG: (State.PROVEN, _("The key is the one with which the log signs today.")),
    Code.KEY_FROM_FILE: (
        State.OPEN,
        _("The key comes out of this file. Compare it with the key on paper, or from somebody you trust: %(key)s"),
    ),
    Code.OTHER_KEY: (
        State.WRONG,
        _("The key in this file is not the one that you gave. The file proves nothing to you."),
    ),
    Code.ACT: (State.PROVEN, _("Act %(number)s (%(act)s, %(at)s) stands in the log, exactly as this file tells it.")),
    Code.NOT_INCLUDED: (
        State.WRONG,
        _("Act %(number)s (%(act)s, %(at)s) does not stand in the log as this file tells it: changed or made up."),
    ),
    Code.WAITS: (
        State.OPEN,
        _(
            "Act %(number)s (%(act)s, %(at)s) had no place in the log yet when this file was made. "
            "For a complaint it takes up to six hours. Check again later."
        ),
    ),
    Code.PLACED: (
        State.PROVEN,
        _("Act %(number)s (%(act)s, %(at)s) got its place after this file was made, exactly as this file tells it."),
    ),
    Code.STATEMENT: (
        State.WRONG,
        _("Act %(number)s (%(act)s, %(at)s) stands in the log with other facts than in this file."),
    ),
    Code.NO_GAP: (State.PROVEN, _("The acts are numbered from 1 to %(last)s, and no number is left out.")),
    Code.GAP: (State.WRONG, _("Act %(number)s is left out of this file.")),
    Code.NO_ACTS: (State.OPEN, _("This file tells of no act.")),
    Code.NOT_LOOKED: (
        State.OPEN,
        _("Nobody looked into the log of today: whether it holds more acts of this matter is not shown."),
    ),
    Code.LOG_UNREAD: (State.OPEN, _("The log of today could not be read to its end. Try again later.")),
    Code.LOG_OTHER: (State.WRONG, _("The log that was asked is another one: %(origin)s.")),
    Code.LOG_APART: (
        State.OPEN,
        _(
            "The log was begun anew more than once since. %(origin)s does not say how the one in this file ended. "
            "Ask for a new proof file there."
        ),
    ),
    Code.LOG_FOLLOWS: (
        State.OPEN,
        _("The log was begun anew as %(origin)s and says so in its first line. Ask for a new proof file there."),
    ),
    Code.LOG_SIGNATURE: (State.WRONG, _("The log of today is not signed with the key in this file.")),
    Code.LOG_FORGED: (State.WRONG, _("What the log showed of its lines does not fit the summary that it signed.")),
    Code.TOO_LONG: (
        State.OPEN,
        _("A browser cannot look through all of so long a log. The program can: openbeat verify."),
    ),
    Code.STALE: (
        State.OPEN,
        _(
            "The log shown is as old as this file, or not much newer: it has %(size)s lines, and should have "
            "%(least)s or more by now."
        ),
    ),
    Code.TWICE: (
        State.WRONG,
        _("Act %(number)s of this matter stands in the log more than once, on lines %(places)s."),
    ),
    Code.NEVER_PLACED: (
        State.WRONG,
        _("Act %(number)s (%(act)s, %(at)s) waited for its place more than a day ago, and still has none."),
    ),
    Code.LOG_CUT: (
        State.WRONG,
        _(
            "The log was begun anew as %(origin)s and says that the old one had %(size)s lines. "
            "This file shows that it had %(before)s."
        ),
    ),
    Code.GONE: (State.WRONG, _("Act %(number)s stood in the old log and does not stand in the new one.")),
    Code.MADE_AHEAD: (
        State.OPEN,
        _("This file says that it was made at %(at)s, which is still to come: it is wrong, or the clock here is."),
    ),
    Code.BACKDATED: (
        State.OPEN,
        _("Act %(number)s (%(act)s, %(at)s) is dated before an act ahead of it: one of the dates is wrong."),
    ),
    Code.KEPT_UNREAD: (State.OPEN, _("What you gave as the log cannot be read.")),
    Code.KEPT_OTHER: (State.OPEN, _("What you gave as the log is of another log: %(origin)s.")),
    Code.WITNESSED: (State.PROVEN, _("The witness %(name)s signed a summary that fits this file.")),
    Code.NOT_WITNESSED: (
        State.OPEN,
        _("The witness %(name)s has signed neither the summary in this file nor the one of today."),
    ),
    Code.NO_WITNESS: (
        State.NOTE,
        _("No signature of a witness was checked. Only a witness can tell whether others see the same log as you."),
    ),
    Code.OLDER: (
        State.WRONG,
        _("The log is shorter today (%(size)s) than when this file was made (%(before)s). Something was taken out."),
    ),
    Code.FORK: (
        State.WRONG,
        _("The log of today does not contain what it signed when this file was made: it was rewritten or forked."),
    ),
    Code.EXTENDS: (
        State.PROVEN,
        _("The log of today, with lines up to %(size)s, contains all that it signed when this file was made."),
    ),
    Code.KNOWN_SAME: (State.PROVEN, _("The summary in this file is the one that you kept.")),
    Code.KNOWN_DIFFERS: (
        State.WRONG,
        _("You kept a summary of the same length (%(size)s) that says something else. The log was shown in two ways."),
    ),
    Code.KNOWN_APART: (
        State.OPEN,
        _("The summary that you kept ends at line %(known)s, this file's at %(size)s. Only the log shows if they fit."),
    ),
    Code.KEPT_BACK: (
        State.WRONG,
        _("Act %(number)s of this matter stood in the log when this file was made, and the file does not tell it."),
    ),
    Code.LATER: (
        State.OPEN,
        _("There is act %(number)s of this matter by now. Ask for a new proof file to see what it is."),
    ),
    Code.NOTHING_MORE: (
        State.PROVEN,
        _("The log was looked through up to line %(size)s: it holds no act of this matter that is not in this file."),
    ),
    Code.PLACES: (State.PROVEN, _("The log holds acts of this matter, numbered up to %(last)s, on lines %(places)s.")),
    Code.NO_PLACES: (
        State.OPEN,
        _("The log holds no act whose place follows from this code. A second receipt of a matter does not find them."),
    ),
    Code.GAP_IN_LOG: (State.WRONG, _("The log has no act %(number)s of this matter, but it has a later one.")),
    Code.KEY_UNKNOWN: (
        State.OPEN,
        _("You gave no key: whether the log of today is signed as it should be is not shown."),
    ),
    Code.LOG_SIGNED: (State.PROVEN, _("The log %(origin)s signed its summary of today, with lines up to %(size)s.")),
    Code.CODE_ONLY: (State.OPEN, _("What these acts say follows from the proof file, not from the code alone.")),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, and the facts for its sentence."""

    code: Code
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """Whether it is proven, left open, or wrong, or only a note."""
        return SENTENCES[self.code][0]

    @property
    def sentence(self) -> str:
        """What was found, in English."""
        return SENTENCES[self.code][1] % self.facts


def verdict(found: Iterable[Finding]) -> State:
    """Broken for no proof file; wrong where anything is wrong, open where anything is left open, else proven."""
    states = {finding.state for finding in found}
    return next((state for state in (State.BROKEN, State.WRONG, State.OPEN) if state in states), State.PROVEN)
