"""Finds every sentence of ours that waits for a translation, in Python files and templates, without GNU gettext."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each call: which arguments are the message, its plural and its context.
CALLS: dict[str, tuple[int, int | None, int | None]] = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATES = re.compile(rf"\b(_|n?p?gettext)\(({STRING}(?:,\s*(?:{STRING}|count))*)\)")
LEFT_OUT = frozenset({"tests", "migrations", "locale", "static", "node_modules"})


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a message one message: its words and its context."""

    message: str
    context: str | None = None


@dataclass(slots=True)
class Found:
    """A message as the sources have it: its plural and the files that say it."""

    plural: str | None = None
    files: list[str] = field(default_factory=list)


def messages(root: Path) -> dict[Key, Found]:
    """Every message below a folder, in the order of files and of lines, so that the catalogue does not jump."""
    found: dict[Key, Found] = {}
    for path in sources(root):
        name = path.relative_to(root.parent).as_posix()
        read = from_template if path.suffix in {".html", ".txt"} else from_python
        for key, plural in read(path.read_text(encoding="utf-8")):
            entry = found.setdefault(key, Found())
            entry.plural = entry.plural or plural
            if name not in entry.files:
                entry.files.append(name)
    return found


def from_python(source: str) -> Iterator[tuple[Key, str | None]]:
    """The messages of a Python file; only literals count, since only they can be found."""
    nodes = list(ast.walk(ast.parse(source)))
    names = dict(renamed for node in nodes if isinstance(node, ast.ImportFrom) for renamed in _renamed(node))
    found = [(node, names.get(name := _called(node), name)) for node in nodes if isinstance(node, ast.Call)]
    for node, name in sorted(found, key=lambda call: (call[0].lineno, call[0].col_offset)):
        if name in CALLS:
            yield from _message(name, [_literal(one) for one in node.args])


def from_template(source: str) -> Iterator[tuple[Key, str | None]]:
    """The messages of a template, as Django itself reads them."""
    for call in IN_TEMPLATES.finditer(templatize(source)):
        # Django's own percent signs are doubled by templatize for xgettext's sake; lookups do the same.
        said: list[str | None] = [ast.literal_eval(one) for one in re.findall(STRING, call[2])]
        yield from _message(call[1], said)


def _message(name: str, said: list[str | None]) -> Iterator[tuple[Key, str | None]]:
    message, plural, context = (None if at is None or at >= len(said) else said[at] for at in CALLS[name])
    if message:
        yield Key(message, context), plural


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _renamed(node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names that a file gives to the calls; `_` is known, whichever it is."""
    if node.module == "django.utils.translation":
        yield from ((one.asname, one.name) for one in node.names if one.asname not in {None, "_"})


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr if node.func.attr != "_" else ""
    return node.func.id if isinstance(node.func, ast.Name) else ""


def sources(root: Path) -> Iterator[Path]:
    """The files below a folder that say something to people: Python and templates, in order."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        if LEFT_OUT & set(inside[:-1]) or not path.is_file():
            continue
        if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in inside):
            yield path
