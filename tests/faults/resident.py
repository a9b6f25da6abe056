"""Residents who raise one concern after the other, and keep the code of each that was acknowledged."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

from PIL import Image

from tests.faults.visitor import Patience, Photo, Visitor

if TYPE_CHECKING:
    from tests.faults.visitor import Answer

FORM = "/concerns/new/"
MOVES_ON = 150  # forms from one address; nobody sends more in an hour, and the program would say so
WITH_PHOTO, WITH_EMAIL = 6, 3  # every so manieth


@dataclass(frozen=True)
class Receipt:
    """What somebody was told: your concern is here, and this is its code."""

    title: str
    code: str


@dataclass
class Resident:
    """Raises concerns until told to stop; the lists are what the program owes afterwards."""

    number: int
    port: int
    most: int = 10**6
    rest: float = 0.1
    receipts: list[Receipt] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    patience: Patience = field(default_factory=Patience)
    broken: list[BaseException] = field(default_factory=list)
    longest: float = 0  # seconds until an answer came

    def __post_init__(self) -> None:
        self.random = Random(self.number)  # noqa: S311  chance, no secret

    def live(self, over: threading.Event) -> None:
        """Raise concerns; what goes wrong is kept for the test to see."""
        try:
            for count in range(self.most):
                if over.is_set():
                    return
                self.raise_one(count)
                over.wait(self.random.uniform(0, self.rest))
        except BaseException as problem:  # noqa: BLE001  a thread's exception would be lost
            self.broken.append(problem)

    def raise_one(self, count: int) -> None:
        """A fresh form, sent until there is an answer: the same words, the same token."""
        title = f"Fault {self.number}-{count} on Weir Street"
        with Visitor(self.port, f"127.0.{self.number}.{1 + count // MOVES_ON}") as visitor:
            form: dict[str, str] = {}
            self.patience.until_answered(lambda: self._opened(visitor, form))
            said = form | words(title) | self._more(count)
            began = time.monotonic()
            answer = self.patience.until_answered(lambda: visitor.post(FORM, said))
            self.longest = max(self.longest, time.monotonic() - began)
        if answer.status == 200 and answer.code:
            self.receipts.append(Receipt(title, answer.code))
        else:
            self.surprises.append(f"{title}: {answer.status}")

    def _opened(self, visitor: Visitor, form: dict[str, str]) -> Answer:
        answer, fields = visitor.form(FORM)
        form.update(fields)
        return answer

    def _more(self, count: int) -> dict[str, str | Photo]:
        more: dict[str, str | Photo] = {}
        if count % WITH_EMAIL == 0:
            more["reach"] = f"fault{self.number}x{count}@example.org"
        if count % WITH_PHOTO == 0:
            more |= {"photo": Photo("lamp.jpg", a_photo(self.random.randrange(255))), "photo_words": "A lamp."}
        return more


def words(title: str) -> dict[str, str | Photo]:
    """What somebody writes."""
    return {
        "category": "lighting",
        "title": title,
        "story": f"{title}: the lamp is dark since May.",
        "language": "en",
        "place": "At the school",
        "private": "no",
        "different": "yes",
        "website": "",
    }


def a_photo(shade: int) -> bytes:
    """A small picture."""
    picture = BytesIO()
    Image.new("RGB", (320, 240), (shade, 120, 90)).save(picture, "JPEG")
    return picture.getvalue()
