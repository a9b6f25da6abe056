"""`openbeat check`: what is sound, what somebody should look at, what has failed."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from openbeat.config import cli
from openbeat.config.commands import soundness
from openbeat.config.commands.soundness import State
from openbeat.core.jobs import registry, services
from openbeat.core.jobs.models import Worker
from openbeat.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


def states(question: Callable[[], Iterator[tuple[State, str]]]) -> list[State]:
    return [state for state, _words in question()]


def test_without_a_worker_it_fails_and_with_one_it_does_not() -> None:
    assert states(soundness.the_worker) == [State.FAIL]

    services.beat("w1", os.getpid(), timezone.now())

    assert states(soundness.the_worker) == [State.OK]


def test_work_that_waits_or_was_given_up_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_JOBS", {})
    registry.task("test.fail", tries=1)(lambda: int("nothing"))
    services.beat("w1", os.getpid(), timezone.now())
    services.later("test.fail")
    services.later("test.fail", at=now() - timedelta(hours=1))
    with pytest.raises(ValueError, match="nothing"):
        services.run_pending()

    assert [words for _state, words in soundness.the_worker()] == [
        "alive",
        "1 jobs were given up; see them: openbeat worker --failed",
    ]


@pytest.mark.parametrize(
    ("address", "hosts", "state"),
    [
        ("http://localhost:8000", ["localhost", "127.0.0.1", "[::1]"], State.OK),
        ("https://talk.example.gov", ["localhost"], State.FAIL),
        ("http://localhost:8000", ["*"], State.FAIL),
        ("http://localhost:8000", ["192.0.2.7"], State.FAIL),
    ],
)
def test_the_example_town_must_not_be_reachable_from_outside(
    settings: Any, address: str, hosts: list[str], state: State
) -> None:
    settings.OPENBEAT_DEMO, settings.OPENBEAT_ADDRESS, settings.ALLOWED_HOSTS = True, address, hosts

    assert states(soundness.the_example) == [state]


def test_a_real_installation_may_have_a_public_host(settings: Any) -> None:
    settings.OPENBEAT_DEMO, settings.ALLOWED_HOSTS = False, ["talk.example.gov"]

    assert states(soundness.the_example) == [State.OK]


def _mail_goes_to(settings: Any, port: int) -> None:
    options = {"host": "127.0.0.1", "port": port}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


def test_a_mail_server_that_does_not_answer_fails(settings: Any) -> None:
    _mail_goes_to(settings, _closed_port())

    (state, words) = next(soundness.the_mail())

    assert state == State.FAIL
    assert "ConnectionRefusedError" in words


def test_a_mail_server_that_takes_us_is_fine(settings: Any) -> None:
    server = Controller(object(), hostname="127.0.0.1", port=_closed_port())
    server.start()
    _mail_goes_to(settings, server.port)
    try:
        assert next(soundness.the_mail()) == (State.OK, f"127.0.0.1:{server.port}")
    finally:
        server.stop()


def test_a_worker_of_a_machine_whose_clock_is_ahead_is_found() -> None:
    assert State.FAIL not in states(soundness.the_clock)

    services.beat("w1", 1, timezone.now())
    Worker.objects.update(beat_at=timezone.now() + timedelta(minutes=5))

    assert states(soundness.the_clock) == [State.FAIL]


def test_a_full_disk_fails_and_a_filling_one_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for free, state in ((100 * 1024**2, State.FAIL), (1024**3, State.LOOK), (9 * 1024**3, State.OK)):
        usage = type("usage", (), {"free": free})
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, usage=usage: usage)
        assert states(soundness.the_disk) == [state]


def test_a_folder_that_cannot_be_written_fails(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path / "nowhere"

    assert states(soundness.the_disk) == [State.FAIL]


def test_what_nobody_has_decided_is_shown_with_what_holds_until_then() -> None:
    told = list(soundness.the_decisions())

    assert {state for state, _words in told} == {State.LOOK}
    assert any("No officer is named." in words for _state, words in told)


def test_the_command_gives_one_line_each_and_an_exit_code(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    assert cli.main(["check"]) == 1
    services.beat("w1", os.getpid(), timezone.now())
    failed = capsys.readouterr().out.splitlines()

    code = cli.main(["check"])
    sound = capsys.readouterr().out.splitlines()

    assert [line for line in failed if line.startswith("FAIL  worker")]
    assert not [line for line in sound if line.startswith("FAIL  worker")]
    assert code == int(any(line.startswith("FAIL") for line in sound))
    assert cli.main(["check", "--strict"]) == 1
    subjects = {line[6:17].strip() for line in sound[:-1]}
    assert subjects == {*soundness.QUESTIONS, "complaints", "machines", "outside", "posts", "publication", "vault"}


def _closed_port() -> int:
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        return int(ear.getsockname()[1])
