"""What is known of an example task, and of a tactic that is proposed for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Idea:
    """A tactic that the police propose for the task, and what residents say to it."""

    field: str
    words: str
    says: tuple[int, int, int]  # how many: wanted, in part, not wanted
    why: tuple[tuple[str, str, str], ...] = ()  # what they say, the words, their language; each of another resident
    agency: str = ""
    official: str = ""  # what the chair or the contact says for all
    official_why: str = ""
    used: bool = False
    reason: str = ""  # why it is used, where it is not wanted


@dataclass(frozen=True, slots=True)
class Story:
    """A task, and what became of it. Without `done` it is open, and late where `late` says so."""

    beat: str
    title: str
    done: str = ""
    slip: str = ""  # why the date moved
    problem: str = ""
    remover: str = ""  # who can remove the problem
    removed: str = ""  # what became of the problem
    question: str = ""  # of the block contact
    reply: str = ""
    back: str = ""  # why it did not hold
    again: str = ""  # what was done then
    late: bool = False
    obstacle: str = ""  # of which kind the problem is
    escalated: str = ""  # "commander", or the office outside
    asked: str = ""  # what is asked there
    steps: tuple[tuple[str, str], ...] = ()  # of problem solving: which, and what was found
    field: str = "other"
    worked: str = ""
    why: str = ""  # it worked, or did not
    silent: bool = False  # nobody says whether it holds
    later: bool = False  # it is planned, and has not begun
    ideas: tuple[Idea, ...] = ()
    language: str = "en"
    contact: str = "block_contact"
