"""What the department's own mail server found out about the sender (RFC 8601)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage

ASIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')  # quoted words and comments: a sender can write into them
NAMED = ("header.d=", "header.i=", "header.from=")


def proven(message: EmailMessage, sender: str, server: str) -> bool | None:
    """Whether the sender is who the letter says; None where no server is named that checks.

    Only the topmost head of that server counts: it takes out or moves down what others wrote under its name. DMARC
    passes, or DKIM for exactly the sender's domain.
    """
    if not server:
        return None
    heads = [str(each) for each in message.get_all("Authentication-Results", [])]
    ours = next((each for each in heads if each.split(";")[0].split()[:1] == [server]), "")
    results = [" ".join(part.split()).lower() for part in ASIDE.sub("", ours).split(";")[1:]]
    return any(_passes(result, sender.rpartition("@")[2].lower()) for result in results)


def _passes(result: str, domain: str) -> bool:
    named = {word.partition("=")[2].rpartition("@")[2] for word in result.split() if word.startswith(NAMED)}
    if result.startswith("dmarc=pass"):
        return not named or domain in named
    return result.startswith("dkim=pass") and domain in named
