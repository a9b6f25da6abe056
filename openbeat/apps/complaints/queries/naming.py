"""Who of the department is meant by what somebody wrote: by the full name or the badge number, and only where it can
be nobody else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import Barred, Sort
from openbeat.apps.complaints.policies import CONCERNED
from openbeat.apps.complaints.queries.who import holders
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.apps.complaints.lifecycle import Said, Who
    from openbeat.core.people.models import Person

FULL = 2  # words of a name that can be told from a word in a sentence
LINE = 40  # signs of a line that can be nothing but a badge number with a word or two; more is a sentence, with figures
TELLING = 3  # signs of a badge number that can be told from a count of something
RUNS = re.compile(r"[0-9]+|[^0-9]+")


def folded(text: str) -> str:
    """Letters and figures alone, in small letters and one gap between words: how a name is compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(_plain(sign) if sign.isalnum() else " " for sign in plain).split())


def _plain(sign: str) -> str:
    """A figure of any script as 0 to 9."""
    return str(unicodedata.digit(sign)) if sign.isdecimal() else sign


def _badge(text: str) -> str:
    return "".join(folded(text).split()).lstrip("0")


def _numbers(text: str) -> set[str]:
    """What could be a badge number in a text: each of its words and figures, and each row of them, without the gaps."""
    runs = [run for word in folded(text).split() for run in RUNS.findall(word)]
    return {"".join(runs[a:b]).lstrip("0") for a in range(len(runs)) for b in range(a + 1, len(runs) + 1)}


def meant_by(lines: Iterable[str], staff: Iterable[Person]) -> list[Person]:
    """The members of staff whose full name stands in one of these lines, or whose badge number stands in a short one,
    where it is one person's alone.
    """
    lines, staff = list(lines), list(staff)
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
    return list({**found, **{person.pk: person for person in _bearing(lines, staff)}}.values())


def _bearing(lines: Iterable[str], staff: Iterable[Person]) -> list[Person]:
    worn = {badge: person for person in staff if (badge := _badge(person.badge))}
    found = []
    for line in lines if worn else ():
        if len(line) > LINE:
            continue
        said = {word for word in _numbers(line) if len(word) >= TELLING} | {_badge(line)}
        found += _alone(said, worn)
    return found


def borne_by(badge: str, staff: Iterable[Person]) -> list[Person]:
    """The member of staff whose badge number was written where one was asked for, where it is one person's alone."""
    worn = {number: person for person in staff if (number := _badge(person.badge))}
    return _alone(_numbers(badge), worn) if worn and badge else []


def known_as(who: Who, staff: Iterable[Person]) -> Person | None:
    """The member of staff whom a reader writes down: by the badge number, else by the full name.

    A name tells nothing where whoever has it wears another number than the one beside it.
    """
    staff = list(staff)
    for person in borne_by(who.badge, staff):
        return person
    named = meant_by([who.name], staff) if who.name else []
    return next((one for one in named if not (who.badge and _badge(one.badge))), None)


def _alone(said: set[str], worn: dict[str, Person]) -> list[Person]:
    found = [person for badge, person in worn.items() if badge in said]
    return found if len(found) == 1 else []


def to_be_barred(said: Said) -> list[tuple[Person, Barred]]:
    """Who must not see what somebody says: whom they name as not to see it, and whom it is about."""
    accused = [*(officer.name for officer in said.officers), *said.about.splitlines()]
    accused = accused if said.sort == Sort.COMPLAINT else []  # whoever is praised may read it
    badges = [officer.badge for officer in said.officers if officer.badge] if said.sort == Sort.COMPLAINT else []
    if not (said.unseen or accused or badges):
        return []
    staff = people.staff()
    meant = {each.pk: each for each in meant_by(accused, staff)}
    meant |= {each.pk: each for badge in badges for each in borne_by(badge, staff)}
    asked = [(person, Barred.ASKED) for person in meant_by(said.unseen, staff)]
    return asked + [(person, Barred.ACCUSED) for person in meant.values()]


def at_the_top() -> list[Person]:
    """Who receives complaints, leads that work or decides, and who leads the whole department: what is about one of
    them is for the outside body alone.
    """
    return holders(*CONCERNED, Role.COMMANDER)


def accuses_the_top(named: Iterable[tuple[Person, Barred]]) -> bool:
    """Whether somebody accuses one at the top by name or badge number; two queries, none where they accuse nobody."""
    accused = {person.pk for person, why in named if why == Barred.ACCUSED}
    return bool(accused) and any(person.pk in accused for person in at_the_top())


def unmatched(said: Said) -> list[str]:
    """The lines of who must not see it that name nobody for certain: a reader says who is meant."""
    if not said.unseen:
        return []
    staff = people.staff()
    return [line for line in said.unseen if not meant_by([line], staff)]
