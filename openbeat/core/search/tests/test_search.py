"""What a person finds when they look for words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openbeat.core.hooks import forgetting
from openbeat.core.people.demo import Cast
from openbeat.core.search import index, queries, services
from openbeat.core.search.models import Found
from openbeat.core.search.services import Doc
from openbeat.kit.refs import Ref

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def a_doc(title: str = "Street light out", body: str = "Dark since May.", language: str = "en", hours: int = 0) -> Doc:
    return Doc(title, body, language, "/concerns/1/", None, NOON + timedelta(hours=hours))


def a_ref(key: object = 1, kind: str = "concerns.concern") -> Ref:
    return Ref(kind, str(key))


def keys(words: str, **narrowed: object) -> list[str]:
    return [hit.ref.key for hit in queries.find(words, **narrowed).page.object_list]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Street lights on Mill Lane", "lights"),
        ("Street lights on Mill Lane", "MILL lane"),
        ("Street lights on Mill Lane", "ligh"),
        ("Las farolas están rotas", "estan"),
        ("إنارة الشارع معطلة", "شارع"),
        ("إنارة الشارع معطلة", "الشارع"),
        ("ရဲစခန်းအနီးရှိ လမ်းမီးများ", "ရဲ"),
        ("ရဲစခန်းအနီးရှိ လမ်းမီးများ", "လမ်း"),
        ("ရဲစခန်းအနီးရှိ လမ်းမီးများ", "မီး"),
        ("学校附近的路灯坏了", "路灯"),
        ("学校附近的路灯坏了", "坏了"),
        ("学校附近的路灯坏了", "灯"),
        ("学校附近的路灯坏了", "了"),
        ("ไฟถนนเสีย", "ถนน"),
        ("Đèn đường bị hỏng", "den duong"),
        ("call 911 at 1e5", "911"),
        ("call 911 at 1e5", "1e5"),
    ],
)
def test_words_are_found_in_every_script(body: str, words: str) -> None:
    services.put(a_ref(1), a_doc("x", body))
    services.put(a_ref(2), a_doc("y", "something else"))

    assert keys(words) == ["1"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)


@given(
    body=st.lists(TEXTS | st.sampled_from(["路灯坏了", "ရဲစခန်း", "الشارع", "Straße", "1e5", "-5.3", "a_b"]), max_size=8)
)
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_document_is_found_by_any_of_its_words(body: list[str]) -> None:
    text = " ".join(body)
    services.put(a_ref(1), a_doc("", text))

    for word in text.split():
        results = queries.find(word)
        if any(character.isalnum() for character in word) and len(word) < 40:
            assert results.total == 1, ascii(word)
            assert not results.widened


@pytest.mark.parametrize(
    "odd",
    ["", " ", '"', "'", "*", "a*", '"a', "NEAR(", "a AND", "OR", "NOT a", "title_tokens:x", "-", "a-b", "(", ")", "^a",
     "{a}", ":", "a:*", "&", "|", "!", "<->", "%s", "%", "\\", ";", "--", "\0", "a\0b", "\ud800", "😀", "x" * 100_000,
     "a " * 5000, "\u202e", "/*", "🏳️‍🌈", "\u1032", "\u3099"],
)  # fmt: skip
def test_odd_input_never_fails(odd: str) -> None:
    services.put(a_ref(), a_doc())

    assert queries.find(odd).total in {0, 1}


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
def test_any_input_gives_a_page(words: str) -> None:
    assert queries.find(words, page=words).page.number == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "", None, "99", "1.5"])
def test_odd_page_numbers_give_a_page(page: object) -> None:
    services.put(a_ref(), a_doc())

    assert queries.find("street", page=page).page.number == 1


def test_the_best_comes_first_then_the_newest() -> None:
    services.put(a_ref("old"), a_doc("Other", "a light here", hours=1))
    services.put(a_ref("new"), a_doc("Other", "a light here", hours=2))
    services.put(a_ref("title"), a_doc("The light", "x", hours=0))

    assert keys("light") == ["title", "new", "old"]


def test_all_words_first_and_some_words_if_nothing_has_all() -> None:
    services.put(a_ref("both"), a_doc("Street light", ""))
    services.put(a_ref("one"), a_doc("Street noise", ""))

    assert keys("street light") == ["both"]
    some = queries.find("light noise")
    assert some.widened
    assert {hit.ref.key for hit in some.page.object_list} == {"both", "one"}


def test_one_thing_in_two_languages_is_found_once_in_the_readers() -> None:
    services.put(a_ref(), a_doc("Alder Falls festival"), a_doc("Festival de Alder Falls", "", "es"))

    assert [hit.language for hit in queries.find("festival", language="es").page.object_list] == ["es"]
    assert [hit.language for hit in queries.find("festival", language="en").page.object_list] == ["en"]
    assert queries.find("festival").total == 1


def test_what_was_put_again_is_found_by_its_new_words_only() -> None:
    services.put(a_ref(), a_doc("Broken lamp"), a_doc("Farola rota", "", "es"))
    services.put(a_ref(), a_doc("Barking dog"))

    assert keys("dog") == ["1"]
    assert keys("lamp") == keys("farola") == []
    assert Found.objects.count() == 1


def test_what_was_dropped_is_not_found() -> None:
    services.put(a_ref(1), a_doc())
    services.put(a_ref(2), a_doc())

    services.drop(a_ref(1))

    assert keys("street") == ["2"]
    services.drop()
    services.drop(a_ref("none"))
    assert keys("street") == ["2"]


def test_what_was_rolled_back_is_not_found() -> None:
    with transaction.atomic():
        services.put(a_ref(), a_doc())
        transaction.set_rollback(True)

    assert keys("street") == []


def test_a_person_who_is_forgotten_can_no_longer_be_found() -> None:
    services.put(a_ref(), a_doc())

    forgetting.forget(None, [a_ref()], at=NOON)  # type: ignore[arg-type]

    assert keys("street") == []


def test_words_can_be_cut_anew() -> None:
    services.put(a_ref(), a_doc("Broken lamp"))
    Found.objects.update(title_tokens="old")
    assert keys("lamp") == []

    assert services.renew() == 1

    assert keys("lamp") == ["1"]


def test_it_can_be_narrowed_to_areas(cast: Cast) -> None:
    services.put(a_ref(1), replace(a_doc(), area_id=cast.beat.pk))
    services.put(a_ref(2), a_doc())

    assert keys("street", area=cast.beat) == keys("street", area=[cast.beat.pk, 0]) == ["1"]
    assert keys("street", area=0) == []
    assert queries.find("street", area=cast.beat).page.object_list[0].area == cast.beat


def test_it_can_be_narrowed_to_a_kind() -> None:
    services.put(a_ref(1), a_doc())
    services.put(a_ref(2, "meetings.meeting"), a_doc())

    assert keys("street", kind="meetings.meeting") == ["2"]
    assert keys("street", kind="nobody.knows") == []


def test_addresses_are_in_the_language_of_the_page() -> None:
    services.put(a_ref(), Doc("Street", "", "en", "/es/concerns/1/", None, NOON))

    with override("es"):
        assert queries.find("street").page.object_list[0].url == "/es/concerns/1/"
    with override("en"):
        assert queries.find("street").page.object_list[0].url == "/concerns/1/"


def test_a_text_with_characters_that_a_database_refuses_is_kept() -> None:
    services.put(a_ref(), a_doc("Nul\0l \ud800", "body\0"))

    assert keys("body") == ["1"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_many(
    count: int, count_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    for key in range(count):
        services.put(a_ref(key), a_doc())

    with count_queries(2):
        assert queries.find("street").total == count


def test_pages_follow_each_other() -> None:
    for key in range(25):
        services.put(a_ref(key), a_doc(hours=key))

    first, second = queries.find("street"), queries.find("street", page=2)

    assert [len(first.page.object_list), len(second.page.object_list)] == [20, 5]
    assert not {hit.ref for hit in first.page.object_list} & {hit.ref for hit in second.page.object_list}


def test_the_search_table_can_be_made_again_over_what_is_there() -> None:
    services.put(a_ref(), a_doc())

    index.install(connection)
    index.install(connection)

    assert keys("street") == ["1"]


def test_of_words_in_very_many_things_the_newest_are_compared_and_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    for number in range(4):
        services.put(a_ref(number), a_doc("Hedge" if number == 0 else "Street light out", "The hedge.", hours=number))
    every, all_said = keys("hedge"), client.get("/search/?words=hedge").text

    monkeypatch.setattr(queries, "DEEPEST", 2)
    newest, said = keys("hedge"), client.get("/search/?words=the+hedge").text

    assert (every, newest) == (["0", "3", "2", "1"], ["3", "2"])
    assert ("here are the newest" in all_said, "here are the newest" in said) == (False, True)


def test_an_apps_list_gets_the_keys_of_its_kind_in_its_areas_newest_first(cast: Cast) -> None:
    for number, area in enumerate([cast.beat.pk, None, cast.beat.pk]):
        services.put(a_ref(number), replace(a_doc(), area_id=area))
    services.put(a_ref(7, "meetings.meeting"), a_doc())

    assert queries.keys("street light", "concerns.concern") == ["2", "1", "0"]
    assert queries.keys("street light", "concerns.concern", cast.beat) == ["2", "0"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what it counted in the table")
def test_no_more_rows_are_read_than_are_compared() -> None:
    asked, words = queries._matched(Found.objects.all(), ["street"], " AND ").values("pk").query.sql_with_params()

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked}", words)
        plan = [row[-1] for row in cursor.fetchall()]

    assert len(plan) == 2
    assert not any("TEMP B-TREE" in step for step in plan)
