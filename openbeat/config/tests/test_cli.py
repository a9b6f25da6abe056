"""The command line: help with an example, sentences instead of tracebacks, exit codes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from openbeat.config import cli, reference
from openbeat.config.commands import demo
from openbeat.core.people.models import Tenure
from openbeat.core.places import queries as places
from tests.faults.deployed import a_port

SQUARE = [[[10.0, 50.0], [10.1, 50.0], [10.1, 50.1], [10.0, 50.1], [10.0, 50.0]]]


def a_file(folder: Path, *names: str) -> Path:
    shapes = [
        {
            "type": "Feature",
            "properties": {"beat": name},
            "geometry": {"type": "Polygon", "coordinates": [[[x + shift, y] for x, y in SQUARE[0]]]},
        }
        for shift, name in enumerate(names)
    ]
    path = folder / "beats.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_an_example(command: cli.Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command.name, "--help"])

    assert ended.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"Example: {command.example}" in told
    assert command.example.startswith(f"openbeat {command.name}")


def test_what_runs_before_the_models_are_ready_needs_none_of_them() -> None:
    """Here all is loaded already: so this asks a Python that has loaded nothing yet."""
    early = ["serve", *(command.module for command in cli.COMMANDS if not command.needs_django)]  # demo asks serve
    lines = [f"import openbeat.config.commands.{module}" for module in early]

    given = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(given, capture_output=True, text=True, check=False)  # noqa: S603  our own words

    assert ("demo" in early, done.returncode, done.stderr) == (True, 0, "")


def test_without_a_command_it_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    told = capsys.readouterr().out
    assert all(command.name in told for command in cli.COMMANDS)


def test_an_impossible_port_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["demo", "--port", "99999"])

    assert ended.value.code == 2
    assert "'99999' is not a port" in capsys.readouterr().err


def test_the_example_town_says_which_port_is_taken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENBEAT_DEMO", "OPENBEAT_CLOCK_FILE", "OPENBEAT_ADDRESS"):
        monkeypatch.setenv(name, "")  # what the command sets is taken back after the test
    monkeypatch.setenv("OPENBEAT_DATA", str(tmp_path))
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        port = ear.getsockname()[1]

        assert cli.main(["demo", "--port", str(port)]) == 1

    told = capsys.readouterr().err
    assert told == f"openbeat: port {port} is in use; take another one: PORT={port + 1} make demo\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="no other system ends a child with its parent")
def test_who_ends_the_example_town_while_it_is_built_leaves_nothing_running(tmp_path: Path) -> None:
    surroundings = os.environ | {"OPENBEAT_DATA": str(tmp_path), "OPENBEAT_DATABASE": "sqlite"}
    words = [sys.executable, "-m", "openbeat.config.cli", "demo", "--size", "small", "--port", str(a_port())]
    town = subprocess.Popen(words, env=surroundings, stdout=subprocess.DEVNULL)  # noqa: S603
    children = Path(f"/proc/{town.pid}/task/{town.pid}/children")
    assert until(lambda: bool(children.read_text()))
    builder = Path("/proc") / children.read_text().strip()
    assert until((tmp_path / "openbeat.sqlite3").exists)

    town.terminate()
    town.wait(timeout=30)

    assert until(lambda: not builder.exists())


def until(happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not happens() and time.monotonic() < end:
        time.sleep(0.1)
    return happens()


def test_what_goes_wrong_is_one_sentence_and_an_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "areas", "nowhere.geojson", "--name-field", "beat"]) == 1
    assert capsys.readouterr().err == "openbeat: there is no file nowhere.geojson\n"


def test_an_engineer_can_ask_where_it_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBEAT_DEBUG", "1")

    with pytest.raises(Exception, match="there is no file"):
        cli.main(["import", "areas", "nowhere.geojson", "--name-field", "beat"])


def test_areas_of_a_file_are_imported_once_however_often_it_is_run(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", "areas", str(a_file(tmp_path, "11", "12")), "--kind", "beat", "--name-field", "beat"]

    assert cli.main(words) == 0
    assert "2 new, 0 changed, 0 as they were." in capsys.readouterr().out
    assert cli.main(words) == 0
    assert "0 new, 0 changed, 2 as they were." in capsys.readouterr().out
    assert sorted(area.code for area in places.areas() if area.kind == "beat") == ["11", "12"]


def test_a_field_that_is_not_in_the_file_is_named(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", "areas", str(a_file(tmp_path, "11")), "--name-field", "district"]

    assert cli.main(words) == 1
    told = capsys.readouterr().err
    assert told.startswith("openbeat: ")
    assert "district" in told
    assert "Traceback" not in told


def test_the_first_administrator_is_made_once(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["createadmin", "Chief@Example.gov"]) == 0
    assert cli.main(["createadmin", "chief@example.gov"]) == 0

    (tenure,) = Tenure.objects.select_related("person", "post").order_by("pk")
    assert (tenure.person.email, tenure.post.role) == ("chief@example.gov", "administrator")
    assert tenure.person.holds("administrator")


def test_an_address_that_is_none_is_refused(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["createadmin", "the chief"]) == 1
    assert "valid email address" in capsys.readouterr().err


def test_reference_pages_that_are_stale_are_named_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    monkeypatch.setattr(reference.stale, "__defaults__", (tmp_path,))
    monkeypatch.setattr(reference.write, "__defaults__", (tmp_path,))

    assert cli.main(["docs", "--check"]) == 1
    assert "privacy.md" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())

    assert cli.main(["docs"]) == 0
    assert cli.main(["docs", "--check"]) == 0
    assert "says what the code says" in capsys.readouterr().out


def test_the_sentences_that_are_hard_to_read_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["messages", "--reading-age", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("What residents read: ")


def test_letters_to_the_example_town_are_taken_at_the_usual_port_or_at_a_free_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        usual = other.getsockname()[1]
        monkeypatch.setenv("OPENBEAT_MAIL_PORT", str(usual))
        elsewhere = demo.mail_port()

    assert elsewhere != usual
    assert demo.mail_port() == usual
