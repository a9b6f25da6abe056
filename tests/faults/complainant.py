"""People who complain one time after the other, sealed, and keep each receipt; some come back with it and add words."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from tests.faults.resident import MOVES_ON, Receipt, Resident
from tests.faults.visitor import BROKEN, Photo, Visitor

FORM = "/complaints/new/whole/"
OWN = re.compile(r"/complaints/\d+/own/")
WITH_FILE, WITH_WORDS = 4, 3  # every so manieth


@dataclass
class Complainant(Resident):
    """Complains until told to stop; `added` is what was acknowledged of what they wrote later."""

    added: list[Receipt] = field(default_factory=list)

    def raise_one(self, count: int) -> None:
        """A fresh form, sent until there is an answer; then, at times, back with the code."""
        title = f"Fault {self.number}-{count} at the bus stop"
        with Visitor(self.port, f"127.0.{self.number}.{1 + count // MOVES_ON}") as visitor:
            _page, fields = self.patience.until_answered(lambda: visitor.form(FORM))
            fields.pop("area", None)
            files = [Photo("bus.txt", f"{title}\n".encode() * 99, "text/plain")] if count % WITH_FILE == 0 else []
            began = time.monotonic()
            answer = self.patience.until_answered(lambda: visitor.send(FORM, fields | words(title), files))
            self.longest = max(self.longest, time.monotonic() - began)
            if answer.status != 200 or not answer.code:
                self.surprises.append(f"{title}: {answer.status}")
                return
            receipt = Receipt(title, answer.code)
            self.receipts.append(receipt)
            if count % WITH_WORDS == 0:
                self._come_back(visitor, receipt)

    def _come_back(self, visitor: Visitor, receipt: Receipt) -> None:
        """Once only: what is sent twice here is there twice, as anybody would expect."""
        try:
            where, page = opened(visitor, receipt.code)
            if (
                where
                and visitor.post(where, {**page, "text": f"More: {receipt.title}", "language": "en"}).status == 302
            ):
                self.added.append(receipt)
        except BROKEN:
            self.patience.retries += 1


def opened(visitor: Visitor, code: str) -> tuple[str, dict[str, str]]:
    """Type in the code; gives the address of one's own page, and the hidden fields of a form; or nothing."""
    _page, fields = visitor.form("/receipt/")
    if visitor.post("/receipt/", {**fields, "code": code}).status != 302:
        return "", fields
    found = OWN.search(visitor.get("/receipt/matters/").text)
    return (found[0] if found else ""), fields


def words(title: str) -> dict[str, str]:
    """What somebody writes."""
    return {
        "words": f"{title}: an officer shouted.",
        "language": "en",
        "outside": "no",
        "contact": "yes",
        "happened_when": "",
        "happened_where": "",
        "about": "",
        "website": "",
    }
