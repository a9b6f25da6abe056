"""What every page shows of packages above web: they provide it when the program starts, and web names none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.kit.actors import Actor


CALL = _("Call or text 911.")
RELAY = _("Deaf, hard of hearing or unable to speak: text 911, or call relay 711.")


@dataclass(frozen=True, slots=True)
class Danger:
    """What somebody in danger does at once: what to call or text, and the way of people who cannot hear or speak."""

    call: StrPromise | str = CALL
    relay: StrPromise | str = RELAY


@dataclass(frozen=True, slots=True)
class House:
    """Whose site this is: the department's name, its town, its words for an emergency, and its languages."""

    name: StrPromise | str = "Openbeat"
    town: StrPromise | str = ""
    danger: Danger = field(default_factory=Danger)
    languages: tuple[str, ...] = ()  # codes; empty means all that the settings name


class Item(Protocol):
    """An entry of the menu, as `hooks.menu` keeps it."""

    @property
    def label(self) -> Any:
        """The words."""
        ...

    @property
    def url_name(self) -> str:
        """The name of its page."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """A link at the foot of every page."""

    label: StrPromise | str
    url_name: str


type Part = Callable[[], SafeString]

_house: list[Callable[[], House]] = [House]
_menu: list[Callable[[Actor], Iterable[Item]]] = [lambda _actor: ()]
_links: dict[str, Link] = {}
_note: list[Callable[[], str]] = [str]
_reading: list[Callable[[], AbstractContextManager[Callable[[str], str]]]] = [lambda: nullcontext(str)]
_apart: list[Callable[[Callable[[], SafeString]], Part]] = [lambda draw: partial(SafeString, draw())]


def provide_house(ask: Callable[[], House]) -> None:
    """Say whose site this is; asked once a page, so keep the answer for a few seconds."""
    _house[0] = ask


def provide_menu(ask: Callable[[Actor], Iterable[Item]]) -> None:
    """Give the entries of the main menu for an actor."""
    _menu[0] = ask


def provide_note(ask: Callable[[], str]) -> None:
    """Give a short sentence for the foot of every page in the active language, or none; keep the answer a while."""
    _note[0] = ask


def note() -> str:
    """What stands at the foot of every page about its language, or nothing."""
    return _note[0]()


def provide_reading(
    begin: Callable[[], AbstractContextManager[Callable[[str], str]]],
    apart: Callable[[Callable[[], SafeString]], Part],
) -> None:
    """Give what stands around the rendering of a page, and around that of a part which several pages show."""
    _reading[0], _apart[0] = begin, apart


def reading() -> AbstractContextManager[Callable[[str], str]]:
    """Stands around the rendering of a page; gives the function that finishes it."""
    return _reading[0]()


def apart(draw: Callable[[], SafeString]) -> Part:
    """Render a part that is kept; what it gives puts the part into the page that is being rendered, each time anew."""
    return _apart[0](draw)


def offer_link(link: Link) -> None:
    """Put a link at the foot of every page; one per page that it leads to."""
    _links[link.url_name] = link


def house() -> House:
    """Whose site this is."""
    return _house[0]()


def menu(actor: Actor) -> Iterable[Item]:
    """The entries of the main menu for this actor, in order."""
    return _menu[0](actor)


def links() -> list[Link]:
    """The links at the foot of every page, in the order in which they were offered."""
    return list(_links.values())
