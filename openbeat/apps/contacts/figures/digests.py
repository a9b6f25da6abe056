"""The shortest form of a digest: what fits into one message of a messenger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 700  # characters: what people read on a locked screen and pass on


def messenger(title: str, sentences: Sequence[str], link: str, longest: int = LONGEST) -> str:
    """Title, sentences and link as plain text of fewer than `longest` characters.

    The link is never cut. Sentences that no longer fit are left out whole, from the last on; a title that is too long
    ends in "…". Raises ValueError where the link alone does not fit.
    """
    room = longest - 1 - len(link) - 2  # two line breaks before the link
    if room < 1:
        raise ValueError(link)
    title = title if len(title) <= room else f"{title[: room - 1]}…"
    lines, left = [title], room - len(title)
    for sentence in sentences:
        if len(sentence) + 1 > left:
            break
        lines.append(sentence)
        left -= len(sentence) + 1
    return "\n".join([*lines, "", link])
