"""Which texts are texts of rights and consent: those between `{% rights %}` marks and those said by `beside`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext, override

from openbeat.core.translation import extraction

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"{% rights(?: inline)? %}(.*?){% endrights %}", re.DOTALL)


@lru_cache(maxsize=1)
def messages() -> tuple[str, ...]:
    """Every such text, as the sources have it in English, in order."""
    return tuple(sorted({message for path in extraction.sources(ROOT) for message in _of(path)}))


def _of(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _said_beside(source) if "beside(" in source else ()
    elif "{% rights" in source:
        for block in BLOCK.findall(source):
            for key, plural in extraction.from_template(block):
                yield key.message
                yield from [plural] if plural else []


def _said_beside(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "beside":
            yield from (key.message for key, _plural in extraction.from_python(ast.unparse(node)))


@lru_cache(maxsize=32)
def digest(code: str) -> str:
    """The fingerprint of all these texts as the program says them in a language: a changed word is a new one."""
    with override(code):
        words = "\x00".join(f"{message}\x01{gettext(message)}" for message in messages())
    return sha256(words.encode()).hexdigest()[:32]
