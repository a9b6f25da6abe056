"""A matter with a safe, and files as people send them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from django.test import Client

from openbeat.core.evidence import demo, registry
from openbeat.core.evidence.arriving import Arrival, Arrived
from openbeat.core.evidence.registry import Door
from openbeat.core.people.holder import Holder
from openbeat.core.receipts import http as receipts
from openbeat.core.vault import crypt, http, outside
from openbeat.core.vault import demo as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.models import Safe
from openbeat.core.vault.services import unlocking
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.core.vault.demo import Known
    from openbeat.kit.actors import Actor
    from tests.cast import Cast

NOON = vaults.NOON
KIND = "matters.matter"
MATTER, OTHER = Ref(KIND, "7"), Ref(KIND, "8")
CODE = "0123456789ABCDEFG"
HOLDER = Holder(frozenset({MATTER}))
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
MARKER = b"MARKER-only-the-reader-sees-this"


def a_video(size: int = 300_000, marker: bytes = MARKER) -> bytes:
    """Something that begins as a video does, with a marker that must be found nowhere in clear."""
    piece = marker * 40
    return (MP4 + piece * (size // len(piece) + 1))[:size]


def arrived(content: bytes, name: str = "clip.mp4", piece: int = 65536) -> Arrived:
    """A file that came in pieces; it must fit."""
    return demo.arrived(content, name, piece)


def sent(content: bytes, name: str = "clip.mp4", piece: int = 65536) -> Arrival:
    """A file that came in pieces, whatever became of it."""
    return demo.sent(content, name, piece)


def a_matter(cast: Cast, monkeypatch: pytest.MonkeyPatch, ref: Ref = MATTER) -> tuple[Safe, Known]:
    """A matter that Lee reads, whose receipt has CODE; Imani has a key and does not read it, Cora is outside."""
    monkeypatch.setattr(outside, "_PROVIDED", [lambda: [cast.cora.pk]])
    known = vaults.a_vault(cast.lee, cast.imani, cast.cora, at=NOON)
    monkeypatch.setattr(registry, "_OFFERED", {KIND: a_door(cast)})
    return vault.make(ref, readers=[cast.lee], code=CODE, outside_only=False, by=cast.lee, at=NOON), known


def a_door(cast: Cast) -> Door:
    """Lee and whoever holds the receipt read and add; nobody else does."""

    def may(actor: Actor, key: str) -> bool:
        holds = isinstance(actor, Holder) and Ref(KIND, key) in actor.refs
        return holds or (actor.person is not None and actor.person.pk == cast.lee.pk)

    return Door(reads=may, adds=may, page=lambda key, _actor: f"/matters/{key}/", why=lambda _request, _key: "inquiry")


def holding(client: Client) -> Client:
    """A browser in which the receipt of the matter is open."""
    session = client.session
    session[receipts.SESSION] = [str(MATTER)]
    session.save()
    _unlocked(client, crypt.identity_of_code(CODE), person=None, ref=str(MATTER))
    return client


def signed_in(client: Client, person: Person, known: Known, *, unlocked: bool = True) -> Client:
    """A browser in which this person is signed in, with their key unlocked or not."""
    client.force_login(person)
    if unlocked:
        _unlocked(client, known.people[person.pk], person=person, ref="")
    return client


def _unlocked(client: Client, identity: str, *, person: Person | None, ref: str) -> None:
    secret, session = Fernet.generate_key(), client.session
    browser = session[http.SESSION] = "a test's browser"
    session.save()
    unlocking.keep(browser, Fernet(secret).encrypt(identity.encode()).decode(), person=person, ref=ref, at=now())
    client.cookies[http.COOKIE] = secret.decode()
