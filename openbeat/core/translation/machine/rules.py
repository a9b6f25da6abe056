"""Which engines may be asked about what: the department decides, and nothing sealed ever leaves this machine."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.translation.machine import apertium, server
from openbeat.core.translation.machine.engines import NoDraft

if TYPE_CHECKING:
    from openbeat.core.translation.machine.engines import Engine

LINE, LINE_OF_SEALED = "machines", "machines_sealed"


class Allowed(IntEnum):
    """What the department decided: the numbers of the line `machines`."""

    NONE = 0
    HERE = 1  # a program on this machine
    SERVER = 2  # the server that the settings name, too


class Secrecy(IntEnum):
    """Who may read a text: everybody; some people (a private concern); its readers by name (a complaint)."""

    PUBLIC = 0
    PRIVATE = 1
    SEALED = 2


def engines(secrecy: Secrecy) -> list[Engine]:
    """The engines that may be asked, the one on this machine first; raises NoDraft where there is none, and why.

    What is not public is given to a program on this machine only; what is sealed, only where the department decided so.
    A server is another house, even one with an address of this machine: nobody can see from here what lies behind it.
    """
    allowed = department.number(LINE)
    if allowed == Allowed.NONE:
        raise NoDraft(_("The department has not decided that machines may draft."))
    if secrecy == Secrecy.SEALED and not department.number(LINE_OF_SEALED):
        raise NoDraft(_("No machine may read the words of a complaint here."))
    server_too = allowed == Allowed.SERVER and secrecy == Secrecy.PUBLIC
    there: list[Engine | None] = [apertium.found(), server.configured() if server_too else None]
    if found := [engine for engine in there if engine]:
        return found
    raise NoDraft(_("No translation program is set up here."))
