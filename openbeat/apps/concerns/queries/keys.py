"""One concern by its number, for what comes from outside: mail, appeals."""

from __future__ import annotations

from openbeat.apps.concerns.models import Concern


def by_number(key: str | int) -> Concern | None:
    """The concern with this key, if there is one; whoever asks has asked who may."""
    text = str(key)
    if not (text.isascii() and text.isdigit()):
        return None
    return Concern.objects.select_related("area").defer("area__boundary").filter(pk=text).first()
