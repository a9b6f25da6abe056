"""Everybody sees who is served in which language; figures that could point at somebody are not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from openbeat.core.department import queries as department_queries
from openbeat.core.department import services as department
from openbeat.core.department.facts import Facts
from openbeat.core.hooks import texts
from openbeat.core.hooks.texts import Kind, Source
from openbeat.core.ledger.models import Entry
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.places import queries as places
from openbeat.core.places import services as areas
from openbeat.core.places.facts import Facts as AreaFacts
from openbeat.core.places.models import Area
from openbeat.core.translation import services
from openbeat.core.translation.facts import Spoken
from openbeat.core.translation.languages import TRANSLATED
from openbeat.core.translation.models import Share, Text
from openbeat.core.translation.queries import coverage
from openbeat.core.translation.services import Signed, shares
from openbeat.kit import memory
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.people.demo import Cast

type CountQueries = Callable[[int], AbstractContextManager[None]]
KIND = "places.area"
SURVEY = "American Community Survey"


@pytest.fixture
def town(cast: Cast) -> Iterator[Cast]:
    """The department offers English, Spanish and Burmese; a thousand people live in the beat."""
    facts = {name: getattr(department_queries.department(), name) for name in Facts.__dataclass_fields__}
    said = replace(Facts(**facts), languages=["en", "es", "my"])
    if department_queries.is_set_up():
        department.describe(said, department_queries.department().version, by=BUILDER, at=NOON)
    else:
        department.set_up(said, by=BUILDER, at=NOON)
    people(cast.beat, 1000)
    before = texts.of(KIND)
    yield cast
    texts._OFFERED.pop(KIND, None)
    if before:
        texts.offer(before)


def people(area: Area, number: int) -> None:
    facts = {name: getattr(area, name) for name in AreaFacts.__dataclass_fields__}
    areas.describe(area, AreaFacts(**{**facts, "population": number}), area.version, by=BUILDER, at=NOON)
    memory.forget_all()


def said(language: str = "my", percent: str | None = "18.5", count: int | None = None, year: int = 2023) -> Spoken:
    return Spoken(language, Decimal(percent) if percent else None, count, SURVEY, year)


def written(area: Area, many: int, *, language: str = "en") -> list[Any]:
    """So many public texts in an area."""
    words = {f"{area.pk}-{number}": f"Text {number}" for number in range(many)}
    texts.offer(
        Kind(
            KIND,
            "Area",
            {"name": "name"},
            lambda keys: [Source(Ref(KIND, key), "name", words[key], language, "/", area=area.pk) for key in keys],
            lambda keys, _actor: keys,
            {},
        )
    )
    services.renew([Ref(KIND, key) for key in words], at=NOON)
    return [Text.objects.get(kind=KIND, key=key, field="name") for key in words]


def put(text: Any, language: str, was: str, by: Cast) -> None:
    services.publish(text, language, [(was, "…")], Signed(by.rosa), by=by.lee, at=NOON)


def now_of(area: Area) -> Area:
    found = places.area(area.pk)
    assert found
    return found


def served(place: coverage.Place, language: str) -> coverage.Served:
    return next(one for one in place.languages if one.language == language)


def test_what_is_older_is_spoken_of_only_where_something_is(client: Client, town: Cast) -> None:
    found = written(town.beat, 2)
    plain = client.get("/languages/").text
    for text, code in product(found, TRANSLATED[1:]):
        put(text, code, "As it was", town)
    memory.forget_all()

    older = client.get("/languages/").text

    assert ("texts are not translated." in plain, "are older than what" in plain) == (True, False)
    assert "0 texts are not translated, and 2 are older than what they were translated from." in older


def test_of_an_area_it_is_counted_what_stands_in_each_language_what_is_older_and_what_is_missing(town: Cast) -> None:
    found = written(town.beat, 5)
    put(found[0], "my", "Text 0", town)
    put(found[1], "my", "Text one, as it was", town)

    place, _beats = coverage.within(now_of(town.beat))

    assert place.texts == 5
    counts = {one.language: (one.current, one.stale, one.missing) for one in place.languages}
    assert counts == {"en": (5, 0, 0), "es": (0, 0, 5), "my": (1, 1, 3)}
    assert served(place, "my").covered == 0.2


def test_most_is_missing_where_most_people_wait_for_it(town: Cast) -> None:
    written(town.beat, 2)
    assert coverage.within(now_of(town.beat))[0].missing_most
    shares.set_share(town.beat, said("my", "30"), by=town.ada, at=NOON)
    shares.set_share(town.beat, said("es", "10"), by=town.ada, at=NOON)
    shares.set_share(town.beat, said("hmn", "12"), by=town.ada, at=NOON)

    place, _beats = coverage.within(now_of(town.beat))

    most = place.missing_most
    assert most
    assert most.language == "my"
    assert [one.language for one in place.spoken] == ["my", "hmn", "es"]
    assert (served(place, "hmn").offered, served(place, "my").offered) == (False, True)


def test_an_area_of_areas_counts_what_lies_in_it_and_reckons_what_its_beats_speak(town: Cast) -> None:
    written(town.beat, 3)
    shares.set_share(town.beat, said("my", "30"), by=town.ada, at=NOON)
    root = places.root()
    assert root

    place, beats = coverage.within(now_of(root))
    whole, _areas = coverage.whole()

    assert place.texts == whole.texts == 3
    assert [beat.texts for beat in beats if beat.area == town.beat] == [3]
    part = served(place, "my").part
    assert part
    assert (part.of_all, part.share) == (0.3, None)


def test_what_is_said_of_an_area_itself_goes_before_what_is_reckoned(town: Cast) -> None:
    root = places.root()
    assert root
    shares.set_share(town.beat, said("my", "30"), by=town.ada, at=NOON)
    shares.set_share(root, said("my", "7"), by=town.ada, at=NOON)

    part = served(coverage.within(now_of(root))[0], "my").part

    assert part
    assert (part.of_all, part.share and part.share.source) == (0.07, SURVEY)


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (said("my", None, 4), None),
        (said("my", None, 5), 0.005),
        (said("my", "0.4"), None),
        (said("my", "0.5"), 0.005),
        (said("my", "0"), 0.0),
    ],
)
def test_too_few_people_are_never_shown(town: Cast, client: Client, figure: Spoken, shown: float | None) -> None:
    shares.set_share(town.beat, figure, by=town.ada, at=NOON)
    root = places.root()
    assert root

    part = served(coverage.within(now_of(town.beat))[0], "my").part
    assert part
    assert (part.of_all, part.few) == (shown, shown is None)
    page = client.get(f"/languages/areas/{town.beat.slug}/").text
    assert ("too few to show" in page) == (shown is None)
    if shown is None:
        whole = {one.language: one.part for one in coverage.within(now_of(root))[0].languages}
        assert whole["my"] is None, "nor does the sum of the beats give it away"


def test_a_share_is_said_by_an_administrator_and_is_on_record(town: Cast) -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        shares.set_share(town.beat, said(), by=town.lee, at=NOON)
    shares.set_share(town.beat, said(), by=town.ada, at=NOON)
    shares.set_share(town.beat, said(percent="20", year=2024), by=town.ada, at=NOON)
    shares.remove_share(town.beat, "es", by=town.ada, at=NOON)

    assert list(Share.objects.order_by("pk").values_list("language", "percent", "year")) == [("my", Decimal(20), 2024)]
    acts = Entry.objects.filter(act__endswith="share").order_by("pk").values_list("act", "by__email", "facts")
    assert [(act, facts) for act, _by, facts in acts] == [
        ("set_share", {"language": "my", "year": 2023}),
        ("set_share", {"language": "my", "year": 2024}),
    ]
    shares.remove_share(town.beat, "my", by=town.ada, at=NOON)
    assert Share.objects.count() == 0
    with pytest.raises(Refused):
        shares.remove_share(town.beat, "my", by=town.lee, at=NOON)


@pytest.mark.parametrize(
    "wrong", [said(percent="101"), said(percent="-1"), replace(said(), people=4), said(percent=None), said(year=1800)]
)
def test_a_figure_that_cannot_be_is_refused_by_the_database_too(town: Cast, wrong: Spoken) -> None:
    with pytest.raises(ValidationError):
        shares.set_share(town.beat, wrong, by=town.ada, at=NOON)
    facts = {name: getattr(wrong, name) for name in Spoken.__dataclass_fields__}
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(area=town.beat, **facts)


def test_the_page_says_who_is_served_in_which_language(town: Cast, client: Client) -> None:
    put(written(town.beat, 4)[0], "my", "Text 0", town)
    shares.set_share(town.beat, said("my", "18.5"), by=town.ada, at=NOON)
    shares.set_share(town.beat, said("hmn", "3"), by=town.ada, at=NOON)

    page = client.get("/languages/").text

    assert 'aria-label="1 of 4"' in page
    assert '<span class="meta" lang="my" dir="ltr">မြန်မာဘာသာ</span>' in page
    assert "This site does not have this language." in page
    assert "Burmese 18.5 · Hmong 3" in page
    assert page.count("Not yet reviewed by a native speaker") == 2, "Spanish and Burmese"
    assert "Import what areas speak" not in page
    area = client.get(f"/languages/areas/{town.beat.slug}/").text
    assert SURVEY in area
    assert "2023" in area


def test_an_administrator_finds_the_ways_to_change_it(town: Cast, client: Client) -> None:
    client.force_login(town.ada)

    assert "Import what areas speak" in client.get("/languages/").text
    path = f"/languages/areas/{town.beat.slug}/shares/"
    assert path in client.get(f"/languages/areas/{town.beat.slug}/").text
    answer = client.post(path, {"language": "Burmese", "percent": "18,5 %", "source": SURVEY, "year": "2023"})
    assert answer.headers["Location"] == path
    assert "18.5 of 100 people" in client.get(path).text
    assert client.post(f"{path}my/remove/").status_code == 302
    assert Share.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"language": "Klingon"}, "We know no language of this name."),
        ({"percent": "", "people": ""}, "give a percentage or a number of people, and not both"),
        ({"people": "12"}, "give a percentage or a number of people, and not both"),
        ({"percent": "many"}, "“many” is no percentage from 0 to 100"),
        ({"percent": "NaN"}, "“NaN” is no percentage from 0 to 100"),
        ({"source": ""}, "This field is required."),
        ({"year": "20233"}, "Ensure this value is less than or equal to 2200."),
    ],
)
def test_a_wrong_figure_is_refused_with_a_sentence(
    town: Cast, client: Client, wrong: dict[str, str], because: str
) -> None:
    client.force_login(town.ada)
    right = {"language": "my", "percent": "18.5", "source": SURVEY, "year": "2023"}

    answer = client.post(f"/languages/areas/{town.beat.slug}/shares/", {**right, **wrong})

    assert (answer.status_code, because in answer.text) == (422, True)
    assert Share.objects.count() == 0


def test_others_are_told_why_not(town: Cast, client: Client) -> None:
    client.force_login(town.noor)
    for path in (f"/languages/areas/{town.beat.slug}/shares/", "/languages/import/", "/languages/read/"):
        for answer in (client.get(path), client.post(path, {})):
            assert answer.status_code == 403
            assert "Only an administrator of the department may do this." in answer.text
    assert client.get("/languages/areas/nowhere/").status_code == 404


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_pages_cost_the_same_however_many_texts_and_languages(
    town: Cast, client: Client, many: int, count_queries: CountQueries
) -> None:
    for text in written(town.beat, many):
        put(text, "my", "Text 0", town)
    for code in ["my", "es", "hmn", "vi", "so", "ar"][:many]:
        shares.set_share(town.beat, said(code, "5"), by=town.ada, at=NOON)
    client.get("/languages/")
    with count_queries(1):
        client.get("/languages/")
    memory.forget_all()
    places.areas(), department_queries.department(), department_queries.number("small_numbers")
    with count_queries(4):
        client.get("/languages/")
    with count_queries(3):
        client.get(f"/languages/areas/{town.beat.slug}/")
