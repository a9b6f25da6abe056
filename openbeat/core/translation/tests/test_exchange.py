"""Files for translators: what goes out comes back, sign by sign, and other programs read it the same."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from translate.storage.xliff import Xliff1File

from openbeat.core.translation.exchange import Form, Parcel, Returned, Unit, read, written
from openbeat.core.translation.exchange.checking import TAG
from openbeat.core.translation.faults import PLACEHOLDER
from openbeat.core.translation.passages import split

SLOT = "meetings.minutes:7:summary"
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
PLAIN = ANY.filter(lambda text: not TAG.search(text) and not PLACEHOLDER.search(text))
SOURCES, WORDS = (texts.filter(lambda text: bool(text.strip())) for texts in (ANY, PLAIN))
GETTEXTS = WORDS.filter(lambda text: "\x04" not in text)  # gettext keeps that sign for itself, between context and text
ODD = (
    "An English address, 12 Oak St, في جملة عربية \u2067كاملة\u2069",  # noqa: RUF001
    "ကမ္ဘာ\u200bကောင်း e\u0301 \U0001f469\u200d\U0001f469\u200d\U0001f467 \u202eabc\u202c",
    "]]> &amp; &#0; <![CDATA[ -->",
    "  spaces before\n\n\tand after \t\n",
    "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1dh\x1ei\x7fj\u00a0k\ufeffl\ufffem\uffff\x07\x08",
    'back\\slash \\n \\u0041 "quoted" \'single\' #comment\n#, fuzzy\nmsgid "x"',
    "w" * 10_000,
)


def came_back(unit: Unit) -> Returned:
    older = bool(unit.was)
    return Returned(unit.slot, unit.number, unit.was or unit.source, unit.words, stale=older, unsure=older)


def by_another(data: bytes) -> Any:
    return Xliff1File.parsestring(data)  # type: ignore[no-untyped-call]


def parcel(*units: Unit, source: str = "en", target: str = "es") -> Parcel:
    return Parcel(source, target, units)


@pytest.mark.parametrize("form", Form)
@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(SOURCES, WORDS, ANY, ANY), max_size=4))
def test_whatever_is_written_comes_back_as_it_was(form: Form, texts: list[tuple[str, str, str, str]]) -> None:
    units = [
        Unit(SLOT, number, source, words, was if was != source else "", note=note, hints=((note, was),))
        for number, (source, words, was, note) in enumerate(texts, 1)
        if not PLACEHOLDER.search(source)
    ]
    asked = parcel(*units)

    assert read(written(asked, form), asked) == tuple(map(came_back, units))


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_texts_come_back_as_they_were(form: Form, odd: str) -> None:
    unit = Unit(SLOT, 1, odd, odd, f"{odd} before")
    asked = parcel(unit, source="zh-hans", target="my")

    assert read(written(asked, form), asked) == (came_back(unit),)


@pytest.mark.parametrize("form", Form)
def test_only_what_was_translated_comes_back_in_the_order_asked_for(form: Form) -> None:
    one, two, three = (Unit(SLOT, number, f"Passage {number}") for number in (1, 2, 3))
    sent = parcel(replace(three, words="Tres"), replace(one, words="Uno"), replace(two, words=" \n"))

    assert [(one.number, one.words) for one in read(written(sent, form), parcel(one, two, three))] == [
        (1, "Uno"),
        (3, "Tres"),
    ]


@pytest.mark.parametrize("form", Form)
def test_a_source_that_changed_meanwhile_is_kept_with_its_translation_and_marked_stale(form: Form) -> None:
    sent = parcel(Unit(SLOT, 1, "Monday at six.", "El lunes a las seis."), Unit(SLOT, 2, "Come.", "Vengan."))
    now = parcel(Unit(SLOT, 1, "Tuesday at six."), Unit(SLOT, 2, "Come."))

    first, second = read(written(sent, form), now)

    assert first == Returned(SLOT, 1, "Monday at six.", "El lunes a las seis.", stale=True)
    assert second == Returned(SLOT, 2, "Come.", "Vengan.")


def test_what_went_out_as_older_than_its_source_is_so_until_the_translator_says_that_it_fits() -> None:
    asked = parcel(Unit(SLOT, 1, "Tuesday at six.", "El lunes a las seis.", "Monday at six."))
    sure = Returned(SLOT, 1, "Tuesday at six.", "El lunes a las seis.")
    in_xliff, in_po = (written(asked, form).decode() for form in Form)

    assert read(in_xliff.encode(), asked) == read(in_po.encode(), asked) == (came_back(asked.units[0]),)
    assert read(in_xliff.replace('state="needs-review-translation"', 'state="final"').encode(), asked) == (sure,)
    assert read(in_po.replace("#, fuzzy\n", "").encode(), asked) == (sure,)


@pytest.mark.parametrize("form", Form)
def test_words_find_their_passage_where_others_came_and_went_meanwhile(form: Form) -> None:
    then = ["The lamp is out.", "Come on Monday at six.", "Thank you all.", "This goes."]
    now = ["Something new stands here.", "The lamp is out.", "Come on Tuesday at six.", "Thank you all."]
    said = ["La lámpara.", "Vengan el lunes.", "Gracias.", "Esto se va."]
    sent = parcel(*(Unit(SLOT, at, *pair) for at, pair in enumerate(zip(then, said, strict=True), 1)))

    came = read(written(sent, form), parcel(*(Unit(SLOT, at, source) for at, source in enumerate(now, 1))))

    assert [(one.number, one.words, one.stale) for one in came] == [
        (2, "La lámpara.", False),
        (3, "Vengan el lunes.", True),
        (4, "Gracias.", False),
    ]


@pytest.mark.parametrize("form", Form)
@settings(max_examples=100, deadline=None)
@given(st.permutations(["One light.", "Two men.", "Three cars.", "Three cars.", "Four dogs bark."]), st.integers(1, 5))
def test_whatever_order_the_passages_have_today_no_words_stand_under_a_passage_that_they_do_not_fit(
    form: Form, now: list[str], count: int
) -> None:
    then = ["One light.", "Two men.", "Three cars.", "Three cars.", "Four dogs bark."]
    sent = parcel(*(Unit(SLOT, at, source, f"*{source}") for at, source in enumerate(then, 1)))

    came = read(written(sent, form), parcel(*(Unit(SLOT, at, one) for at, one in enumerate(now[:count], 1))))

    for one in came:
        assert one.words == f"*{one.source}"
        assert one.stale == (one.source != now[one.number - 1])


@settings(max_examples=150, deadline=None)
@given(SOURCES, WORDS)
@example("a\x07b", "\x07")
def test_translate_toolkit_reads_our_xliff_as_we_wrote_it(source: str, words: str) -> None:
    data = written(parcel(Unit(SLOT, 1, source, words)), Form.XLIFF)

    (unit,) = by_another(data).units

    if "<x " not in data.decode():  # the signs that XML cannot hold: that library passes over them
        assert (unit.source, unit.target) == (source, words)
    assert unit.xmlelement.get("id") == f"{SLOT}#1"


def test_what_translate_toolkit_writes_back_is_read_by_us() -> None:
    asked = parcel(Unit(SLOT, 1, "The light is out. ", note="At the corner"), Unit(SLOT, 2, "Thank you."), target="ht")
    store = by_another(written(asked, Form.XLIFF))

    store.units[0].target = "Limyè a pa mache.  "
    store.units[1].target = "Mèsi."
    store.units[1].markreviewneeded()

    assert read(bytes(store), asked) == (
        Returned(SLOT, 1, "The light is out. ", "Limyè a pa mache.  "),
        Returned(SLOT, 2, "Thank you.", "Mèsi.", unsure=True),
    )


def test_what_polib_writes_back_wrapped_is_read_by_us() -> None:
    long = "The meeting begins at six o'clock in the library, and whoever wants to speak may do so. " * 4
    asked = parcel(Unit(SLOT, 1, long.strip()), target="vi")
    file = polib.pofile(written(asked, Form.PO).decode(), wrapwidth=60)

    file[0].msgstr = "Cuộc họp bắt đầu lúc sáu giờ.\nXin mời."

    assert read(str(file).encode(), asked) == (
        Returned(SLOT, 1, long.strip(), "Cuộc họp bắt đầu lúc sáu giờ.\nXin mời."),
    )


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed (package gettext)")
@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(GETTEXTS, GETTEXTS), min_size=1, max_size=5))
def test_gettext_finds_no_fault_in_our_po(texts: list[tuple[str, str]]) -> None:
    pairs = [(split(source), split(words)) for source, words in texts]
    units = [Unit(SLOT, at, a[0], b[0], "Before.") for at, (a, b) in enumerate(pairs, 1) if a and b]

    done = subprocess.run(  # noqa: S603  our own file
        [str(shutil.which("msgfmt")), "--check-format", "--check-header", "-o", "/dev/null", "-"],
        input=written(parcel(*units), Form.PO),
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr.decode()) == (0, "")


@pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint is not installed (package libxml2-utils)")
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_another_parser_finds_our_xliff_well_formed(odd: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xlf"
    path.write_bytes(written(parcel(Unit(SLOT, 1, odd, odd, note=odd)), Form.XLIFF))

    done = subprocess.run(  # noqa: S603  our own file
        [str(shutil.which("xmllint")), "--noout", "--nonet", str(path)], capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_signs_that_xml_cannot_hold_are_said() -> None:
    data = written(parcel(Unit(SLOT, 1, "Bell \x07 and \x1b", "")), Form.XLIFF).decode()

    assert 'Bell <x id="u0007" equiv-text="U+0007"/> and <x id="u001b" equiv-text="U+001B"/>' in data
    assert "A tag stands for a sign that this file cannot hold: U+0007, U+001B" in data


def test_a_translator_sees_the_note_the_terms_the_length_and_the_old_source() -> None:
    unit = Unit(SLOT, 1, "Beat 3 meets.", "Se reúne.", "Beat 2 meets.", "On the flyer.", (("beat", "zona"),), 160)

    in_xliff, in_po = (written(parcel(unit), form).decode() for form in Form)

    for words in ("On the flyer.", "beat = zona", "Beat 2 meets."):
        assert words in in_xliff
        assert words in in_po
    assert 'maxwidth="160" size-unit="char"' in in_xliff
    assert '#. At most 160 characters.\n#, fuzzy\n#| msgid "Beat 2 meets."' in in_po
