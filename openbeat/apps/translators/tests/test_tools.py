"""Drafts by a machine, and files for a translator's own tools."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openbeat.apps.translators import queries
from openbeat.apps.translators.lifecycle import Stage
from openbeat.apps.translators.models import Work
from openbeat.apps.translators.services import drafts, machines, works
from openbeat.apps.translators.tests.makers import NOON, WORDS, Hall, a_work, written
from openbeat.core.department import services as department
from openbeat.core.department.facts import Decision
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.translation import exchange
from openbeat.kit import memory
from openbeat.kit.policy import Refused
from tests.cast import Cast

PROGRAM = """#!/bin/sh
# A program that answers as Apertium does, for two passages.
if [ "$1" = "-l" ]; then echo "eng-spa"; exit 0; fi
words=$(cat)
case "$words" in
  *lamp*) printf 'La lámpara no funciona hoy.' ;;
  *) printf 'Nos vemos el lunes a las seis.' ;;
esac
"""


@pytest.fixture
def program(tmp_path: Path, settings: Any, cast: Cast) -> Path:
    """A machine on this machine, which the department allowed to draft."""
    path = tmp_path / "apertium"
    path.write_text(PROGRAM, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    settings.OPENBEAT_APERTIUM = str(path)
    memory.forget_all()
    department.decide("machines", Decision("So it is.", "the chief", number=1), by=BUILDER, at=NOON)
    return path


def rosa(cast: Cast) -> Person:
    """Rosa, as the database knows her now."""
    return Person.objects.get(pk=cast.rosa.pk)


def a_taken(cast: Cast, hall: Hall) -> Work:
    """A work that Rosa has taken."""
    return a_work(cast, hall.says(cast.beat), Stage.TAKEN)


@pytest.mark.parametrize("form", list(exchange.Form))
def test_a_file_goes_out_and_comes_back_without_loss(
    client: Client, cast: Cast, hall: Hall, form: exchange.Form
) -> None:
    work = a_taken(cast, hall)
    work = drafts.write(work, written(work), by=rosa(cast), at=NOON)
    client.force_login(cast.rosa)
    out = client.get(f"/translate/{work.pk}/file.{form}")
    assert out["Content-Disposition"] == f'attachment; filename="translation-{work.pk}-es.{form}"'

    same = SimpleUploadedFile("x", out.content)
    assert client.post(f"/translate/{work.pk}/file/", {"file": same}).status_code == 302
    work.refresh_from_db()
    assert work.version == 1
    changed = SimpleUploadedFile("x", out.content.replace(b"La luz no funciona.", b"No hay luz."))
    client.post(f"/translate/{work.pk}/file/", {"file": changed})

    work.refresh_from_db()
    assert [(piece.words, piece.origin) for piece in queries.draft_of(work)] == [
        ("No hay luz.", "file"), (WORDS[1], "person")
    ]  # fmt: skip
    assert [piece.words for piece in queries.draft_of(work, 1)] == list(WORDS)


def test_a_file_with_a_fault_is_refused_with_its_line_and_nothing_is_taken(
    client: Client, cast: Cast, hall: Hall
) -> None:
    work = a_taken(cast, hall)
    work = drafts.write(work, written(work), by=rosa(cast), at=NOON)
    client.force_login(cast.rosa)
    data = client.get(f"/translate/{work.pk}/file.po").content.replace(b"La luz", b"<script>La luz")

    response = client.post(f"/translate/{work.pk}/file/", {"file": SimpleUploadedFile("x", data)})

    assert response.status_code == 422
    assert "Line " in response.text
    assert "which the source does not have" in response.text
    work.refresh_from_db()
    assert work.version == 1
    assert client.post(f"/translate/{work.pk}/file/", {}).status_code == 422
    assert client.get(f"/translate/{work.pk}/file.exe").status_code == 404


def test_only_whoever_has_taken_it_brings_a_file_in(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_taken(cast, hall)
    client.force_login(cast.noor)
    data = client.get(f"/translate/{work.pk}/file.po").content

    assert client.post(f"/translate/{work.pk}/file/", {"file": SimpleUploadedFile("x", data)}).status_code == 403


def test_a_source_that_changed_while_the_file_was_out_leaves_its_words_old(cast: Cast, hall: Hall) -> None:
    work = a_taken(cast, hall)
    source = queries.source_of(work)
    assert source
    data = exchange.written(queries.parcel(work, source), exchange.Form.PO)
    data = data.replace(
        b'msgid "We meet on Monday at six."\nmsgstr ""', b'msgid "We meet on Monday at six."\nmsgstr "El lunes."'
    )
    hall.says(cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.")

    work = drafts.take_in(work, data, by=rosa(cast), at=NOON)

    (piece,) = [piece for piece in queries.draft_of(work) if piece.words]
    assert (piece.source, piece.words) == ("We meet on Monday at six.", "El lunes.")


def test_a_file_gives_no_limit_to_the_passages_of_a_text_message_since_all_of_it_counts(cast: Cast, hall: Hall) -> None:
    hall.sms.add(str(cast.beat.pk))
    work = a_taken(cast, hall)
    source = queries.source_of(work)
    assert source

    assert [unit.limit for unit in queries.parcel(work, source).units] == [0, 0]


@pytest.mark.parametrize("form", list(exchange.Form))
def test_words_that_were_older_when_the_file_went_out_stay_old_until_the_mark_is_taken_off(
    cast: Cast, hall: Hall, form: exchange.Form
) -> None:
    work = a_taken(cast, hall)
    work = drafts.write(work, written(work), by=rosa(cast), at=NOON)
    hall.says(cast.beat, "The lamp is out today.\n\nWe meet on Tuesday at six.")
    source = queries.source_of(work)
    assert source
    data = exchange.written(queries.parcel(work, source), form)
    before = list(queries.draft_of(work))

    untouched = list(queries.draft_of(drafts.take_in(work, data, by=rosa(cast), at=NOON)))
    sure = data.replace(b"needs-review-translation", b"final").replace(b"#, fuzzy\n", b"")
    confirmed = list(queries.draft_of(drafts.take_in(work, sure, by=rosa(cast), at=NOON)))

    assert untouched == before
    assert [piece.source for piece in confirmed] == ["The lamp is out today.", "We meet on Tuesday at six."]
    assert [piece.words for piece in confirmed] == [piece.words for piece in before]


def test_no_machine_drafts_until_the_department_has_decided(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_taken(cast, hall)
    with pytest.raises(Refused, match="The department has not decided that machines may draft"):
        machines.ask_machine(work, by=rosa(cast), at=NOON)
    client.force_login(cast.rosa)
    page = client.get(work.get_absolute_url()).text
    assert "The department has not decided that machines may draft." in page
    assert "Let a machine draft it" not in page


def test_a_machine_drafts_in_a_job_what_has_no_words_and_somebody_signs(
    client: Client, cast: Cast, hall: Hall, program: Path, run_jobs: Callable[[], int]
) -> None:
    work = a_taken(cast, hall)
    work = drafts.write(work, written(work, ["La luz no va."]), by=rosa(cast), at=NOON)
    client.force_login(cast.rosa)
    url = work.get_absolute_url()
    assert "Let a machine draft it" in client.get(url).text

    for _ in range(2):
        client.post(f"{url}machine/")
    assert "A machine drafts it." in client.get(url).text
    run_jobs()

    work.refresh_from_db()
    assert [(piece.words, piece.origin) for piece in queries.draft_of(work)] == [
        ("La luz no va.", "person"), ("Nos vemos el lunes a las seis.", "machine")
    ]  # fmt: skip
    page = client.get(url).text
    assert ("Draft by machine" in page, "A machine drafts it." in page) == (True, False)


def test_what_a_machine_could_not_do_is_said(
    client: Client, cast: Cast, hall: Hall, program: Path, run_jobs: Callable[[], int]
) -> None:
    hall.says(cast.beat, "The lamp is out, call 312-555-0188.\n\nWe meet on Monday at six.")
    work = a_work(
        cast, hall.says(cast.beat, "The lamp is out, call 312-555-0188.\n\nWe meet on Monday at six."), Stage.TAKEN
    )
    client.force_login(cast.rosa)
    client.post(f"{work.get_absolute_url()}machine/")
    run_jobs()

    work.refresh_from_db()
    assert [piece.words for piece in queries.draft_of(work)] == ["Nos vemos el lunes a las seis."]
    assert "The machine left something to you" in client.get(work.get_absolute_url()).text


def test_a_draft_that_comes_too_late_changes_nothing(
    cast: Cast, hall: Hall, program: Path, run_jobs: Callable[[], int]
) -> None:
    work = a_taken(cast, hall)
    machines.ask_machine(work, by=rosa(cast), at=NOON)
    works.hand_back(work, by=rosa(cast), at=NOON)

    run_jobs()

    work.refresh_from_db()
    assert (work.stage, work.version, work.machine_asked_at) == (Stage.ASKED, 0, None)
