"""What a line of the log may hold: which page it was, never what somebody typed, nor the word in a link."""

from __future__ import annotations

import logging
import re
from copy import copy
from typing import Any

WORD = re.compile(r"(/(?:told|link|agree|stop|mine)/)[^/\s]{16,}")
REFUSED = range(400, 500)


class Line(logging.Formatter):
    """Leaves the words in links out of every line: a link that was refused may still be good.

    Of an address that was refused or is not there it keeps the pattern alone: whoever types words into the bar of
    addresses has not written them to us.
    """

    def format(self, record: logging.LogRecord) -> str:
        if getattr(record, "status_code", 0) in REFUSED and isinstance(record.args, tuple):
            record = _without_address(record, getattr(record, "request", None))
        return WORD.sub(r"\1…", super().format(record))


def _without_address(record: logging.LogRecord, request: Any) -> logging.LogRecord:
    path = str(getattr(request, "path", ""))
    match = getattr(request, "resolver_match", None)
    place = f"/{match.route}" if match else "…"
    same = {path, path.encode("unicode_escape").decode("ascii")}  # Django writes the second
    plain = copy(record)
    plain.args = tuple(place if arg in same else arg for arg in record.args or ())
    return plain
