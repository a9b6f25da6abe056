"""What a line of the log may hold: which page it was, never the word in a link that opens something."""

from __future__ import annotations

import logging
import re

WORD = re.compile(r"(/(?:told|link|agree|stop|mine)/)[^/\s]{16,}")


class Line(logging.Formatter):
    """Leaves the words in links out of every line: a link that was refused may still be good."""

    def format(self, record: logging.LogRecord) -> str:
        return WORD.sub(r"\1…", super().format(record))
