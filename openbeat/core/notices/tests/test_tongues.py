"""In which language somebody is told, and what stands beside it where nobody knows whether they read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from openbeat.core.department.models import Department
from openbeat.core.hooks import post, texts
from openbeat.core.hooks.texts import Kind, Quote, Source
from openbeat.core.notices import services, tongues, wire
from openbeat.core.notices.models import Message
from openbeat.core.notices.tests.makers import NOON, a_call, a_message, a_person
from openbeat.core.people import queries as people_read
from openbeat.core.people import services as people
from openbeat.core.translation import services as translating
from openbeat.core.translation.models import Text
from openbeat.core.translation.services import Signed
from openbeat.kit import sms
from openbeat.kit.memory import forget_all
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from django.test import Client

    from openbeat.core.people.demo import Cast
    from openbeat.core.places.models import Area

pytestmark = pytest.mark.django_db
KIND = "places.area"
OURS = [code for code, _name in settings.LANGUAGES if code != "qps"]


@pytest.fixture
def spanish_beat(cast: Cast) -> Area:
    """An area in which Khmer and Spanish are spoken."""
    Department.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Alder Falls",
            "telephone": "+13125550100",
            "email": "help@town.example",
            "languages": ["my"],
        },
    )
    forget_all()
    cast.beat.languages = ["km", "es"]
    cast.beat.save(update_fields=["languages"])
    return cast.beat


def body_of(message: Message) -> str:
    return wire.words(message).body


@pytest.mark.parametrize("language", OURS)
def test_whoever_reads_one_of_our_languages_is_told_in_it_and_finds_no_other_below(
    spanish_beat: Area, language: str
) -> None:
    message = a_message(a_person("email", language=language), about=spanish_beat)

    assert message.language == language
    assert "/languages/" not in body_of(message)


@pytest.mark.parametrize("language", ["km", "und", ""])
def test_whoever_reads_another_is_told_in_a_language_of_the_area_with_help_in_each_of_ours(
    spanish_beat: Area, language: str
) -> None:
    message = a_message(a_person("email", language=language), about=spanish_beat)
    lines = body_of(message).splitlines()[-len(OURS) :]

    assert message.language == "es"
    for code, line in zip(OURS, lines, strict=True):
        address = "/languages/" if code == "en" else f"/{code}/languages/"
        assert line.endswith(settings.OPENBEAT_ADDRESS + address)
        assert all(part in line for part in ("+13125550100", "help@town.example"))


def test_without_an_area_the_departments_own_language_is_next_and_then_ours(spanish_beat: Area) -> None:
    stranger = a_person("email", language="km")

    assert tongues.spoken_to(stranger) == "my"
    Department.objects.update(languages=["km"])
    forget_all()
    assert tongues.spoken_to(stranger) == "en"


def test_neutral_words_name_no_number_beside_the_help(spanish_beat: Area) -> None:
    body = body_of(a_message(a_person("email", language="km", neutral=True), about=spanish_beat))

    assert body.count("/languages/") == len(OURS)
    assert "+13125550100" not in body
    assert "town.example" not in body


@pytest.mark.parametrize(
    ("title", "most"),
    [("Glass on the path", 160), ("x" * 190, 160), ("ကျောင်းအနီးက လမ်းမီး " * 8, 70), ("路灯" * 90, 70), ("😀" * 90, 70)],
)
@pytest.mark.parametrize("neutral", [False, True])
def test_a_short_message_is_one_line_that_fits_with_its_link_whole(title: str, most: int, *, neutral: bool) -> None:
    message = a_message(a_person("email", language="km", neutral=neutral), title=title[:200], link="/concerns/7/")

    line = wire.line(message)

    assert sms.length(line).used <= (160 if neutral else most)
    assert line.endswith(settings.OPENBEAT_ADDRESS + ("/me/messages/" if neutral else "/concerns/7/"))
    assert "\n" not in line
    assert line.startswith("A message for you " if neutral else title[:5])


def test_an_urgent_message_to_somebody_of_unknown_language_carries_the_help_too() -> None:
    letter = post.Letter("people.code", "x@example.org", "Code", "Your code.", "en")

    services.post(letter, at=NOON)
    services.post(post.Letter(letter.kind, letter.address, "Code", "Your code.", "en", guessed=True), at=NOON)

    known, guessed = Message.objects.order_by("pk").values_list("body", flat=True)
    assert known == "Your code."
    assert guessed.count("/languages/") == len(OURS)


def test_an_address_that_is_asked_first_is_asked_with_help_where_nobody_knows_the_language() -> None:
    for language in ("es", "km"):
        person = a_person("email", language=language)
        people.ask_address(person, people_read.ways_of(person)[0].value + ".new", at=NOON)

    known, guessed = Message.objects.order_by("pk").values_list("language", "body")
    assert (known[0], guessed[0]) == ("es", "en")
    assert (known[1].count("/languages/"), guessed[1].count("/languages/")) == (0, len(OURS))


def test_whoever_brings_a_message_sees_which_language_the_person_speaks_and_how_to_get_help(
    client: Client, spanish_beat: Area, cast: Cast
) -> None:
    call = a_call(spanish_beat, a_person("telephone", language="km"))
    other = a_call(spanish_beat, a_person("telephone", language="und"))
    client.force_login(cast.lee)

    pages = [client.get(one.get_absolute_url()).text for one in (call, other)]

    assert "ខ្មែរ" in pages[0]
    assert "not known" in pages[1]
    assert all(page.count("/languages/</span>") == len(OURS) for page in pages)


@pytest.fixture
def named(cast: Cast) -> Iterator[Callable[[str], Quote]]:
    """Say what the beat is called now, and quote it."""
    words, before = {"now": ""}, texts.of(KIND)

    def read(keys: Sequence[str]) -> list[Source]:
        return [Source(Ref(KIND, key), "name", words["now"], "en", "/") for key in keys]

    def say(name: str) -> Quote:
        words["now"] = name
        translating.renew([Ref.of(cast.beat)], at=NOON)
        return Quote(name, "en", texts.slot_of(Ref.of(cast.beat), "name"))

    texts.offer(Kind(KIND, "Area", {"name": "name"}, read, lambda keys, _actor: keys, {}))
    yield say
    texts._OFFERED.pop(KIND)
    if before:
        texts.offer(before)


def _publish(cast: Cast, *pairs: tuple[str, str]) -> None:
    text = Text.objects.get(kind=KIND, key=str(cast.beat.pk), field="name")
    translating.publish(text, "es", pairs, Signed(cast.rosa), by=cast.lee, at=NOON)


def test_what_is_quoted_stands_in_the_readers_language_where_it_was_translated(
    cast: Cast, named: Callable[[str], Quote]
) -> None:
    quote = named("What we do about glass")
    _publish(cast, ("What we do about glass", "Qué hacemos con el vidrio"))

    assert a_message(a_person("email", language="es"), title=quote).subject == "Qué hacemos con el vidrio"
    assert a_message(a_person("email", language="my"), title=quote).subject == "What we do about glass"
    assert a_message(a_person("email", language="en"), title=quote).subject == "What we do about glass"


def test_of_a_quoted_text_that_changed_since_both_are_said(cast: Cast, named: Callable[[str], Quote]) -> None:
    named("What we do about glass")
    _publish(cast, ("What we do about glass", "Qué hacemos con el vidrio"))
    quote = named("What we do about glass and noise")

    subject = a_message(a_person("email", language="es"), title=quote).subject

    assert subject.startswith("Qué hacemos con el vidrio (")
    assert subject.endswith("What we do about glass and noise)")


@pytest.mark.parametrize("count", [1, 3])
def test_quotes_are_looked_up_at_once_and_those_of_the_same_language_never(
    cast: Cast, named: Callable[[str], Quote], count: int, count_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    quotes = [named("Glass"), *(Quote(f"Noise {number}", "en") for number in range(count))]
    _publish(cast, ("Glass", "Vidrio"))

    with count_queries(1):
        found = texts.in_language(quotes, "es")
    with count_queries(0):
        assert texts.in_language(quotes, "en") == {}

    assert {quote.words: reading.words for quote, reading in found.items()} == {"Glass": "Vidrio"}
