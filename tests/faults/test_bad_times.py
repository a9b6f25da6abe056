"""The disk is full, the mail server dead: people are told so in a sentence, or notice nothing; no words are lost."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.faults import deployed
from tests.faults.database import Database
from tests.faults.deployed import House, Otherwise, opened
from tests.faults.resident import FORM, a_photo, words
from tests.faults.visitor import Answer, Photo, Visitor, signed_in

pytestmark = pytest.mark.slow

ROOM = "no queda espacio"
FILLER = "filler"
AT_ONCE = 8.0  # seconds, on a machine that does other things too


@contextmanager
def a_small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own that is soon full; only root may have one."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here; to include this test, run it as root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, leave: int = 0) -> None:
    """Leave so many bytes free; what a request that was answered still held, and gives back now, is taken too."""
    with (disk / FILLER).open("wb", buffering=0) as filler:
        for _moment in range(5):
            space = os.statvfs(disk)
            with suppress(OSError):  # somebody else took the last of it
                filler.write(b"\0" * max(0, space.f_bavail * space.f_frsize - leave))
            time.sleep(0.1)


class Form:
    """An open form that is sent again and again."""

    def __init__(self, house: House, *, photo: bool) -> None:
        self.visitor = Visitor(house.port)
        _page, self.fields = self.visitor.form("/es" + FORM)
        self.more: dict[str, str | Photo] = {"photo": Photo("lamp.jpg", a_photo(9))} if photo else {}

    def send(self, **changed: str) -> Answer:
        said = {**self.fields, **words("Fault at a bad time"), **self.more, **changed}
        try:
            return self.visitor.post("/es" + FORM, said)
        finally:
            self.visitor.leave()


def there(house: House) -> int:
    ((count,),) = house.database.rows("SELECT count(*) FROM concerns_concern WHERE title = 'Fault at a bad time'")
    return int(count)


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and path.name != FILLER]


@pytest.mark.parametrize(("where", "status"), [("files", 422), ("tmp", 507)])
def test_no_room_for_a_photo_is_told_and_the_words_can_be_sent_without_it(
    built: tuple[Path, Database], tmp_path: Path, where: str, status: int
) -> None:
    with opened(built, tmp_path, Otherwise(processes=1)) as house, a_small_disk(house.data / where, 1) as disk:
        form = Form(house, photo=True)
        form.send(private="neither")  # the web process has chosen by now where uploads arrive
        fill(disk)

        full = form.send()

        assert full.status == status
        assert ROOM in full.text
        assert status == 507 or "Fault at a bad time: the lamp is dark since May." in full.text
        assert (there(house), files_in(disk)) == (0, [])

        (disk / FILLER).unlink()
        assert form.send().code
        assert there(house) == 1
        assert "Internal Server Error" not in house.said()


@pytest.mark.skipif(settings.POSTGRESQL, reason="PostgreSQL's own disk is not ours to fill")
def test_a_disk_that_is_full_keeps_nothing_by_halves_and_works_again(
    built: tuple[Path, Database], tmp_path: Path
) -> None:
    megabytes = 60 + sum(path.stat().st_size for path in built[0].rglob("*") if path.is_file()) // 1024**2
    with a_small_disk(tmp_path / "disk", megabytes) as disk, opened(built, tmp_path, Otherwise(disk=disk)) as house:
        form = Form(house, photo=False)
        before = len(files_in(house.data / "files"))
        fill(disk)

        full = form.send()

        assert full.status == 507
        assert ROOM in full.text
        assert "Traceback" not in full.text
        assert form.visitor.get("/es/receipt/").status == 200
        form.visitor.leave()

        (disk / FILLER).unlink()
        assert there(house) == 0
        assert len(files_in(house.data / "files")) == before
        assert form.send().code
        assert there(house) == 1


def test_with_a_dead_mail_server_people_raise_and_officers_answer_at_once(
    built: tuple[Path, Database], tmp_path: Path
) -> None:
    dead = {"OPENBEAT_SMTP_HOST": deployed.HOST, "OPENBEAT_SMTP_PORT": str(deployed.a_port())}
    earnest = {"OPENBEAT_DEMO": "0", "OPENBEAT_HOSTS": deployed.HOST, "OPENBEAT_SECRET_KEY": "for-this-test-" * 5}
    with opened(built, tmp_path, Otherwise(earnest | dead)) as house:
        form = Form(house, photo=False)
        form.more = {"reach": "ann@example.org"}
        began = time.monotonic()
        assert form.send().code
        raised = time.monotonic() - began

        ((key,),) = house.database.rows("SELECT id FROM concerns_concern WHERE title = 'Fault at a bad time'")
        with Visitor(house.port, cookies={"sessionid": signed_in(house, "lee")}) as lee:
            began = time.monotonic()
            said = {"text": "A fault.", "language": "en", "take_up": "on"}
            replied = {"text": "Repaired.", "language": "en", "version": "0"}
            for path, fields in (("acknowledge", said), ("answer", replied)):
                token = lee.form(f"/concerns/{key}/{path}/")[1]
                answer = lee.post(f"/concerns/{key}/{path}/", {**token, **fields})
                assert answer.status == 302, (path, answer.status, answer.text[:3000])
            answered = time.monotonic() - began

        assert house.database.rows(f"SELECT stage FROM concerns_concern WHERE id = {key}") == [("answered",)]  # noqa: S608
        assert max(raised, answered) < AT_ONCE
        waiting = house.database.counts(
            "SELECT kind, attempts FROM notices_message WHERE stage = 'queued' AND channel = 'email'"
        )
        assert "people.confirm_address" in waiting
