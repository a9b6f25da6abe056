"""How hard an English text is to read is measured as published, and what makes it hard is listed."""

from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.translation import plain

# The sentence is a published example of a hard one: 13 words, 24 syllables.
PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."


def test_the_formula_gives_what_was_published() -> None:
    # "Green Eggs and Ham": 5.7 words a sentence, 1.02 syllables a word, the lowest grade of a book.
    assert round(plain.grade(570, 100, 581), 1) == -1.3
    assert round(plain.grade(13, 1, 24), 1) == 11.3
    assert plain.grade(0, 0, 0) == 0


def test_the_words_and_syllables_of_a_published_example_are_counted() -> None:
    words = plain.WORD.findall(PLATYPUS)
    assert (len(words), sum(map(plain.syllables_of, words))) == (13, 24)


@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        (1, "beat closed raised names asked the years seen don't"),
        (2, "people answered complaint needed wishes changes table police language reason e-mail receipt"),
        (3, "officer resident liaison decided area period translation somebody agenda deciding acknowledged"),
        (4, "priority everybody responsible community accountable interpreter situation recovery material"),
        (5, "administrator investigation evaluation individual"),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(syllables: int, words: str) -> None:
    assert {word: plain.syllables_of(word) for word in words.split()} == dict.fromkeys(words.split(), syllables)


def test_sentences_end_where_they_are_spoken_to_an_end() -> None:
    text = "Write at 5.30 p.m. to us. Who answers? The officer of {area} does:\nRead <b>it</b> at %(where)s."
    assert [one.words for one in plain.sentences(text)] == [
        "Write at 5.30 p.m. to us.",
        "Who answers?",
        "The officer of X does:",
        "Read it at X.",
    ]


def test_what_is_hard_long_or_wordy_is_listed_the_worst_first() -> None:
    easy = "You say it and we write it down here. "
    long = "We " + "say and " * 14 + "go."
    reading = plain.read([(easy, "a.html"), (PLATYPUS, "b.html"), (long, "c.html"), ("In order to see it.", "d.py")])

    assert reading.sentences == 4
    assert [one.where for one in reading.hardest] == ["b.html", "c.html", "a.html"]
    assert [(one.where, one.length) for one in reading.long] == [("c.html", 30)]
    assert [(word, one.where) for word, one in reading.needless] == [("in order to", "d.py")]


def test_labels_make_no_text_easier_than_it_is() -> None:
    assert plain.read([(PLATYPUS, ""), ("Name", ""), ("Save", "")]).grade == plain.read([(PLATYPUS, "")]).grade


def test_a_page_is_judged_whole_and_only_when_it_says_more_than_a_little() -> None:
    texts = (
        [(f"{PLATYPUS} {PLATYPUS}", "hard.html")] * 4 + [("You say it.", "easy.html")] * 8 + [(PLATYPUS, "short.html")]
    )
    assert {where: round(one.grade) for where, one in plain.by_place(texts).items()} == {
        "hard.html": 11,
        "easy.html": -3,
    }


@given(st.text(max_size=200))
def test_whatever_is_written_has_a_grade(text: str) -> None:
    reading = plain.read([(text, "")])
    assert reading.sentences <= len(list(plain.sentences(text)))
    assert all(one.length >= 1 for one in reading.hardest)


def test_what_residents_read_asks_for_no_more_than_twelve_years() -> None:
    out = StringIO()
    call_command("messages", "--reading-age", "1", stdout=out)
    lines = out.getvalue().splitlines()

    assert [line for line in lines if not line.startswith("  ")][:-1] == [
        "Hardest sentences:",
        "Longest sentences:",
        "Words nobody needs:",
        "Hardest pages:",
    ]
    assert lines[-1].startswith("What residents read: ")
    assert int(lines[-1].partition("(age ")[2].partition(")")[0]) <= 12
