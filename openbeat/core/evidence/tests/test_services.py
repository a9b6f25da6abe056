"""Sealed files of a matter: who opens them, what is on record, and what is left when the matter is destroyed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from openbeat.core.evidence import queries, services, store
from openbeat.core.evidence.models import Role, SealedFile
from openbeat.core.evidence.tests.makers import (
    CODE,
    HOLDER,
    MARKER,
    MATTER,
    NOON,
    OTHER,
    a_matter,
    a_video,
    arrived,
)
from openbeat.core.files.tests import makers as photos
from openbeat.core.ledger.models import Entry
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Shut
from openbeat.core.vault.models import Safe
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from openbeat.core.vault.demo import Known
    from tests.cast import Cast

type Commits = Callable[..., Any]


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


@pytest.fixture
def matter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> tuple[Safe, Known]:
    return a_matter(cast, monkeypatch)


def a_file(cast: Cast, content: bytes, name: str = "clip.mp4") -> SealedFile:
    [file] = services.add([arrived(content, name)], MATTER, by=cast.lee, at=NOON)
    return file


def test_readers_open_it_and_nobody_else_does(cast: Cast, matter: tuple[Safe, Known]) -> None:
    _safe, known = matter
    content = a_video()

    file = a_file(cast, content)

    for keys in (known.keys(cast.lee), vault.Keys.of_code(CODE)):
        meta, _opened = services.opened(file, keys)
        assert b"".join(services.content(file, meta)) == content
        assert (meta.name, meta.media_type, meta.size) == ("clip.mp4", "video/mp4", len(content))
    for keys in (known.keys(cast.imani), known.keys(cast.cora), vault.NO_KEYS, vault.Keys.of(known.inside)):
        with pytest.raises(Shut):
            services.opened(file, keys)


def test_the_row_says_nothing_of_what_was_sent(cast: Cast, matter: tuple[Safe, Known]) -> None:
    file = a_file(cast, photos.with_gps(), "Officer Miller hits Rosa.jpg")

    rows = json.dumps([list(map(str, row)) for row in SealedFile.objects.order_by("pk").values_list()])
    assert b"Miller" not in bytes(file.meta)
    assert [word in rows for word in ("Miller", "image/jpeg", "AGE-SECRET-KEY")] == [False, False, False]


def test_every_act_is_on_record_and_the_copy_names_its_parent_and_maker(cast: Cast, matter: tuple[Safe, Known]) -> None:
    file = a_file(cast, photos.with_gps(), "photo.jpg")

    view = queries.view_of(file)
    assert view
    [redacted] = services.add([arrived(photos.with_gps(), "r.jpg")], MATTER, by=cast.lee, at=NOON, parent=file)
    acts = [(entry.act, entry.actor, entry.by, entry.facts) for entry in queries.acts(queries.of(MATTER))]
    of = str(MATTER)
    assert acts[:3] == [
        ("file_arrived", "person", cast.lee, {"of": of, "role": "original"}),
        ("file_copied", "program", None, {"of": of, "role": "view", "parent": file.pk}),
        ("file_copied", "person", cast.lee, {"of": of, "role": "redacted", "parent": file.pk}),
    ]
    assert [(each.role, each.parent) for each in (file, view, redacted)] == [
        (Role.ORIGINAL, None),
        (Role.VIEW, file),
        (Role.REDACTED, file),
    ]


def test_the_holder_of_the_receipt_adds_and_a_stranger_is_told_why_not(
    cast: Cast, matter: tuple[Safe, Known], tmp_path: Path
) -> None:
    [file] = services.add([arrived(a_video())], MATTER, by=HOLDER, at=NOON)
    assert (file.made_by_kind, file.made_by) == ("holder", None)

    for stranger in (cast.imani, VISITOR):
        with pytest.raises(Refused, match="Only whoever has the receipt of this matter, or reads it, may add a file"):
            services.add([arrived(a_video())], MATTER, by=stranger, at=NOON)
    with pytest.raises(Refused):
        services.add([arrived(a_video())], OTHER, by=HOLDER, at=NOON)
    assert list(queries.of(MATTER)) == [file]


def test_after_the_commit_it_is_kept_and_after_a_rollback_the_sweeper_takes_it(
    cast: Cast, matter: tuple[Safe, Known], django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = a_file(cast, a_video())
    lost = arrived(a_video())
    with transaction.atomic():
        services.add([lost], MATTER, by=cast.lee, at=NOON)
        transaction.set_rollback(True)
    assert store.find(file.token).parent.parent.name == "kept"

    services.sweep(older=-1)

    assert [store.exists(token) for token in (file.token, lost.token)] == [True, False]
    assert queries.lost() == []


def test_there_is_no_row_and_so_no_receipt_for_bytes_that_are_gone(cast: Cast, matter: tuple[Safe, Known]) -> None:
    gone = arrived(a_video())
    store.discard(gone.token)

    with pytest.raises(OSError, match=gone.token):
        services.add([gone], MATTER, by=cast.lee, at=NOON)

    assert queries.of(MATTER).count() == 0


def test_a_part_of_it_can_be_had(cast: Cast, matter: tuple[Safe, Known]) -> None:
    content = a_video(700_000)
    file = a_file(cast, content)
    meta, _opened = services.opened(file, matter[1].keys(cast.lee))

    for start, size in ((0, 1), (1, 1), (65_535, 2), (65_536, 65_536), (699_999, 1), (300_000, 400_000)):
        assert b"".join(services.content(file, meta, start=start, size=size)) == content[start : start + size]


def test_damage_is_noticed_and_never_sent_as_if_it_were_whole(cast: Cast, matter: tuple[Safe, Known]) -> None:
    content = a_video(700_000)
    file = a_file(cast, content)
    meta, _opened = services.opened(file, matter[1].keys(cast.lee))
    path = store.find(file.token)
    whole = path.read_bytes()

    for broken in (whole[:-1], whole[:400_000], whole[:400_000] + bytes([whole[400_000] ^ 1]) + whole[400_001:]):
        path.write_bytes(broken)
        sent: list[bytes] = []
        with pytest.raises(Shut, match="damaged"):
            sent.extend(services.content(file, meta))
        assert content.startswith(b"".join(sent))
        assert len(b"".join(sent)) < len(content)
    path.unlink()
    with pytest.raises(Shut, match="missing"):
        services.content(file, meta)


def test_whoever_stops_reading_half_way_leaves_nothing_open(cast: Cast, matter: tuple[Safe, Known]) -> None:
    file = a_file(cast, a_video(3_000_000))
    meta, _opened = services.opened(file, matter[1].keys(cast.lee))
    pieces = services.content(file, meta)

    assert MARKER in next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # a generator

    assert b"".join(services.content(file, meta, start=2_999_990)) == a_video(3_000_000)[-10:]


def test_a_meta_of_another_matter_does_not_open_here(
    cast: Cast, matter: tuple[Safe, Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = vault.make(OTHER, readers=[cast.lee], code="", outside_only=False, by=cast.lee, at=NOON)
    mine, theirs = a_file(cast, a_video()), services.keep(arrived(a_video()), other, by=cast.lee, at=NOON)
    SealedFile.objects.filter(pk=mine.pk).update(meta=theirs.meta)
    mine.refresh_from_db()

    with pytest.raises(Shut):
        services.opened(mine, matter[1].keys(cast.lee))


def test_with_its_matter_a_file_is_destroyed_and_that_is_on_record(
    cast: Cast, matter: tuple[Safe, Known], django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = a_file(cast, a_video())
    assert services.destroy_unreadable(at=NOON) == 0
    Safe.objects.filter(pk=matter[0].pk).update(
        closed_at=NOON, keep_until=NOON, destroyed_at=NOON, destroyed_by_rule="test", gone_on=NOON.date()
    )

    with django_capture_on_commit_callbacks(execute=True):
        assert services.destroy_unreadable(at=NOON) == 1
        assert services.destroy_unreadable(at=NOON) == 0

    file.refresh_from_db()
    assert (file.destroyed_at, store.exists(file.token)) == (NOON, False)
    assert Entry.objects.filter(act="file_destroyed").count() == 1
    assert queries.file(file.pk) is None


def test_a_copy_without_a_parent_is_refused_by_the_database(cast: Cast, matter: tuple[Safe, Known]) -> None:
    file = a_file(cast, a_video())

    with pytest.raises(IntegrityError, match="sealed_file_copy_names_parent"):
        SealedFile.objects.filter(pk=file.pk).update(role=Role.REDACTED)


def test_what_is_known_of_a_file_is_shown_by_no_accident(cast: Cast, matter: tuple[Safe, Known]) -> None:
    [file] = services.add([arrived(a_video(), "Anna at home.mp4")], MATTER, by=cast.lee, at=NOON)
    meta, _opened = services.opened(file, matter[1].keys(cast.lee))

    assert not [each for each in ("Anna", meta.identity, meta.sha256) if each in repr((meta, file))]


def test_the_database_takes_no_file_in_a_role_that_there_is_not(cast: Cast, matter: tuple[Safe, Known]) -> None:
    [file] = services.add([arrived(a_video())], MATTER, by=cast.lee, at=NOON)
    [copy] = services.add([arrived(a_video(2000))], MATTER, by=cast.lee, at=NOON, parent=file)

    with pytest.raises(IntegrityError, match="sealed_file_known_role"), transaction.atomic():
        SealedFile.objects.filter(pk=copy.pk).update(role="gossip")
