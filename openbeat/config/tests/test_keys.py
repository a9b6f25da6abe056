"""The key ceremonies: two halves, each on its sheet; both together recover, one alone does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from openbeat.config import cli
from openbeat.core.ledger.models import Entry
from openbeat.core.people.roles import Role
from openbeat.core.people.services import posts
from openbeat.core.places.services import posts as places
from openbeat.core.vault import crypt, demo, queries, store
from openbeat.core.vault import services as vault
from openbeat.core.vault.models import Half, Key, Safe, Wrap
from openbeat.core.vault.services import halves, keys
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from tests.cast import Cast

MATTER = Ref("matters.matter", "7")
NEXT = "lavo-pemi-tuka-ridu-sobe-hani"


@pytest.fixture
def ground(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ground:
    return Ground(cast, tmp_path, capsys)


class Ground:
    """Two halves made by the command, keys for Lee and Imani, a matter that Lee reads; Noor is the outside body."""

    def __init__(self, cast: Cast, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.cast, self.folder, self.capsys = cast, folder, capsys
        self.inside, self.outside = self.half("inside"), self.half("outside")
        posts.appoint(cast.noor, places.post(cast.department, Role.OVERSIGHT), by=cast.ada, at=now())
        self.identities = {}
        for person in (cast.lee, cast.imani, cast.noor):
            made = demo.made(person.pk)
            keys.make_key(person, made, by=person, at=now())
            self.identities[person.pk] = made.identity
        self.safe = vault.make(MATTER, readers=[cast.lee], code="", outside_only=False, by=cast.lee, at=now())

    def half(self, side: str, *more: str) -> Path:
        """Make a half, and keep what its sheet says in a file, as whoever types it in would."""
        sheet = self.folder / f"{side}-{len(list(self.folder.iterdir()))}.pdf"
        assert cli.main(["keys", "half", "--side", side, "--holder", "City clerk", "--sheet", str(sheet), *more]) == 0
        identity = sheet.with_suffix(".txt")
        text = words(sheet)
        start = text.index("AGE-SECRET-KEY-1")
        identity.write_text(text[start : start + 16] + "".join(text[start + 16 :].split())[:58], encoding="utf-8")
        return identity

    def both(self) -> list[str]:
        return ["--inside", str(self.inside), "--outside", str(self.outside)]

    def told(self) -> str:
        return " ".join(self.capsys.readouterr().out.split())


def words(sheet: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sheet))


def rows() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in (Half, Key, Safe, Wrap, Entry)] + [
        sorted(store.tokens())
    ]


def test_a_sheet_says_what_it_opens_and_its_key_is_the_half_that_is_kept(ground: Ground) -> None:
    sheet = ground.outside.with_suffix(".pdf")
    told = " ".join(words(sheet).split())

    half = queries.halves()["outside"]
    assert crypt.recipient_of(crypt.read_identity(ground.outside.read_text())) == half.recipient
    for sentence in ("One half of the recovery key", "kept: outside the department", "Holder: City clerk",
                     "Alone it opens nothing.", "It does not open what was destroyed."):  # fmt: skip
        assert sentence in told
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert "AGE-SECRET-KEY" not in ground.told()


def test_a_sheet_never_replaces_a_file(ground: Ground) -> None:
    sheet = ground.outside.with_suffix(".pdf")
    before = (sheet.read_bytes(), Half.objects.count())

    assert cli.main(["keys", "half", "--side", "inside", "--holder", "Us", "--sheet", str(sheet)]) == 1
    assert "is there already" in ground.capsys.readouterr().err
    assert (sheet.read_bytes(), Half.objects.count()) == before


def test_both_halves_give_somebody_a_new_passphrase_and_it_is_on_record(ground: Ground) -> None:
    phrase, sheet = ground.folder / "phrase", ground.folder / "record.pdf"
    phrase.write_text(NEXT)
    done = cli.main(["keys", "person", "recover", "lee@example.org", *ground.both(), "--passphrase", str(phrase),
                     "--sheet", str(sheet)])  # fmt: skip

    assert done == 0
    identity = keys.unlocked(queries.key_of(ground.cast.lee), NEXT)
    assert vault.opened(ground.safe, vault.Keys.of(identity)).safe == ground.safe.pk
    used = Entry.objects.filter(act="use_recovery").order_by("pk").values_list("kind", "facts", "on_behalf")
    assert list(used) == [
        ("vault.key", {"what": "person"}, "openbeat keys"),
        (MATTER.kind, {"what": "person"}, "openbeat keys"),
    ]
    assert "For: lee@example.org" in words(sheet)
    assert NEXT not in ground.told() + words(sheet)


@pytest.mark.parametrize("swapped", ["inside twice", "outside twice", "the wrong way round"])
def test_one_half_alone_recovers_nothing(ground: Ground, swapped: str) -> None:
    one, two = {
        "inside twice": (ground.inside, ground.inside),
        "outside twice": (ground.outside, ground.outside),
        "the wrong way round": (ground.outside, ground.inside),
    }[swapped]
    phrase = ground.folder / "phrase"
    phrase.write_text(NEXT)
    before = rows()
    typed = ["--inside", str(one), "--outside", str(two)]

    for words_ in (["person", "recover", "lee@example.org", "--passphrase", str(phrase)],
                   ["matter", "recover", str(MATTER), "--reader", "imani@example.org"]):  # fmt: skip
        assert cli.main(["keys", *words_, *typed]) == 1
        assert "These two are not the halves that open this." in ground.capsys.readouterr().err
    assert rows() == before


def test_both_halves_let_somebody_read_a_matter_whose_readers_are_gone(ground: Ground) -> None:
    arguments = ["keys", "matter", "recover", str(MATTER), "--reader", "imani@example.org", *ground.both()]

    assert cli.main(arguments) == 0
    imani = vault.Keys.of(ground.identities[ground.cast.imani.pk])
    assert vault.opened(ground.safe, imani).safe == ground.safe.pk
    assert list(Entry.objects.filter(kind=MATTER.kind).order_by("pk").values_list("act", flat=True)) == [
        "make_safe", "use_recovery", "add_reader",
    ]  # fmt: skip


def test_a_key_that_recovery_cannot_open_is_ended_and_its_person_makes_a_new_one(ground: Ground) -> None:
    ending = ["keys", "person", "end", "lee@example.org"]
    assert cli.main(ending) == 1
    assert "use recover" in ground.capsys.readouterr().err
    Key.objects.filter(person=ground.cast.lee).update(recovery="", inside=None, outside=None)

    assert cli.main([*ending, "--rehearse"]) == 0
    assert queries.key_of(ground.cast.lee)
    assert cli.main(ending) == 0
    assert (queries.key_of(ground.cast.lee), queries.readers(ground.safe)) == (None, [])
    keys.make_key(ground.cast.lee, keys.fresh(NEXT), by=ground.cast.lee, at=now())
    assert Entry.objects.filter(act="remove_reader", kind=MATTER.kind).count() == 1


def test_a_new_half_waits_for_the_readers_and_the_old_ones_open_until_then(ground: Ground) -> None:
    ground.told()
    new = ground.half("outside")
    told = ground.told()
    assert f"waits: {MATTER}" in told
    assert "3 keys and 1 matters are not wrapped for both halves of today." in told

    mended = halves.mend(vault.Keys.of(*ground.identities.values()), by=ground.cast.lee, at=now())
    assert (mended.done, mended.waiting) == (4, 0)
    ground.outside = new
    assert cli.main(["keys", "matter", "recover", str(MATTER), "--reader", "imani@example.org", *ground.both()]) == 0


def test_with_the_old_halves_a_new_one_is_in_force_at_once(ground: Ground) -> None:
    old = ground.both()
    ground.told()
    ground.outside = ground.half("outside", *old)

    told = ground.told()
    assert "4 wrapped keys were made anew." in told
    assert "Everything is wrapped for both halves of today." in told
    assert cli.main(["keys", "status"]) == 0
    assert cli.main(["keys", "matter", "recover", str(MATTER), "--reader", "imani@example.org", *old]) == 1
    assert cli.main(["keys", "matter", "recover", str(MATTER), "--reader", "imani@example.org", *ground.both()]) == 0


def test_a_rehearsal_does_everything_on_throwaway_keys_and_changes_nothing(ground: Ground) -> None:
    phrase, before = ground.folder / "phrase", rows()
    phrase.write_text(NEXT)
    ground.told()
    sheets = [ground.folder / f"rehearsal-{number}.pdf" for number in range(3)]
    ceremonies = (
        ["half", "--side", "inside", "--holder", "Us"],
        ["person", "recover", "lee@example.org", "--passphrase", str(phrase)],
        ["matter", "recover", str(MATTER), "--reader", "imani@example.org"],
    )
    for words_, sheet in zip(ceremonies, sheets, strict=True):
        assert cli.main(["keys", *words_, "--rehearse", "--sheet", str(sheet)]) == 0
        told = ground.capsys.readouterr().out.splitlines()
        assert told
        assert all(line.startswith("REHEARSAL ") for line in told)
        assert "Rehearsal. This is a throwaway key" in " ".join(words(sheet).split())
        assert any("The inside half alone opens nothing: right." in line for line in told)

    assert rows() == before


def test_a_rehearsal_refuses_the_real_halves(ground: Ground) -> None:
    done = cli.main(
        ["keys", "matter", "recover", str(MATTER), "--reader", "x@example.org", "--rehearse", *ground.both()]
    )

    assert done == 1
    assert "this is the real half" in ground.capsys.readouterr().err


def test_what_is_no_half_is_refused_and_not_repeated(ground: Ground) -> None:
    bad = ground.folder / "bad"
    bad.write_text("AGE-SECRET-KEY-1QQQQ my secret diary")

    done = cli.main(["keys", "matter", "recover", str(MATTER), "--reader", "lee@example.org", "--inside", str(bad),
                     "--outside", str(bad)])  # fmt: skip
    told = ground.capsys.readouterr().err
    assert (done, "this is no half of a recovery key (inside)" in told, "diary" in told) == (1, True, False)


def test_the_status_says_what_is_missing(ground: Ground) -> None:
    assert cli.main(["keys", "status"]) == 0
    told = ground.told()
    assert "half inside: City clerk" in told
    assert "people with a key: 3; of the outside body: 1" in told

    store.discard(queries.readers(ground.safe)[0].token)
    assert cli.main(["keys", "status"]) == 1
    assert "missing: 1" in ground.told()


def test_unknown_people_and_matters_are_said_so(ground: Ground) -> None:
    for arguments, sentence in (
        (["person", "recover", "nobody@example.org"], "nobody here has the address nobody@example.org"),
        (["matter", "recover", "a.b:1", "--reader", "lee@example.org"], "a.b:1 has no safe"),
        (["matter", "recover", "seven", "--reader", "lee@example.org"], "'seven' is no matter"),
        (["person", "recover", "rosa@example.org", "--passphrase", "/nowhere"], "has not made a key yet"),
    ):
        assert cli.main(["keys", *arguments, *ground.both()]) == 1
        assert sentence in ground.capsys.readouterr().err
