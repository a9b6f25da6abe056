"""Urgent messages with a code: no link in them, and in the reader's language."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from openbeat.core.hooks import post
from openbeat.core.web import furniture


def send(prefix: str, email: str, words: dict[str, Any], language: str) -> None:
    """Render the two templates of a message and hand it over to whoever sends."""
    with override(language):
        words = {"code": "", **words, "house": furniture.house(), "email": email}
        subject = " ".join(render_to_string(f"{prefix}_subject.txt", words).split())
        body = render_to_string(f"{prefix}_message.txt", words).strip() + "\n"
    kind = "people." + prefix.rsplit("/", maxsplit=1)[-1]
    post.send(post.Letter(kind, email, subject, body, language))


def send_code(email: str, code: str, language: str) -> None:
    """Send a code that shows that the reader reads this address."""
    send("account/email/email_confirmation", email, {"code": code}, language)
