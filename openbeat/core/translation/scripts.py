"""Whether a sentence is written in the script of its language, with its marks, and in an encoding that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openbeat.core.translation.names import LATIN

PUT_IN = re.compile(r"%\([^)]*\)[a-zA-Z]|%[sdf]|\{[^{}]*\}")
MARKUP = re.compile(r"<code.*?</code>|<[^<>]*>|&\w+;")
COMMAND = re.compile(
    r"(?<![A-Za-z])openbeat(?: [a-z]+)*(?: --?[a-z]+)*(?: [A-Z]+[.\w]*)?"  # one of ours
    r"|(?<![A-Za-z])python3? [A-Za-z0-9_. ]+"
    r"|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]+[.@/](?=\S*[A-Za-z]{2})[A-Za-z0-9_./-]*[A-Za-z0-9]"  # a file, an address
    r"|\.[a-z]{2,7}(?![a-z])"  # the end of a file's name
)
QUOTED = re.compile('[\u201c\u00ab\u300c"]([^\u201c\u201d\u00ab\u00bb\u300c\u300d"]+)[\u201d\u00bb\u300d"]')
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]+[A-Za-z]")
SHORT = 4  # shorter words, as "in", may have no counterpart in another script
MARK = "\x1a"


@dataclass(frozen=True, slots=True)
class Script:
    """The letters of a language's script, how it ends sentences, questions and headings, whether it is spaced."""

    letters: str
    stop: str = "."
    question: str = "?"
    colon: str = ":"
    spare: bool = False  # words need no space beside them


LATIN_SCRIPT = Script("A-Za-z\u00c0-\u024f\u1e00-\u1eff")
SCRIPTS = {
    "ar": Script("\u0620-\u06ff", question="\u061f", spare=True),
    "my": Script("\u1000-\u109f", stop="\u104b", colon="-", spare=True),
    "zh-hans": Script("\u4e00-\u9fff", "\u3002", "\uff1f", "\uff1a", spare=True),
    "es": LATIN_SCRIPT,
    "vi": LATIN_SCRIPT,
    "ht": LATIN_SCRIPT,
    "so": LATIN_SCRIPT,
}
LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u06ff\u0900-\u109f\u1e00-\u1eff\u3040-\u9fff"
CLOSING = "\"'\u201d\u2019\u00bb\u300d)\uff09 "
ABBREVIATED = re.compile(r"\W*\w{1,3}\.")

# Zawgyi draws Burmese with the same code points in another order. In Unicode the vowel sign E follows its consonant,
# the sign that stacks letters stands before one, and no letter of the other languages of Myanmar is in a sentence.
ZAWGYI = re.compile(
    "[\u1060-\u1097]"  # letters of other languages, with which Zawgyi draws
    "|(?<![\u1000-\u102a\u1039\u103b-\u103f\u104e])\u1031"  # E before its consonant
    "|\u1039(?![\u1000-\u1021])"  # the stacking sign as the sign that silences
    "|(?<![\u1000-\u102a\u103a\u103f\u1039])\u103b"  # RA before its consonant
    "|\u102f\u102d"  # U before I
)


def spare(code: str) -> bool:
    """Whether a language may leave out a space between words where English has one."""
    return code in SCRIPTS and SCRIPTS[code].spare


def zawgyi(words: str) -> bool:
    """Whether Burmese words are encoded for the Zawgyi font, and so cannot be read by a machine."""
    return bool(ZAWGYI.search(words))


def faults(form: str, english: str, code: str) -> Iterator[str]:
    """The faults of one form of a sentence, held against its English."""
    script = SCRIPTS.get(code)
    if script is None:
        return
    yield from _letters(form, english, script)
    yield from _marks(form, english, script)
    if code == "my" and zawgyi(form):
        yield f"seems to be written in Zawgyi, not in Unicode: {form}"


def words_of(message: str) -> str:
    """What people read of a message: without markup, commands, addresses and what is put in."""
    return COMMAND.sub(" ", MARKUP.sub(" ", PUT_IN.sub(" ", message)))


def _letters(form: str, english: str, script: Script) -> Iterator[str]:
    ours, theirs = words_of(form), words_of(english)
    needed = [word for word in WORD.findall(theirs) if word not in LATIN and len(word) >= SHORT]
    if needed and not re.search(f"[{script.letters}]", ours):
        yield f"has no letter of its own script: {form}"
    elif script is LATIN_SCRIPT:
        foreign = set(re.findall(f"(?![{script.letters}])[{LETTERS}]", ours)) - set(theirs)
        if foreign:
            yield f"has letters of another script ({''.join(sorted(foreign))}): {form}"
    elif left := [word for word in WORD.findall(_without_quotes(ours, theirs)) if word not in LATIN]:
        yield f"has words in Latin letters ({', '.join(left)}); names among them belong in names.py: {form}"


def _without_quotes(form: str, english: str) -> str:
    """The form without what it quotes just as the English does."""
    return QUOTED.sub(lambda quote: " " if quote[1].lower() in english.lower() else quote[0], form)


def _marks(form: str, english: str, script: Script) -> Iterator[str]:
    ours, theirs = (MARKUP.sub("", PUT_IN.sub(MARK, one)).rstrip(CLOSING) for one in (form, english))
    if ABBREVIATED.fullmatch(theirs):
        return
    for name, mark, own in (("full stop", ".", script.stop), ("question mark", "?", script.question)):
        if theirs.endswith(mark) and not ours.endswith(own):
            yield f"lost its {name} ({own}): {form}"
        elif ours.endswith(own) and not theirs.endswith(mark):
            yield f"has a {name} that the English has not: {form}"
    if theirs.endswith(":") and not ours.endswith(script.colon):
        yield f"lost its colon ({script.colon}): {form}"
