"""Drafts by machine: who may be asked about what, and what of an answer is taken."""

from __future__ import annotations

import logging
import re
import shutil
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import CountQueries
from openbeat.core.department import services as department
from openbeat.core.department.facts import Decision
from openbeat.core.hooks import soundness
from openbeat.core.translation import machine
from openbeat.core.translation.machine import Drafted, NoDraft, Secrecy, apertium
from openbeat.core.translation.machine.rules import Allowed
from openbeat.core.translation.tests.a_server import Behaviour, a_server
from openbeat.kit import memory
from openbeat.kit.actors import program
from tests.cast import Cast

pytestmark = pytest.mark.django_db

BUILDER = program("test", "administrator")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SECRET = "Officer Brandt pushed me."  # noqa: S105  what somebody says in a complaint
SAID = {
    "The light is out.": "La luz no funciona.",
    SECRET: "El agente me empujó.",
    "We come on Monday at 6.": "Venimos el lunes a las 6.",
}
PROGRAM = shutil.which("apertium") or ""
real = pytest.mark.skipif(
    not PROGRAM or "eng-spa" not in apertium.pairs(PROGRAM),
    reason="Apertium with English and Spanish is not installed (packages apertium, apertium-eng-spa)",
)


def decide(allowed: int, line: str = "machines") -> None:
    department.decide(line, Decision("So it is.", "the chief", number=allowed), by=BUILDER, at=NOON)


def spoken(words: str) -> str:
    return SAID.get(words, words)


@pytest.fixture(autouse=True)
def nothing_is_set_up(settings: Any) -> None:
    settings.OPENBEAT_APERTIUM, settings.OPENBEAT_TRANSLATE_ADDRESS, settings.OPENBEAT_TRANSLATE_SECONDS = "", "", 5
    memory.forget_all()


@pytest.fixture
def there(settings: Any) -> Iterator[Behaviour]:
    with a_server(answers=spoken) as server:
        settings.OPENBEAT_TRANSLATE_ADDRESS, settings.OPENBEAT_TRANSLATE_KEY = server.address, "key-of-ours"
        yield server


@pytest.fixture
def here(tmp_path: Path, settings: Any) -> Path:
    """A program that behaves as Apertium does, with one pair; it writes down what it was given."""
    program = tmp_path / "apertium"
    heard = tmp_path / "heard"
    program.write_text(f'#!/bin/sh\n[ "$1" = -l ] && echo "  eng-spa" && exit\ntee -a {heard} | sed "s/light/luz/"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    settings.OPENBEAT_APERTIUM = str(program)
    heard.touch()
    memory.forget_all()
    return heard


def why_not(*passages: str, source: str = "en", target: str = "es", secrecy: Secrecy = Secrecy.PUBLIC) -> str:
    with pytest.raises(NoDraft) as refused:
        machine.draft(passages, source, target, secrecy=secrecy)
    assert str(machine.may(source, target, secrecy).reason) in {str(refused.value), ""}
    return str(refused.value)


# --- who may be asked ----------------------------------------------------------------------------
def test_until_somebody_decides_no_machine_is_asked(there: Behaviour, here: Path) -> None:
    assert why_not("The light is out.") == "The department has not decided that machines may draft."
    assert not machine.may("en", "es")
    assert (there.paths, here.read_text()) == ([], "")


def test_a_program_here_may_be_asked_and_a_server_may_not_until_that_is_decided(there: Behaviour, here: Path) -> None:
    decide(Allowed.HERE)

    draft = machine.draft(["The light is out."], "en", "es")

    assert (draft.engine, there.paths) == ("Apertium", [])
    assert draft.pairs == [("The light is out.", "The luz is out.")]
    assert why_not("The light is out.", target="my") == "No translation program here knows these two languages."
    assert there.paths == []


def test_a_server_is_asked_for_what_the_program_here_does_not_know(there: Behaviour, here: Path) -> None:
    decide(Allowed.SERVER)
    there.answers = lambda _words: "လမ်းမီး မလင်းပါ။"

    assert machine.draft(["The light is out."], "en", "es").engine == "Apertium"
    assert machine.draft(["The light is out."], "en", "my").engine == "LibreTranslate"
    assert [one["target"] for one in there.asked] == ["my"]


def test_with_nothing_set_up_that_is_said() -> None:
    decide(Allowed.SERVER)

    assert why_not("The light is out.") == "No translation program is set up here."


@pytest.mark.parametrize("allowed", Allowed)
@pytest.mark.parametrize("sealed_too", [0, 1])
def test_nothing_sealed_ever_reaches_a_server_whatever_is_decided(
    allowed: Allowed, sealed_too: int, there: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    decide(allowed)
    decide(sealed_too, "machines_sealed")

    with caplog.at_level(logging.DEBUG):
        assert why_not(SECRET, secrecy=Secrecy.SEALED)

    assert (there.paths, there.asked) == ([], [])
    assert SECRET not in caplog.text


def test_what_is_private_is_drafted_by_a_program_here_and_never_by_a_server(there: Behaviour, here: Path) -> None:
    decide(Allowed.SERVER)

    draft = machine.draft(["The light is out."], "en", "es", secrecy=Secrecy.PRIVATE)

    assert draft.engine == "Apertium"
    assert why_not("The light is out.", target="my", secrecy=Secrecy.PRIVATE) == (
        "No translation program here knows these two languages."
    )
    assert there.paths == []


def test_a_complaint_is_drafted_by_a_program_here_and_only_where_that_was_decided(there: Behaviour, here: Path) -> None:
    decide(Allowed.SERVER)
    refused = why_not(SECRET, secrecy=Secrecy.SEALED)
    heard = here.read_text()
    decide(1, "machines_sealed")
    draft = machine.draft([SECRET], "en", "es", secrecy=Secrecy.SEALED)

    assert refused == "No machine may read the words of a complaint here."
    assert heard == ""
    assert (draft.engine, here.read_text(), there.paths) == ("Apertium", SECRET, [])


def test_a_server_whose_address_is_not_sound_is_not_asked(settings: Any) -> None:
    decide(Allowed.SERVER)
    settings.OPENBEAT_TRANSLATE_ADDRESS = "http://translate.example.org"

    assert why_not("The light is out.") == "No translation program is set up here."


# --- what of an answer is taken ------------------------------------------------------------------
def test_each_passage_is_judged_by_itself_and_a_bad_one_leaves_the_others(there: Behaviour) -> None:
    decide(Allowed.SERVER)
    passages = ["The light is out.", "Call 555-0100 22 today.", "We come on Monday at 6.", "https://example.org 7", ""]

    def answers(words: str) -> str:
        return spoken(words) if "today" not in words else "Llame al 555-0199 hoy."

    there.answers = answers
    draft = machine.draft(passages, "en", "es")

    assert draft.passages == (
        Drafted("The light is out.", "La luz no funciona."),
        Drafted("Call 555-0100 22 today.", why="The machine lost or changed something in passage 2."),
        Drafted("We come on Monday at 6.", "Venimos el lunes a las 6."),
        Drafted("https://example.org 7", "https://example.org 7"),
        Drafted("", ""),
    )
    assert len(there.asked) == 3


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("The light at the corner is out.", "The machine did not translate this."),
        ("Đèn đường ở góc phố không sáng hai tuần nay.", "The machine answered in another language."),
        ("路灯已经坏了两个星期了。", "The machine answered in another language."),
        ("La luz <b>no</b> funciona.", "The machine lost or changed something in passage 1."),
        ("La luz no funciona desde hace 2 semanas.", "The machine lost or changed something in passage 1."),
        ("La luz\0 no funciona.", "The machine gave no words."),
        ("La luz\ud800 no funciona.", "The machine gave no words."),
    ],
)
def test_an_answer_that_is_no_translation_is_refused(there: Behaviour, answer: str, why: str) -> None:
    decide(Allowed.SERVER)
    there.answers = lambda _words: answer

    assert machine.draft(["The light at the corner is out."], "en", "es").passages == (
        Drafted("The light at the corner is out.", why=why),
    )


def test_names_of_the_house_its_areas_and_whoever_is_given_are_out_of_the_machines_sight(
    cast: Cast, there: Behaviour
) -> None:
    decide(Allowed.SERVER)
    passage = f"Lena Brandt of {cast.beat.name} in Alder Falls met Green Moon and Carl P. there."

    def answers(words: str) -> str:
        return "En el lugar se encontraron " + " y ".join(re.findall(r"X+Q+\d+X", words)) + " ayer por la tarde."

    there.answers = answers
    (drafted,) = machine.draft([passage], "en", "es", keep=["Green Moon"]).passages

    assert all(name in drafted.words for name in ("Lena Brandt", cast.beat.name, "Alder Falls", "Green Moon", "Carl P"))
    assert not re.search(f"Lena|Brandt|{cast.beat.name}|Alder|Moon", there.asked[0]["q"])


def test_a_server_that_fails_gives_a_sentence_and_no_draft(there: Behaviour) -> None:
    decide(Allowed.SERVER)
    there.fault = "500"

    with pytest.raises(NoDraft, match=re.escape("The translation server refused (500).")):
        machine.draft(["The light is out."], "en", "es")


def test_a_text_that_is_too_long_is_not_sent(there: Behaviour) -> None:
    decide(Allowed.SERVER)

    with pytest.raises(NoDraft, match="too long for a machine"):
        machine.draft(["a"] * 501, "en", "es")
    with pytest.raises(NoDraft, match="too long for a machine"):
        machine.draft(["a" * 200_001], "en", "es")
    assert there.paths == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_draft_costs_the_same_queries_however_many_passages(
    cast: Cast, there: Behaviour, count: int, count_queries: CountQueries
) -> None:
    decide(Allowed.SERVER)
    machine.draft(["The light is out."], "en", "es")
    memory.forget_all()

    with count_queries(7):
        machine.draft(["The light is out."] * count, "en", "es")


# --- Apertium itself -----------------------------------------------------------------------------
@real
def test_apertium_drafts_from_english_into_spanish_and_back(settings: Any, cast: Cast) -> None:
    settings.OPENBEAT_APERTIUM = "apertium"
    decide(Allowed.HERE)

    out = machine.draft(
        [
            "The meeting of the police is on Monday in the library.",
            "Call +1 (555) 010-4477 or see https://a.example/x.",
        ],
        "en",
        "es",
    )
    back = machine.draft(["La reunión es el lunes.\n¿Viene usted?"], "es", "en")

    assert out.passages[0].words == "La reunión de la policía es el lunes en la biblioteca."
    assert "+1 (555) 010-4477" in out.passages[1].words
    assert "https://a.example/x" in out.passages[1].words
    assert back.passages[0].words.startswith("The meeting is the Monday.\n")
    assert not machine.may("en", "so")


@real
def test_apertium_keeps_names_and_odd_signs_through_its_own_format(settings: Any, cast: Cast) -> None:
    settings.OPENBEAT_APERTIUM = "apertium"
    decide(Allowed.HERE)
    passage = f"^We$ meet [today] in {cast.beat.name} with Lena Brandt: @ / \\ {{}} 😀 e\u0301 ضوء * % ~"

    (drafted,) = machine.draft([passage], "en", "es").passages

    assert drafted.why == ""
    assert all(thing in drafted.words for thing in (cast.beat.name, "Lena Brandt", "😀", "ضوء", "^", "$", "[", "\\"))


def test_a_program_that_hangs_gives_a_sentence(here: Path, settings: Any) -> None:
    decide(Allowed.HERE)
    program = here.parent / "apertium"
    program.write_text('#!/bin/sh\n[ "$1" = -l ] && echo "  eng-spa" && exit\nsleep 30\n')
    settings.OPENBEAT_TRANSLATE_SECONDS = 1

    with pytest.raises(NoDraft, match="on this machine gave no answer"):
        machine.draft(["The light is out."], "en", "es")


@pytest.mark.slow
def test_all_passages_together_have_their_time_too(here: Path, settings: Any) -> None:
    decide(Allowed.HERE)
    program = here.parent / "apertium"
    program.write_text('#!/bin/sh\n[ "$1" = -l ] && echo "  eng-spa" && exit\nsleep 0.7; cat\n')
    settings.OPENBEAT_TRANSLATE_SECONDS = 1
    began = time.monotonic()

    with pytest.raises(NoDraft, match="on this machine gave no answer"):
        machine.draft(["The light is out."] * 50, "en", "es")

    assert time.monotonic() - began < 8


# --- what `openbeat check` says -----------------------------------------------------------------
def test_check_says_how_the_machines_stand(settings: Any, there: Behaviour, here: Path) -> None:
    question = soundness.offered()["machines"]
    undecided = list(question())
    decide(Allowed.HERE)
    only_here = list(question())
    decide(Allowed.SERVER)
    both = list(question())
    there.fault, there.languages = "", {"error": "no"}
    lying = list(question())
    settings.OPENBEAT_TRANSLATE_ADDRESS = "http://translate.example.org"
    unsound = list(question())
    settings.OPENBEAT_TRANSLATE_ADDRESS, settings.OPENBEAT_APERTIUM = "", ""
    nothing = list(question())

    program = ("ok", "Apertium drafts from en to es")
    assert undecided == [
        ("ok", "no machine drafts translations: the department has not decided that one may"),
        ("look", "a translation server is set up, but the department has not decided that it may be asked"),
    ]
    assert only_here == [program, undecided[1]]
    assert both == [program, ("ok", "the translation server answers")]
    assert lying == [program, ("FAIL", "The translation server answered something else than was asked.")]
    assert unsound == [
        program,
        ("FAIL", "OPENBEAT_TRANSLATE_ADDRESS: The address of another machine begins with https."),
    ]
    assert [state for state, _words in nothing] == ["look", "look"]
