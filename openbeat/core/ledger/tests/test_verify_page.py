"""The page that checks proof files, what it says to whoever runs no scripts, and the recipe by hand."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openbeat.core.hooks import counts
from openbeat.core.ledger import kept, recipe
from openbeat.core.ledger.models import Published
from openbeat.core.ledger.queries import signing
from openbeat.core.ledger.queries.audit import Audit
from openbeat.core.ledger.queries.proofs import proof_file
from openbeat.core.ledger.services import counts as figures
from openbeat.core.ledger.services import log
from openbeat.core.ledger.tests.acts import NOON, OPEN, SEALED, Act, act, thing
from openbeat.kit.findings import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_kinds")]
LATER = NOON.replace(year=2027)


def a_proof() -> str:
    for number in range(5):
        act(number, category="lighting")
    act(1, Act.ANSWER, stage="answered")
    log.sequence(at=NOON)
    act(1, Act.ANSWER, stage="reopened")
    file = proof_file(thing(1), at=NOON)
    assert file
    return kept.as_json(file)


def test_the_page_names_the_key_and_explains_how_to_do_without_it(client: Client) -> None:
    a_proof()

    text = client.get("/log/verify/").text

    file = proof_file(thing(1), at=NOON)
    assert file
    assert f'data-key="{file["key"]}"' in text
    assert 'data-log="/log/1/"' in text
    assert 'openbeat verify proof.html <span class="short">--against' in text
    assert "hashlib.sha256" in text


def test_the_pages_promise_that_steps_stand_in_the_log_and_not_words(client: Client) -> None:
    verify, log_page = client.get("/log/verify/").text, client.get("/log/").text

    assert "None of your words are in it." in verify
    assert "No words and no names are in it." in log_page
    assert "`" not in verify.split("<main")[1].split('<details class="card"')[0]
    assert "sealed" not in log_page.replace("Sealed matters", "").split("<main")[1].lower()


def test_the_page_works_before_there_is_a_log(client: Client) -> None:
    assert 'data-key=""' in client.get("/log/verify/").text


def test_the_page_has_a_sentence_for_everything_that_the_script_can_find(client: Client) -> None:
    script, text = kept.SCRIPT.read_text(encoding="utf-8"), client.get("/log/verify/").text

    for code in SENTENCES:
        assert (f'data-code="{code}"' in text) == (f'"{code}"' in script), code


def test_the_recipe_holds_for_a_good_file_and_not_for_a_forged_one(tmp_path: Path) -> None:
    good = tmp_path / "proof.json"
    good.write_text(a_proof(), "utf-8")
    forged = tmp_path / "forged.json"
    forged.write_text(good.read_text("utf-8").replace('"answered"', '"closed"'), "utf-8")
    html = tmp_path / "proof.html"
    html.write_text(kept.as_html(json.loads(good.read_text("utf-8"))), "utf-8")
    script = tmp_path / "check.py"
    script.write_text(recipe.PYTHON, "utf-8")

    said = []
    for path in (good, forged, html):
        words = [sys.executable, str(script), path.name]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603  our own lines
        said.append(done.stdout)

    assert [line.split()[-1] for line in said[0].splitlines()[1:]] == ["holds", "holds", "waits"]
    assert [line.split()[-1] for line in said[1].splitlines()[1:]] == ["holds", "HOLD", "waits"]
    assert said[2] == said[0]


def test_the_guide_has_the_same_lines() -> None:
    guide = (Path(__file__).parents[4] / "docs/guide/check-it-yourself.md").read_text(encoding="utf-8")

    assert [text in guide for text in (recipe.PYTHON, recipe.OPENSSL, recipe.AHEAD)] == [True, True, True]


def size_of(client: Client) -> int:
    return int(client.get("/log/checkpoint").content.split(b"\n")[1])


def fetched(client: Client, folder: Path) -> list[str]:
    """What the guide says to fetch, as the site serves it; gives the names of the lines' files."""
    (folder / "checkpoint").write_bytes(client.get("/log/checkpoint").content)
    whole, left = divmod(size_of(client), 256)
    names = [f"{index:03}" for index in range(whole + bool(left))]
    for index, name in enumerate(names):
        answer = client.get(f"/log/tile/entries/{name}" + ("" if index < whole else f".p/{left}"))
        assert answer.status_code == 200
        (folder / name).write_bytes(answer.content)
    return names


def ahead(folder: Path, *names: str) -> tuple[int, str, str]:
    words = [sys.executable, "-c", recipe.AHEAD, "proof.json", "checkpoint", *names]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  our own lines
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("size", [255, 256, 257])
def test_the_second_recipe_finds_an_act_that_the_file_does_not_tell(size: int, tmp_path: Path, client: Client) -> None:
    before = json.loads(a_proof())
    log.sequence(at=NOON)
    for number in range(size - size_of(client)):
        act(100 + number)
    log.sequence(at=NOON)
    (tmp_path / "proof.json").write_text(kept.as_html(before | {"acts": before["acts"][:2]}), "utf-8")
    names = fetched(client, tmp_path)

    assert names == ["000", "001"][: 1 + (size > 256)]
    assert ahead(tmp_path, *names) == (0, f"act 3 stands in 000\nlooked through {size} of {size} lines\n", "")
    (tmp_path / "proof.json").write_text(kept.as_json(proof_file(thing(1), at=NOON) or {}), "utf-8")
    assert ahead(tmp_path, *names) == (0, f"looked through {size} of {size} lines\n", "")


def test_the_second_recipe_passes_over_no_line(tmp_path: Path, client: Client) -> None:
    (tmp_path / "proof.json").write_text(a_proof(), "utf-8")
    for number in range(260):
        act(100 + number)
    log.sequence(at=NOON)
    first, last = fetched(client, tmp_path)
    size = size_of(client)

    assert ahead(tmp_path, first)[:2] == (1, f"looked through 256 of {size} lines\n")
    (tmp_path / "missing").write_bytes(client.get(f"/log/tile/entries/{last}").content)
    (tmp_path / "cut").write_bytes((tmp_path / last).read_bytes()[:-1])
    for name in ("missing", "cut", first):
        code, said, why = ahead(tmp_path, first, name)
        assert (code, "looked through" in said, f"{name} holds" in why) == (1, False, True), name


def test_openssl_checks_the_signature_that_the_recipe_took_out(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("no openssl here")
    (tmp_path / "proof.json").write_text(a_proof(), "utf-8")
    subprocess.run([sys.executable, "-c", recipe.PYTHON, "proof.json"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S603  our own lines

    words = recipe.OPENSSL.split(" ")
    assert subprocess.run(words, cwd=tmp_path, check=False, capture_output=True).returncode == 0  # noqa: S603  our own words
    (tmp_path / "summary.txt").write_bytes((tmp_path / "summary.txt").read_bytes() + b"more\n")
    assert subprocess.run(words, cwd=tmp_path, check=False, capture_output=True).returncode != 0  # noqa: S603  our own words


# --- published counts ----------------------------------------------------------------------------------
@pytest.fixture
def _two_counts() -> Iterator[None]:
    before = dict(counts._OFFERED)
    counts._OFFERED.clear()
    counts.offer("tests.raised", "Raised", OPEN, [Act.RAISE])
    counts.offer("tests.sealed", "Complained", SEALED, [Act.RAISE])
    yield
    counts._OFFERED.clear()
    counts._OFFERED.update(before)


def told() -> list[tuple[str, int, int, int]]:
    return list(Published.objects.order_by("pk").values_list("name", "year", "number", "size"))


@pytest.mark.usefixtures("_two_counts")
def test_counts_are_published_with_the_lines_they_were_made_from_and_counted_again() -> None:
    act(1), act(2), act(3, sealed=True)
    log.sequence(at=NOON)
    assert (figures.publish(at=NOON), figures.publish(at=NOON)) == (1, 0)
    act(4), act(5, at=LATER)
    log.sequence(at=NOON)
    assert figures.publish(at=NOON) == 2

    assert told() == [("tests.raised", 2026, 2, 10), ("tests.raised", 2026, 3, 12), ("tests.raised", 2027, 1, 12)]
    assert list(Audit(NOON).differences()) == []


@pytest.mark.usefixtures("_two_counts")
def test_sealed_acts_are_published_once_their_year_is_over() -> None:
    act(3, sealed=True)
    log.sequence(at=NOON)
    assert figures.publish(at=NOON) == 0
    assert figures.publish(at=LATER) == 1

    assert told() == [("tests.sealed", 2026, 1, 8)]


@pytest.mark.usefixtures("_two_counts")
def test_a_year_whose_last_acts_wait_for_a_batch_is_not_published_yet() -> None:
    """Else the figure would move with the next batch, and tell how many acts came in it."""
    new_year = NOON.replace(year=2027, month=1, day=1, hour=0)
    act(3, sealed=True)
    log.sequence(at=NOON)
    act(4, sealed=True, at=new_year - timedelta(seconds=1))
    assert figures.publish(at=new_year) == 0

    log.sequence(at=new_year)

    assert figures.publish(at=new_year) == 1
    assert told() == [("tests.sealed", 2026, 2, 16)]


@pytest.mark.usefixtures("_two_counts")
def test_while_the_log_stands_still_nothing_is_published() -> None:
    act(1)
    log.sequence(at=NOON)
    signing.file().write_bytes(b64encode(bytes(32)))

    assert figures.publish(at=NOON) == 0


@pytest.mark.usefixtures("_two_counts")
def test_the_page_shows_the_newest_figure_of_each_year(client: Client) -> None:
    act(1)
    log.sequence(at=NOON)
    figures.publish(at=NOON)
    act(2)
    log.sequence(at=NOON)
    figures.publish(at=NOON)

    text = client.get("/log/counts/").text
    rows = [row for row in text.split("<tr")[1:] if "2026</th>" in row]
    assert ["Raised" in text, "Complained" in text, len(rows)] == [True, True, 1]
    assert ">2</td>" in rows[0]
    assert "a figure that moves would tell when somebody complained" in text


def test_a_proof_file_is_read_by_people_too() -> None:
    html = kept.as_html(json.loads(a_proof()))

    assert '<code dir="ltr" translate="no">answer</code>' in html
    assert "waits for its place" in html
