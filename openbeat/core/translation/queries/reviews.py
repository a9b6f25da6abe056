"""Who read the catalogues, and in which languages the texts of rights are signed as they stand."""

from __future__ import annotations

from openbeat.core.translation import languages, rights
from openbeat.core.translation.models import Review
from openbeat.kit.memory import for_seconds

SECONDS = 30.0


@for_seconds(SECONDS)
def standing() -> tuple[Review, ...]:
    """Every review that was not taken back, the newest first."""
    return tuple(Review.objects.filter(withdrawn_at=None).order_by("-read_on", "-pk"))


def review(key: int) -> Review | None:
    """One review by its key."""
    return Review.objects.filter(pk=key).first()


def is_read(code: str) -> bool:
    """Whether a native speaker read the words of this site in a language; English is their source."""
    return not _is_translated(code) or any(one.language == code for one in standing())


def is_signed(code: str) -> bool:
    """Whether a native speaker signed the texts of rights as they stand now in a language; English is their source."""
    if not _is_translated(code):
        return True
    signed = {one.digest for one in standing() if one.language == code and one.rights}
    return bool(signed) and rights.digest(code) in signed


def _is_translated(code: str) -> bool:
    return code in languages.TRANSLATED and code != languages.SOURCE
