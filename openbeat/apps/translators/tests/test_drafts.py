"""No words are lost, whatever the order in which drafts are saved, and whatever becomes of the source meanwhile."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openbeat.apps.translators.figures.drafts import Piece, Written, beside, joined, left_over, pack, unpack
from openbeat.core.translation.passages import join, split

LETTERS = st.text("abcdef", min_size=8, max_size=14)
SOURCES = st.lists(LETTERS, min_size=1, max_size=5, unique=True)
STEPS = st.lists(
    st.tuples(st.integers(0, 30), st.lists(st.sampled_from(["", "uno", "dos", "tres"]), min_size=5, max_size=5)),
    max_size=8,
)


@given(SOURCES, STEPS)
def test_each_save_is_kept_whole_or_refused_and_nobody_elses_words_are_overwritten(
    shown: list[str], steps: list[tuple[int, list[str]]]
) -> None:
    kept: list[list[Piece]] = [[]]
    source = join(shown)
    for back, words in steps:
        began = min(back, len(kept) - 1)
        base, theirs = kept[began], kept[-1]
        found = joined(base, theirs, Written(began, tuple(shown), tuple(words[: len(shown)])))
        was, there = beside(base, source), beside(theirs, source)
        for number, place in enumerate(beside(found.pieces, source)):
            mine, old, stands = words[number], was[number].words, there[number].words
            assert (number in found.clashes) == (mine != old and stands not in {old, mine})
            if number not in found.clashes:
                assert place.words == (stands if mine == old else mine)
        if not found.clashes:
            kept.append(found.pieces)


@given(SOURCES, SOURCES, st.data())
def test_words_of_passages_that_are_gone_stay_in_the_draft(old: list[str], new: list[str], data: st.DataObject) -> None:
    pieces = [Piece(source, f"words {number}") for number, source in enumerate(old)]
    places = beside(pieces, join(new))
    typed = tuple(data.draw(st.sampled_from(["", place.words, "otra cosa"])) for place in places)

    found = joined(pieces, pieces, Written(1, tuple(new), typed)).pieces

    for number, place in enumerate(beside(found, join(new))):
        assert place.words == typed[number]
    gone = left_over(pieces, places)
    assert [piece for piece in found if piece in gone] == gone
    assert unpack(pack(found)) == found


def test_two_who_write_different_passages_at_once_both_keep_theirs() -> None:
    shown = ("The lamp is out.", "We meet on Monday.")
    first = joined([], [], Written(0, shown, ("Sin luz.", ""))).pieces

    both = joined([], first, Written(0, shown, ("", "El lunes.")))

    assert both.clashes == {}
    assert [piece.words for piece in both.pieces] == ["Sin luz.", "El lunes."]


def test_the_same_passage_in_other_words_is_a_clash_and_in_the_same_words_none() -> None:
    shown = ("The lamp is out.",)
    first = joined([], [], Written(0, shown, ("Sin luz.",))).pieces

    assert joined([], first, Written(0, shown, ("No hay luz.",))).clashes == {0: "Sin luz."}
    assert joined([], first, Written(0, shown, ("Sin luz.",))).clashes == {}


def test_words_stay_old_until_somebody_changes_them_or_says_that_they_still_fit() -> None:
    pieces = [Piece("We meet on Monday at six.", "El lunes a las seis.")]
    shown = ("We meet on Monday at 6.",)

    def after(words: str, *fits: int) -> bool:
        written = Written(1, shown, (words,), frozenset(fits))
        return beside(joined(pieces, pieces, written).pieces, shown[0])[0].stale

    assert after("El lunes a las seis.") is True
    assert after("El lunes a las seis.", 0) is False
    assert after("El lunes a las 6.") is False


def test_a_passage_that_a_machine_wrote_stays_a_machines_while_somebody_edits_it() -> None:
    pieces = [Piece("The lamp is out.", "La lampara es fuera.", "machine")]
    edited = joined(pieces, pieces, Written(1, ("The lamp is out.",), ("La luz no funciona.",))).pieces

    assert edited == [Piece("The lamp is out.", "La luz no funciona.", "machine")]
    emptied = joined(edited, edited, Written(2, ("The lamp is out.",), ("",))).pieces
    assert joined(emptied, emptied, Written(3, ("The lamp is out.",), ("No hay luz.",))).pieces == [
        Piece("The lamp is out.", "No hay luz.")
    ]


def test_new_passages_stand_in_the_order_of_the_source() -> None:
    shown = tuple(split("one one one\n\ntwo two two\n\nthree three"))
    pieces = [Piece("two two two", "dos")]

    found = joined(pieces, pieces, Written(1, shown, ("uno", "dos", "tres"))).pieces

    assert [piece.words for piece in found] == ["uno", "dos", "tres"]
