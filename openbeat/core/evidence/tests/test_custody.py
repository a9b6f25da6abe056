"""The chain of custody: each act on each file, in order, for a court."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from openbeat.core.evidence import custody, queries, services
from openbeat.core.evidence.custody import Piece
from openbeat.core.evidence.models import Role
from openbeat.core.evidence.tests.makers import HOLDER, MATTER, NOON, a_matter, a_video, arrived
from openbeat.core.files.tests import makers as photos
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.vault import services as vault

if TYPE_CHECKING:
    from openbeat.core.vault.demo import Known
    from openbeat.core.vault.models import Safe
    from tests.cast import Cast


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


@pytest.fixture
def matter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> tuple[Safe, Known]:
    return a_matter(cast, monkeypatch)


def pieces(cast: Cast, matter: tuple[Safe, Known]) -> list[Piece]:
    [video] = services.add([arrived(a_video(), "=cmd.mp4")], MATTER, by=HOLDER, at=NOON)
    services.add([arrived(photos.with_gps(), "photo.jpg")], MATTER, by=cast.lee, at=NOON)
    services.add([arrived(photos.with_gps(), "masked.jpg")], MATTER, by=cast.lee, at=NOON, parent=video)
    ledger.record(Reading.OPEN, video, by=cast.lee, at=NOON, why="inquiry")
    opened = vault.opened(matter[0], matter[1].keys(cast.lee))
    files = [file for file in queries.of(MATTER) if file.role != Role.VIEW]
    services.export(files, MATTER, why="work", by=cast.lee, at=NOON)
    return [Piece(number, file, queries.meta(file, opened)) for number, file in enumerate(files, 1)]


def test_each_act_stands_there_in_order_with_who_and_why(cast: Cast, matter: tuple[Safe, Known]) -> None:
    found = [(step.file, step.words, step.who, step.why) for step in custody.steps(pieces(cast, matter))]

    lee = cast.lee.name
    assert found == [
        ("1", "Arrived, and was sealed while it arrived", "Whoever has the receipt", ""),
        ("2", "Arrived, and was sealed while it arrived", lee, ""),
        ("3", "A redacted copy of it was added", lee, ""),
        ("1", "Looked at or downloaded", lee, "inquiry"),
        ("1", "Exported in clear", lee, "work"),
        ("2", "Exported in clear", lee, "work"),
        ("3", "Exported in clear", lee, "work"),
    ]


def test_a_spreadsheet_takes_no_cell_for_a_formula(cast: Cast, matter: tuple[Safe, Known]) -> None:
    rows = list(csv.DictReader(StringIO(custody.as_csv(pieces(cast, matter)))))

    assert rows[0]["name"] == "001-=cmd.mp4"
    assert rows[0]["at"] == "2026-05-04 12:00:00 UTC"
    assert [cell for row in rows for cell in row.values() if cell[:1] in {"=", "+", "-", "@"}] == []


def test_the_paper_has_every_fingerprint_and_every_act(cast: Cast, matter: tuple[Safe, Known]) -> None:
    found = pieces(cast, matter)

    paper = pypdfium2.PdfDocument(custody.as_pdf(found, MATTER, who=cast.lee.name, at=NOON, language="en"))
    words = "".join(page.get_textpage().get_text_range() for page in paper).replace("\r\n", "").replace("\n", "")

    for piece in found:
        assert piece.meta.sha256 in words
        assert piece.meta.name in words
    assert words.count("Exported in clear") == 3
    assert "Chain of custody" in words
