"""How the machines stand, for whoever keeps the installation: what was decided, what is there, what does not answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from openbeat.core.department import queries as department
from openbeat.core.translation import languages
from openbeat.core.translation.machine import apertium, server
from openbeat.core.translation.machine.engines import NoDraft
from openbeat.core.translation.machine.rules import LINE, Allowed


def are_machines_there() -> Iterator[tuple[str, str]]:
    """What `openbeat check` asks: every machine that may draft answers, and none is set up that may not."""
    address, allowed = settings.OPENBEAT_TRANSLATE_ADDRESS, department.number(LINE)
    if allowed == Allowed.NONE:
        yield "ok", "no machine drafts translations: the department has not decided that one may"
    else:
        yield _program()
    if address and (wrong := server.fault(address)):
        yield "FAIL", f"OPENBEAT_TRANSLATE_ADDRESS: {wrong}"
    elif address and allowed != Allowed.SERVER:
        yield "look", "a translation server is set up, but the department has not decided that it may be asked"
    elif address:
        yield _server()
    elif allowed == Allowed.SERVER:
        yield "look", "a translation server may be asked, but none is set up: OPENBEAT_TRANSLATE_ADDRESS"


def _program() -> tuple[str, str]:
    found = apertium.found()
    ours = [
        f"{a} to {b}" for a in languages.WRITTEN for b in languages.WRITTEN if a != b and found and found.does(a, b)
    ]
    if ours:
        return "ok", f"Apertium drafts from {', '.join(ours)}"
    return (
        "look",
        "a program on this machine may draft, but none is here: install apertium and a pair (apertium-eng-spa)",
    )


def _server() -> tuple[str, str]:
    found = server.configured()
    try:
        pair = found.pair("en", "es") if found else None
    except NoDraft as problem:
        return "FAIL", str(problem)
    return "ok", "the translation server answers" + ("" if pair else ", but does not know English and Spanish")
