"""`openbeat export evidence`: originals, sums that sha256sum accepts, and the chain; or a sentence and nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from openbeat.apps.complaints.tests.makers import Office, a_complaint, an_office
from openbeat.config import cli
from openbeat.core.evidence import queries as evidence
from openbeat.core.evidence import services
from openbeat.core.evidence import store as sealed
from openbeat.core.evidence.tests.makers import a_video, arrived
from openbeat.core.files.tests import makers as photos
from openbeat.core.ledger.models import Entry
from openbeat.core.vault import demo as vaults
from openbeat.core.vault import queries as safes
from openbeat.core.vault import store
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def a_matter(office: Office) -> Ref:
    complaint = a_complaint(office).complaint
    safe = safes.safe_of(complaint)
    assert safe
    for content, name in ((a_video(), "clip.mp4"), (photos.with_gps(), "photo.jpg"), (photos.PDF, "clip.pdf")):
        services.keep(arrived(content, name), safe, by=office.ines, at=now())
    return Ref.of(complaint)


def exported(matter: Ref, folder: Path, email: str | None, *more: str, phrase: str = vaults.PASSPHRASE) -> int:
    sheet = folder / "phrase"
    sheet.write_text(f"{phrase}\n")
    words = ["--to", str(folder / "out"), "--as", email or "", "--passphrase-file", str(sheet), "--why", "work", *more]
    return cli.main(["export", "evidence", str(matter), *words])


def test_what_was_sent_comes_out_with_sums_that_fit_and_it_is_on_record(office: Office, tmp_path: Path) -> None:
    matter = a_matter(office)

    assert exported(matter, tmp_path, office.ines.email) == 0

    out = tmp_path / "out"
    assert sorted(path.name for path in out.iterdir()) == [
        "001-clip.mp4", "002-photo.jpg", "003-clip.pdf", "SHA256SUMS", "custody.csv", "custody.pdf",
    ]  # fmt: skip
    assert (out / "001-clip.mp4").read_bytes() == a_video()
    assert (out / "002-photo.jpg").read_bytes() == photos.with_gps()
    assert (out / "custody.pdf").read_bytes().startswith(b"%PDF")
    entries = Entry.objects.filter(act="file_exported", by=office.ines)
    assert [entry.facts["why"] for entry in entries] == ["work"] * 3
    if program := shutil.which("sha256sum"):
        done = subprocess.run([program, "-c", "SHA256SUMS"], cwd=out, capture_output=True, text=True, check=True)  # noqa: S603
        assert done.stdout.count(": OK") == 3


def test_a_key_may_lie_in_a_file_of_its_own(office: Office, tmp_path: Path) -> None:
    key = safes.key_of(office.ines)
    assert key
    (tmp_path / "ines.key").write_bytes(store.read(key.token))

    assert exported(a_matter(office), tmp_path, office.ines.email, "--key-file", str(tmp_path / "ines.key")) == 0


def test_who_does_not_read_it_gets_a_sentence_and_nothing_is_written(
    office: Office, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = a_matter(office)
    for email, phrase, why in (
        (office.omar.email, vaults.PASSPHRASE, "Your key does not open this matter"),
        (cast.rosa.email, vaults.PASSPHRASE, "this person has no key"),
        ("nobody@example.org", vaults.PASSPHRASE, "nobody here has the address"),
        (office.ines.email, "another-passphrase-of-some-length", "passphrase"),
    ):
        assert exported(matter, tmp_path, email, phrase=phrase) == 1
        assert why in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".out")] == []
    assert not Entry.objects.filter(act="file_exported").exists()


def test_a_file_that_is_not_as_it_arrived_stops_the_export(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = a_matter(office)
    path = sealed.find(evidence.originals(matter)[1].token)
    path.write_bytes(path.read_bytes()[:-1])

    assert exported(matter, tmp_path, office.ines.email) == 1

    assert "damaged" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_a_reason_that_the_pages_know_too_nothing_leaves(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = a_matter(office)

    for why in ("", "curious"):
        assert exported(matter, tmp_path, office.ines.email, "--why", why) == 1
        assert "say why these files leave the house, with --why CODE: intake (" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert not Entry.objects.filter(act="file_exported").exists()
