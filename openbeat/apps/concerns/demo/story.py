"""How a story of the example town is written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """What somebody said, and what became of it. Where `task` is given, the answer comes when the task is done."""

    beat: str
    category: str
    title: str
    story: str
    answer: str = ""
    place: str = ""
    task: str = ""
    slip: str = ""  # why the date of the task moved
    problem: str = ""  # what was encountered
    back: str = ""  # why the answer did not hold, in the words of who raised it
    again: str = ""  # the second answer
    language: str = "en"
    private: bool = False
    words_withheld: str = ""
    place_withheld: str = ""
    channel: str = "web"
