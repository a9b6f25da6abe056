"""What a machine may make of a complaint: nothing until that is decided, and then only a program on this machine."""

from __future__ import annotations

import logging
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, an_office, opened_as, unlocked
from openbeat.core.department import services as department
from openbeat.core.department.facts import Decision
from openbeat.core.ledger.models import Entry
from openbeat.core.people.demo import BUILDER
from openbeat.core.translation.models import Text
from openbeat.core.translation.tests.a_server import a_server
from openbeat.kit import clock, memory
from tests.cast import Cast

pytestmark = pytest.mark.django_db

BUTTON = "Let a machine draft it"
WORDS = "El agente gritó a mi hijo en la parada del autobús. Llame al 555-0100 22."


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


@pytest.fixture
def heard(tmp_path: Path, settings: Any) -> Path:
    """A program that behaves as Apertium does; it writes down what it was given."""
    program, heard = tmp_path / "apertium", tmp_path / "heard"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = -l ] && echo "  spa-eng" && exit\ntee -a {heard} | '
        "sed 's/El agente gritó a mi hijo en la parada del autobús/The officer shouted at my son/; s/Llame al/Call/'\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    heard.touch()
    settings.OPENBEAT_APERTIUM = str(program)
    memory.forget_all()
    return heard


def decide(machines: int, sealed: int) -> None:
    for line, number in (("machines", machines), ("machines_sealed", sealed)):
        department.decide(line, Decision("So it is.", "the chief", number=number), by=BUILDER, at=NOON)


def in_spanish(office: Office) -> Complaint:
    return a_complaint(office, words=WORDS, language="es", about="").complaint


def read_by_ines(client: Client, office: Office, complaint: Complaint) -> str:
    unlocked(client, office, office.ines)
    return opened_as(client, complaint)


def test_until_it_is_decided_nothing_is_offered_and_a_form_made_by_hand_is_refused(
    client: Client, office: Office, heard: Path
) -> None:
    complaint = in_spanish(office)
    decide(2, 0)
    read_by_ines(client, office, complaint)

    page = client.get(f"/complaints/{complaint.pk}/").text
    refused = client.post(f"/complaints/{complaint.pk}/machine/")

    assert BUTTON not in page
    assert (refused.status_code, heard.read_text()) == (403, "")
    assert "No machine may read the words of a complaint here." in refused.text
    assert not Entry.objects.filter(act="ask_machine").exists()


def test_a_reader_sees_a_draft_that_is_on_record_and_kept_nowhere(
    client: Client, office: Office, heard: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    complaint = in_spanish(office)
    decide(2, 1)
    with a_server() as server, caplog.at_level(logging.DEBUG):
        settings.OPENBEAT_TRANSLATE_ADDRESS = server.address
        read_by_ines(client, office, complaint)
        before = client.get(f"/complaints/{complaint.pk}/").text
        page = client.post(f"/complaints/{complaint.pk}/machine/", follow=True)
        after = client.get(f"/complaints/{complaint.pk}/").text

    assert BUTTON in before
    assert "The officer shouted at my son. Call 555-0100 22." in page.text
    assert "Draft by machine" in page.text
    assert WORDS in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "The officer shouted" not in after
    assert "A program on this machine drafted a translation" in after
    assert (server.paths, server.asked) == ([], [])
    assert "555-0100" not in heard.read_text()
    entry = Entry.objects.get(act="ask_machine")
    assert (entry.by, entry.facts) == (office.ines, {"language": "en"})
    assert "agente" not in caplog.text
    assert not Text.objects.exists()


def test_what_the_program_does_not_know_is_not_offered(client: Client, office: Office, heard: Path) -> None:
    english = a_complaint(office).complaint
    somali = a_complaint(office, words="Nalka waddada ma shaqaynayo.", language="so", once="two").complaint
    decide(1, 1)

    for complaint in (english, somali):
        read_by_ines(client, office, complaint)
        assert BUTTON not in client.get(f"/complaints/{complaint.pk}/").text
    nothing = client.post(f"/complaints/{english.pk}/machine/")

    assert nothing.status_code == 403
    assert "There is nothing here in another language." in nothing.text
    assert heard.read_text() == ""


def test_a_program_that_fails_gives_a_sentence_beside_the_words(
    client: Client, office: Office, heard: Path, settings: Any
) -> None:
    complaint = in_spanish(office)
    decide(1, 1)
    program = heard.parent / "apertium"
    program.write_text('#!/bin/sh\n[ "$1" = -l ] && echo "  spa-eng" && exit\nexit 7\n')
    read_by_ines(client, office, complaint)

    page = client.post(f"/complaints/{complaint.pk}/machine/", follow=True).text

    assert "The translation program on this machine gave no answer." in page
    assert WORDS in page


def test_nobody_else_has_it_drafted(client: Client, cast: Cast, office: Office, heard: Path) -> None:
    complaint = in_spanish(office)
    decide(1, 1)
    client.force_login(cast.lee)
    assert client.post(f"/complaints/{complaint.pk}/machine/").status_code == 404

    client.force_login(office.ines)  # who may, but has not typed the passphrase
    locked = client.post(f"/complaints/{complaint.pk}/machine/")
    unlocked(client, office, office.ines)
    unsaid = client.post(f"/complaints/{complaint.pk}/machine/", follow=True)  # nor said why

    assert locked.headers["Location"].startswith("/me/key/unlock/")
    assert "Draft by machine" not in unsaid.text
    assert heard.read_text() == ""


def test_a_page_that_nobody_asked_for_leads_back_and_gives_the_program_nothing(
    client: Client, office: Office, heard: Path
) -> None:
    complaint = in_spanish(office)
    decide(1, 1)
    read_by_ines(client, office, complaint)

    answer = client.get(f"/complaints/{complaint.pk}/machine/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/complaints/{complaint.pk}/")
    assert heard.read_text() == ""


def test_one_ask_holds_for_some_minutes_and_gives_the_program_nothing_afterwards(
    client: Client, office: Office, heard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENBEAT_CLOCK_FILE", str(tmp_path / "clock"))
    complaint = in_spanish(office)
    decide(1, 1)
    read_by_ines(client, office, complaint)
    url = f"/complaints/{complaint.pk}/machine/"
    client.post(url)

    clock.move(timedelta(minutes=4))
    in_time = client.get(url)
    heard.write_text("")
    clock.move(timedelta(minutes=2))
    late = client.get(url)

    assert "The officer shouted at my son." in in_time.text
    assert (late.status_code, late.headers["Location"], heard.read_text()) == (302, f"/complaints/{complaint.pk}/", "")
    assert "The officer shouted at my son." in client.post(url, follow=True).text
