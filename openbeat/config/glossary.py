"""Writes docs/glossary.md from the terms of every language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from openbeat.core.translation import languages
from openbeat.core.translation.terms import terms

NOTE = "<!-- Made by `make docs` from openbeat/core/translation/terms.csv. Change that file, not this one. -->\n"
BEGINNING = """# Glossary

One word, one meaning. Code, pages, letters and translations use these words and no others. First the English words with
their meaning, then one table for each language, in the same order. What stands in brackets is no part of the word: it
says which meaning is meant, or gives another form.

The translations are plain words: Spanish as it is used in the United States, with *usted*; modern standard Arabic, with
the polite plural; Burmese in Unicode, polite and near to speech; Chinese in simplified characters, with 您; Vietnamese
with *quý vị*; Haitian Creole in its official spelling; Somali in its standard spelling. No native speaker has read any
but the English and the Spanish yet. Whoever adds a word adds a line to `openbeat/core/translation/terms.csv`, with its
translations, and runs `make docs`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([NOTE, BEGINNING, *_english(), *_others()]).rstrip() + "\n"


def _english() -> Iterator[str]:
    for section, group in groupby(terms(), key=lambda term: term.section):
        yield f"## {section}\n\n| word | means |\n|---|---|"
        yield from (f"| {term.term} | {term.meaning} |" for term in group)
        yield ""


def _others() -> Iterator[str]:
    for code in languages.TRANSLATED[1:]:
        yield f"## {languages.KNOWN[code].name}: {languages.name(code)}\n\n| word | {languages.name(code)} |\n|---|---|"
        yield from (f"| {term.term} | {term.said[code]} |" for term in terms())
        yield ""
