"""A page shows a text in its reader's language, says what is newer, and asks once, however many texts it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString

from openbeat.core.hooks import texts
from openbeat.core.hooks.texts import Kind, Source
from openbeat.core.places.models import Area
from openbeat.core.translation import languages, queries, reading, services
from openbeat.core.translation.models import Text
from openbeat.core.translation.services import Signed
from openbeat.core.web import furniture
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

KIND = "places.area"
pytestmark = pytest.mark.django_db

type CountQueries = Callable[[int], AbstractContextManager[None]]


class Hall:
    """What an app would keep: words of areas, by key; what is in `hidden` only some may read."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.hidden: set[str] = set()

    def read(self, keys: Sequence[str]) -> list[Source]:
        """As a hook reads them."""
        return [
            Source(Ref(KIND, key), "name", self.words[key], "en", "/", public=key not in self.hidden)
            for key in keys
            if key in self.words
        ]


@pytest.fixture
def hall() -> Iterator[Hall]:
    """Areas whose names can be translated, as an app would offer it."""
    made, before = Hall(), texts.of(KIND)
    texts.offer(Kind(KIND, "Area", {"name": "name"}, made.read, lambda keys, _actor: keys, {}))
    yield made
    texts._OFFERED.pop(KIND)
    if before:
        texts.offer(before)


def a_text(hall: Hall, area: Area, words: str) -> Text:
    """The area says this."""
    hall.words[str(area.pk)] = words
    services.renew([Ref.of(area)], at=now())
    return Text.objects.get(kind=KIND, key=str(area.pk), field="name")


def put(text: Text, *pairs: tuple[str, str], credit: str = "", by: Cast) -> None:
    """Publish the translation into Spanish."""
    services.publish(text, "es", pairs, Signed(by.rosa, credit=credit), by=by.lee, at=now())


def page(source: str, language: str = "es", **context: object) -> str:
    """A page as it is rendered for a reader of this language."""
    with translation.override(language), reading.reading() as fill:
        return " ".join(fill(engines["django"].from_string("{% load texts %}" + source).render(context)).split())


def shown(hall: Hall, area: Area, shape: str = "") -> str:
    """The text of the area, in Spanish."""
    area.name = hall.words[str(area.pk)]
    return page("{% text area 'name' " + shape + " %}", area=area)


def test_a_text_is_shown_in_the_language_of_its_reader(hall: Hall, cast: Cast) -> None:
    put(a_text(hall, cast.beat, "The lamp is out."), ("The lamp is out.", "La lámpara no funciona."), by=cast)

    assert shown(hall, cast.beat) == '<span lang="es" dir="ltr">La lámpara no funciona.</span>'
    assert shown(hall, cast.beat, "plain") == "La lámpara no funciona."
    assert page("{% words 'The lamp is out.' 'en' %}") == '<span lang="es" dir="ltr">La lámpara no funciona.</span>'
    for other in ("en", "ar"):
        assert page("{% words 'The lamp is out.' 'en' %}", other) == '<span lang="en" dir="ltr">The lamp is out.</span>'


def test_a_short_text_that_changed_is_shown_with_the_newer_source_beside_it(hall: Hall, cast: Cast) -> None:
    text = a_text(hall, cast.beat, "We meet on Monday at six.")
    put(text, ("We meet on Monday at six.", "Nos vemos el lunes a las seis."), by=cast)
    a_text(hall, cast.beat, "We meet on Tuesday at six.")

    with translation.override("es"):
        english = languages.called("en")
    assert shown(hall, cast.beat) == (
        '<span lang="es" dir="ltr">Nos vemos el lunes a las seis.</span> <span class="meta">'
        f'(más nuevo, en {english}: <span lang="en" dir="ltr">We meet on Tuesday at six.</span>)</span>'
    )
    assert shown(hall, cast.beat, "plain") == "We meet on Tuesday at six."


def test_a_passage_that_was_taken_out_is_taken_out_of_the_translation_too(hall: Hall, cast: Cast) -> None:
    text = a_text(hall, cast.beat, "The lamp is out.\n\nJim Doe broke it.")
    put(text, ("The lamp is out.", "Sin luz."), ("Jim Doe broke it.", "La rompió Jim Doe."), by=cast)
    a_text(hall, cast.beat, "The lamp is out.")

    assert shown(hall, cast.beat, "plain") == "Sin luz."
    for shape in ("", "block", "30"):
        assert "Jim Doe" not in shown(hall, cast.beat, shape)


def test_of_a_long_text_exactly_the_passage_that_changed_is_marked(hall: Hall, cast: Cast) -> None:
    text = a_text(hall, cast.beat, "The lamp is out.\n\nWe meet on Monday at six.")
    pairs = (("The lamp is out.", "Sin luz."), ("We meet on Monday at six.", "Nos vemos el lunes."))
    put(text, *pairs, credit="Rosa Vega", by=cast)
    whole = shown(hall, cast.beat, "block")
    assert whole.count("<p lang=") == 2
    with translation.override("es"):
        assert translation.gettext("Translated by %(name)s.") % {"name": "Rosa Vega"} in whole
    assert "We meet on Monday at six." in whole.partition("<details>")[2]

    a_text(hall, cast.beat, "The lamp is out.\n\nWe meet on Tuesday at six.\n\nZQX JWV 99")
    part = shown(hall, cast.beat, "block").partition("<details>")[0]

    assert part.count("We meet on Tuesday at six.") == part.count("ZQX JWV 99") == 1
    assert "The lamp is out." not in part
    assert part.index("Nos vemos el lunes.") < part.index("We meet on Tuesday at six.") < part.index("ZQX JWV 99")


def test_a_page_asks_once_however_many_texts_it_shows(hall: Hall, cast: Cast, count_queries: CountQueries) -> None:
    put(a_text(hall, cast.beat, "The lamp is out."), ("The lamp is out.", "Sin luz."), by=cast)
    for many in (1, 3, 40):
        rows = [
            *({"words": f"Number {number}", "language": "en"} for number in range(many)),
            {"words": "The lamp is out.", "language": "en"},
        ]
        with count_queries(1):
            assert "Sin luz." in page("{% for row in rows %}{% text row 'words' %}{% endfor %}", rows=rows)
    with count_queries(0):
        page("{% words 'Sin luz.' 'es' %}{% words '' 'en' %}{% words 'x' '' %}")


def test_the_words_of_one_page_cannot_be_put_in_by_what_somebody_writes(cast: Cast) -> None:
    assert page("{% words a 'en' %}{% words b 'en' %}", a="\x020\x03", b="Secret") == (
        '<span lang="en" dir="ltr">\x020\x03</span><span lang="en" dir="ltr">Secret</span>'
    )


def test_a_part_that_is_kept_asks_anew_in_each_page(hall: Hall, cast: Cast) -> None:
    text = a_text(hall, cast.beat, "The lamp is out.")
    word = "{% load texts %}{% words 'The lamp is out.' 'en' %}"
    with translation.override("es"):
        part = furniture.apart(lambda: SafeString(engines["django"].from_string(word).render({})))
        plain = part()
        put(text, ("The lamp is out.", "Sin luz."), by=cast)
        with reading.reading() as fill:
            shown = fill(f"{part()} and {part()}")

    assert plain == '<span lang="en" dir="ltr">The lamp is out.</span>'
    assert shown == " and ".join(['<span lang="es" dir="ltr">Sin luz.</span>'] * 2)


def test_what_is_not_public_is_found_on_its_own_thing_alone(hall: Hall, cast: Cast) -> None:
    hall.words[str(cast.beat.pk)] = "The lamp is out."
    hall.hidden.add(str(cast.beat.pk))
    services.renew([Ref.of(cast.beat)], at=now())
    assert not Text.objects.exists()
    (source,) = texts.read([Ref.of(cast.beat)]).values()
    put(services.ask_for(source, at=now()), ("The lamp is out.", "Sin luz."), by=cast)

    assert "Sin luz." in shown(hall, cast.beat)
    assert "Sin luz." not in page("{% words 'The lamp is out.' 'en' %}")


def test_a_text_that_is_gone_takes_its_translations_with_it(hall: Hall, cast: Cast) -> None:
    put(a_text(hall, cast.beat, "The lamp is out."), ("The lamp is out.", "Sin luz."), by=cast)
    hall.words.clear()

    services.renew([Ref.of(cast.beat)], at=now())

    assert queries.covered() == []
    assert "Sin luz." not in page("{% words 'The lamp is out.' 'en' %}")


def test_what_was_done_to_a_thing_brings_its_texts_up_to_date(hall: Hall, cast: Cast) -> None:
    hall.words[str(cast.beat.pk)] = "The lamp is out."
    services.withdraw(a_text(hall, cast.beat, "The lamp is out."), "es", by=VISITOR, at=now())
    put(a_text(hall, cast.beat, "The lamp is out."), ("The lamp is out.", "Sin luz."), by=cast)
    hall.words[str(cast.beat.pk)] = "The lamp is lit."

    assert services.gather(at=now()) >= 1

    assert [(one.current, one.stale) for one in queries.covered()] == [(0, 1)]


def test_a_text_of_which_nothing_was_translated_as_it_is_now_is_shown_as_it_was_written(hall: Hall, cast: Cast) -> None:
    put(a_text(hall, cast.beat, "The lamp is out."), ("The lamp is out.", "Sin luz."), by=cast)
    a_text(hall, cast.beat, "Zyx qwv jk")

    for shape in ("", "block", "plain"):
        assert "Sin luz." not in shown(hall, cast.beat, shape)
        assert "Zyx qwv jk" in shown(hall, cast.beat, shape)


def test_what_is_older_than_its_source_is_found_by_nobody(hall: Hall, cast: Cast) -> None:
    pairs = (("Bring water on Monday.", "Traiga agua."), ("The neighbour Jim plays loud.", "Jim toca fuerte."))
    put(a_text(hall, cast.beat, "\n\n".join(source for source, _words in pairs)), *pairs, by=cast)

    a_text(hall, cast.beat, "Bring water on Monday.\n\nThe neighbour plays loud.")
    (found,) = queries.translated([Ref.of(cast.beat)])
    a_text(hall, cast.beat, "The neighbour plays loud.")

    assert found.words == "Traiga agua."
    assert queries.translated([Ref.of(cast.beat)]) == []


def test_a_field_that_is_called_as_its_thing_is_named_once() -> None:
    kind = Kind("x.answer", "Answer", {"text": "Answer", "why": "Why"}, lambda _keys: [], lambda keys, _actor: keys)

    assert (kind.names("text"), kind.names("why"), kind.names("gone")) == (["Answer"], ["Answer", "Why"], ["Answer"])
