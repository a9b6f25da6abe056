"""Who of the department is meant by what somebody wrote: by the full name, and only where it can be nobody else."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import Barred, Sort
from openbeat.core.people import queries as people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.apps.complaints.lifecycle import Said
    from openbeat.core.people.models import Person

FULL = 2  # words of a name that can be told from a word in a sentence


def folded(text: str) -> str:
    """Letters and figures alone, in small letters and one gap between words: how a name is compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def meant_by(lines: Iterable[str], staff: Iterable[Person]) -> list[Person]:
    """The members of staff whose full name stands in one of these lines, where it is one person's name alone."""
    called: dict[str, dict[int, Person]] = {}
    for person in staff:
        for name in {folded(person.name), folded(person.name_public)}:
            if len(name.split()) >= FULL:
                called.setdefault(name, {})[person.pk] = person
    found: dict[int, Person] = {}
    for line in lines:
        there = [named for name, named in called.items() if f" {name} " in f" {folded(line)} "]
        people_meant = {pk: person for named in there for pk, person in named.items()}
        if len(people_meant) == 1:
            found |= people_meant
    return list(found.values())


def to_be_barred(said: Said) -> list[tuple[Person, Barred]]:
    """Who must not see what somebody says: whom they name as not to see it, and whom it is about."""
    accused = [*(officer.name for officer in said.officers), *said.about.splitlines()]
    accused = accused if said.sort == Sort.COMPLAINT else []  # whoever is praised may read it
    if not (said.unseen or accused):
        return []
    staff = people.staff()
    asked = [(person, Barred.ASKED) for person in meant_by(said.unseen, staff)]
    return asked + [(person, Barred.ACCUSED) for person in meant_by(accused, staff)]


def unmatched(said: Said) -> list[str]:
    """The lines of who must not see it that name nobody for certain: a reader says who is meant."""
    if not said.unseen:
        return []
    staff = people.staff()
    return [line for line in said.unseen if not meant_by([line], staff)]
