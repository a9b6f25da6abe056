"""Words that are gone, and people who are forgotten, stay nowhere beside a translation."""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils import translation

from openbeat.apps.translators.figures.drafts import Piece
from openbeat.apps.translators.lifecycle import Credit, Stage
from openbeat.apps.translators.models import Draft, Work
from openbeat.apps.translators.services import drafts, looks
from openbeat.apps.translators.tests.makers import KIND, NOON, SAID, WORDS, Hall, a_work
from openbeat.core.hooks.texts import Quote
from openbeat.core.people import records
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person, Tenure
from openbeat.core.places.models import Area
from openbeat.core.printing.passages import credits_of
from openbeat.core.translation import queries as translations
from openbeat.core.translation import reading
from openbeat.core.translation import services as texts
from openbeat.kit.refs import Ref
from tests.cast import Cast

SIGNED = "Drafted by a machine, read and signed by Noor."
UNNAMED = "A machine, and a person signed for it."


def again(person: Person) -> Person:
    """Somebody, as the database knows them now."""
    return Person.objects.get(pk=person.pk)


def signed_for_a_machine(cast: Cast, hall: Hall) -> Work:
    """Rosa asked a machine, and is thanked as Rosa V.; Noor signed for it as Noor."""
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    pieces = [Piece(source, words, "machine") for source, words in zip(SAID.split("\n\n"), WORDS, strict=True)]
    work = drafts.put(work, pieces, by=again(cast.rosa), at=NOON)
    work = drafts.propose(work, work.version, Credit(5, "Rosa V."), by=again(cast.rosa), at=NOON)
    return looks.sign(work, work.version, "Noor", by=again(cast.noor), at=NOON)


def forget(person: Person) -> None:
    """Somebody leaves their posts, and is forgotten."""
    for tenure in Tenure.objects.filter(person=person, until=None):
        people.dismiss(tenure, by=BUILDER, at=NOON)
    people.forget(again(person), by=again(person), at=NOON)


def page(area: Area, words: str = SAID) -> str:
    """What everybody reads of the hall in Spanish; our own sentences in English."""
    area.about = words
    with translation.override("es"), reading.reading() as fill:
        marked = engines["django"].from_string("{% load texts %}{% text area 'about' block %}").render({"area": area})
        with translation.override("en"):
            return " ".join(fill(marked).split())


def paper(area: Area) -> list[str]:
    """What a sheet of paper says of whose work it is."""
    quote = Quote(SAID, "en", f"places.area:{area.pk}:about")
    return credits_of(translations.in_language([quote], "es"))


@pytest.mark.parametrize(("who", "said"), [("rosa", SIGNED), ("noor", UNNAMED)])
def test_the_name_under_a_draft_by_machine_is_that_of_whoever_signed_and_goes_with_them_alone(
    cast: Cast, hall: Hall, who: str, said: str
) -> None:
    signed_for_a_machine(cast, hall)
    assert SIGNED in page(cast.beat)
    assert paper(cast.beat) == [SIGNED]

    forget(getattr(cast, who))

    shown = page(cast.beat)
    assert (SIGNED in shown, UNNAMED in shown) == (said == SIGNED, said == UNNAMED)
    assert [line.rstrip(".") for line in paper(cast.beat)] == [said.rstrip(".")]
    assert "signed by ." not in shown


def test_whoever_signed_for_a_machine_finds_the_name_in_what_is_kept_about_them(cast: Cast, hall: Hall) -> None:
    signed_for_a_machine(cast, hall)

    def names(person: Person) -> list[str]:
        return [row["name"] for row in records.about(again(person)) if row["kind"] == "translation.signature"]

    assert (names(cast.noor), names(cast.rosa)) == (["Noor"], [])


@pytest.mark.parametrize("stage", [Stage.TAKEN, Stage.PROPOSED, Stage.PUBLISHED, Stage.WITHDRAWN])
@pytest.mark.parametrize("dropped", [True, False], ids=["forgotten", "vanished"])
def test_where_words_are_gone_no_work_of_any_stage_says_a_word_of_them(
    cast: Cast, hall: Hall, stage: Stage, *, dropped: bool
) -> None:
    work = a_work(cast, hall.says(cast.beat), stage)
    said = {"returned_why": "The lamp!", "returned_why_language": "en", "machine_why": "It lost “lamp”."}
    Work.objects.filter(pk=work.pk).update(**said)
    other = a_work(cast, hall.says(cast.other))
    Work.objects.filter(pk=other.pk).update(**said)

    things = [Ref(KIND, str(cast.beat.pk))]
    if dropped:
        texts.drop(things)
    else:
        hall.words.pop(str(cast.beat.pk))
        texts.renew(things, at=NOON)

    kept = {row.pop("pk"): row for row in Work.objects.values("pk", *said)}
    assert kept == {work.pk: dict.fromkeys(said, ""), other.pk: said}
    assert not Draft.objects.filter(work=work).exists()
