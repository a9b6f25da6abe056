"""Writes docs/reference and the glossary from the code and its tables. A test fails when they are stale."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.utils import translation

from openbeat.config import glossary
from openbeat.core.department import promises
from openbeat.core.hooks import roles
from openbeat.kit.policy import Policy
from openbeat.kit.stages import Lifecycle

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs"
MADE = "<!-- Made by `make docs` from the code. Do not edit. -->\n"


def pages() -> dict[str, str]:
    """The pages by their path below docs."""
    with translation.override("en"):
        made = {
            "lifecycles.md": "\n".join(_lifecycles()),
            "who-may-do-what.md": "\n".join(_who_may()),
            "privacy.md": "\n".join(_privacy()),
            "promises.md": "\n".join(_promises()),
        }
    reference = {f"reference/{name}": MADE + "\n" + text.rstrip() + "\n" for name, text in made.items()}
    return reference | {"glossary.md": glossary.page()}


def write(folder: Path = FOLDER) -> list[str]:
    """Write the pages; gives the names of those that changed."""
    changed = stale(folder)
    for name, text in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return changed


def stale(folder: Path = FOLDER) -> list[str]:
    """The names of pages that do not say what the code says."""
    return [name for name, text in pages().items() if not _same(folder / name, text)]


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _ours() -> list[AppConfig]:
    return sorted((app for app in apps.get_app_configs() if app.name.startswith("openbeat.")), key=lambda app: app.name)


def _module(app: AppConfig, name: str) -> Any:
    return import_module(f"{app.name}.{name}") if find_spec(f"{app.name}.{name}") else None


def _tables[T](module: Any, kind: type[T]) -> Iterator[tuple[str, T]]:
    for name, value in vars(module).items() if module else ():
        if isinstance(value, kind):
            yield "" if name in {"LIFECYCLE", "POLICY"} else f": {name.lower().replace('_', ' ')}", value


def _lifecycles() -> Iterator[str]:
    yield "# Lifecycles\n"
    for app in _ours():
        for name, table in _tables(_module(app, "lifecycle"), Lifecycle):
            yield f"## {app.verbose_name}{name}\n\n```mermaid\n{table.mermaid()}\n```\n"


def _who_may() -> Iterator[str]:
    yield "# Who may do what\n\nA role holds in a place, and in all places below it.\n"
    yield "| role | what it is |\n|---|---|"
    for role in roles.offered():
        yield f"| {role.label} | {role.sentence} |"
    for app in _ours():
        for name, table in _tables(_module(app, "policies"), Policy):
            yield f"\n## {app.verbose_name}{name}\n\n| act | who, and when |\n|---|---|"
            for act, rule in table.rules.items():
                yield f"| {act.value.replace('_', ' ')} | {rule.name} |"


def _privacy() -> Iterator[str]:
    yield "# What is kept, and who may read it\n"
    yield "Public: anybody. Internal: the program and staff. Personal: who handles it, and the person it is about.\n"
    for app in _ours():
        for model in app.get_models():
            privacy: Any = model.Privacy  # type: ignore[attr-defined]
            yield f"\n## {model._meta.label}\n\n| field | class |\n|---|---|"
            for kind in ("public", "internal", "personal", "sealed"):
                yield from (f"| {name} | {kind} |" for name in getattr(privacy, kind, ()))
            if subject := getattr(privacy, "subject", ""):
                yield f"\nAbout: `{subject}`."


def _promises() -> Iterator[str]:
    yield "# Promises\n\nDefaults; a department may change them, and each version stays on record.\n"
    yield "| promise | within | what it means |\n|---|---|---|"
    for info in promises.offered():
        yield f"| {info.label} | {info.days} {info.clock} days | {info.sentence} |"
