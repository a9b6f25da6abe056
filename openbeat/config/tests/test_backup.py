"""To whom a backup is sealed: both halves of recovery, or whoever is named while there are none; or it is not made."""

from __future__ import annotations

import argparse
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pyrage import x25519

from openbeat.config.commands import backup, soundness
from openbeat.config.commands.archive import Packing
from openbeat.config.commands.backup import recipients
from openbeat.config.commands.restore import identity
from openbeat.config.commands.screen import Problem
from openbeat.core.files.models import File
from openbeat.core.vault import copies, crypt, tasks
from openbeat.core.vault.demo import BUILDER, NOON, a_vault
from openbeat.core.vault.models import Side
from openbeat.core.vault.services import halves

pytestmark = pytest.mark.django_db
SOMEBODY = str(x25519.Identity.generate().to_public())


def test_without_anybody_to_seal_to_it_is_refused() -> None:
    with pytest.raises(Problem, match="there is no recovery key to seal a backup to"):
        recipients([])
    with pytest.raises(Problem, match="begins with age1"):
        recipients(["mine"])
    assert [str(each) for each in recipients([SOMEBODY])] == [SOMEBODY]


def test_the_inside_half_is_the_outer_layer_and_the_outside_half_the_inner_one() -> None:
    known = a_vault(at=NOON)

    assert [str(each) for each in recipients([])] == [
        crypt.recipient_of(known.inside),
        crypt.recipient_of(known.outside),
    ]
    with pytest.raises(Problem, match="leave --recipient out"):
        recipients([SOMEBODY])


def test_one_half_alone_is_not_enough_to_seal_to() -> None:
    halves.new_half(Side.INSIDE, SOMEBODY, holder="Records office", by=BUILDER, at=NOON)

    with pytest.raises(Problem, match="only one half"):
        recipients([])


def test_a_half_is_read_however_it_was_typed() -> None:
    written = str(x25519.Identity.generate())
    typed = "# from the sheet\n" + " ".join(written[place : place + 4] for place in range(0, len(written), 4)).lower()

    assert str(identity(typed, "the inside half")) == written
    with pytest.raises(Problem, match="the inside half cannot be read"):
        identity(written[:-1], "the inside half")


def copies_of_keys(folder: Path) -> list[str]:
    """Copies made so many days ago, beside files that are none; gives the names of what is to stay."""
    made = {days: f"keys/openbeat-keys-{timezone.now() - timedelta(days=days):{copies.WHEN}}-00000000.age"
            for days in (0, 34, 36, 400)}  # fmt: skip
    beside = made[36].removeprefix("keys/")
    others = ["openbeat-20200101T000000Z-00000000.age", "keys/openbeat-keys-20200101T000000Z-00000000.txt"]
    (folder / "keys").mkdir(parents=True)
    for name in (*made.values(), beside, *others):
        (folder / name).write_bytes(b"x")
    return sorted([made[0], made[34], *others])


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_keys_go_on_their_day_also_where_no_new_backup_can_be_made(tmp_path: Path) -> None:
    staying = copies_of_keys(tmp_path)

    with pytest.raises(Problem, match="no recovery key"):
        backup.run(argparse.Namespace(to=str(tmp_path), keys_to=None, recipient=[]))

    assert names(tmp_path) == staying


def test_the_worker_throws_copies_of_keys_away_too_and_bears_that_there_is_no_folder(
    tmp_path: Path, settings: Any
) -> None:
    settings.OPENBEAT_BACKUPS = tmp_path / "backups"
    tasks.throw_away_copies()
    staying = copies_of_keys(tmp_path / "backups")

    for _time in range(2):
        tasks.throw_away_copies()
        assert names(tmp_path / "backups") == staying


def test_the_check_fails_where_a_copy_of_keys_has_outlived_the_day_that_people_were_told(
    tmp_path: Path, settings: Any
) -> None:
    settings.OPENBEAT_BACKUPS = tmp_path
    copies_of_keys(tmp_path)
    before = [words for state, words in soundness.the_backup() if state == soundness.State.FAIL]
    tasks.throw_away_copies()
    after = [words for state, words in soundness.the_backup() if state == soundness.State.FAIL]

    assert [words.startswith("3 copies of keys should be gone") for words in before] == [True]
    assert after == []


@pytest.mark.parametrize("name", ["photo copy.jpg", "kept/ab/\u00fcber", "a/b/c/d/e", "kept/new\nline"])
def test_a_file_of_somebody_else_s_name_is_left_out_and_said_and_stops_no_backup(
    name: str, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    for each in (name, "kept/ab/abcd"):
        (tmp_path / "files" / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / each).write_bytes(b"photo")
    packing = Packing(io.BytesIO())

    backup._pack_files(packing, None)

    assert [*packing.members] == ["files/kept/ab/abcd"]
    words = f"Left out: {f'files/{name}'!a}. No row names it, and no backup takes such a name.\n"
    assert capsys.readouterr().out == words


def test_a_file_that_a_row_names_is_never_left_out(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    facts = {
        "kind": "x",
        "key": "1",
        "name": "n",
        "media_type": "image/jpeg",
        "size": 5,
        "sha256": "",
        "arrived_sha256": "",
    }
    file = File.objects.create(**facts, token="ab" * 16, uploaded_at=NOON)
    (tmp_path / "files" / "strange one").mkdir(parents=True)
    (tmp_path / "files" / "strange one" / file.token).write_bytes(b"photo")

    with pytest.raises(Problem, match="a row names a file that no backup takes: 'files/strange one/"):
        backup._pack_files(Packing(io.BytesIO()), None)


def test_a_link_is_said_and_one_that_a_row_names_stops_the_backup(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    for folder in ("files", "elsewhere"):
        (tmp_path / folder).mkdir()
    (tmp_path / "files" / "kept").symlink_to(tmp_path / "elsewhere")

    backup._pack_files(Packing(io.BytesIO()), None)

    assert capsys.readouterr().out == "Left out: 'files/kept'. No backup follows a link.\n"
    facts = {"kind": "x", "key": "1", "name": "n", "media_type": "image/jpeg", "size": 5}
    file = File.objects.create(**facts, token="cd" * 16, uploaded_at=NOON)
    (tmp_path / "files" / file.token).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Problem, match="a row names a file that no backup takes: 'files/cdcd"):
        backup._pack_files(Packing(io.BytesIO()), None)
