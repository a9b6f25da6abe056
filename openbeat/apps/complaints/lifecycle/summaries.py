"""The published summary of a closed case: what is done with it, and what travels from forms to services."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openbeat.apps.complaints.lifecycle.publication import From
from openbeat.apps.complaints.lifecycle.stages import Stage

FAR_ENOUGH = {  # at which stages a case may have its summary, by what was signed
    From.CLOSED: frozenset({Stage.CLOSED}),
    From.DECIDED: frozenset({Stage.DECIDED, Stage.ANSWERED, Stage.CLOSED}),
}


class Telling(StrEnum):
    """What is done about a summary; written into the ledger under these names."""

    DRAFT = "draft_summary"
    RELEASE = "release_summary"
    CORRECT = "correct_summary"
    # Doors that are seen through, and never acts on record.
    SEE_OWED = "see_summaries_owed"


class Owed(StrEnum):
    """What is promised after a case is closed; how many days is the department's to say."""

    SUMMARY = "complaints.summary"


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What a summary says in words: what somebody said happened, what was done, and why it is corrected if it is."""

    alleged: str
    done: str
    language: str
    reason: str = ""

    def changed(self, **words: str) -> Told:
        """The same with other words."""
        kept = {name: getattr(self, name) for name in ("alleged", "done", "language", "reason")}
        return Told(**{**kept, **words})
