"""The house as it is served, with nothing kept in the process: each request draws its page anew."""

from __future__ import annotations

from typing import Any

from openbeat.config.wsgi import application as house
from openbeat.kit import memory


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """Forget all that is kept for some seconds, then answer."""
    memory.forget_all()
    return house(environ, start_response)
