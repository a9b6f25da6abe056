"""The queue and the page of a work, as people see them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import Piece
from openbeat.apps.translators.lifecycle import Stage
from openbeat.apps.translators.models import Tongue, Work
from openbeat.apps.translators.services import drafts, works
from openbeat.apps.translators.tests.makers import KIND, NOON, WORDS, Hall, a_translator, a_work, written
from openbeat.core.hooks import interpreters
from openbeat.core.hooks.interpreters import Need
from openbeat.core.ledger.models import Entry
from openbeat.core.people import services as people
from openbeat.core.people.demo import a_cast
from openbeat.core.people.models import Person
from openbeat.core.places.models import Area
from tests.cast import Cast

TWO = "The lamp is out.\n\nWe meet on Monday at six."


def fields(version: int, *words: str, **more: str) -> dict[str, str]:
    """What the form of a work sends that showed the two passages."""
    said = {f"words-{number}": one for number, one in enumerate(words)}
    return said | {"version": str(version), "shown": json.dumps(TWO.split("\n\n"))} | more


def test_the_queue_tells_everybody_how_much_waits_and_translators_what(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat))

    open_page = client.get("/translate/").text
    assert "1 text waits for a translator" in open_page
    assert "The lamp is out." not in open_page
    client.force_login(cast.carl)
    assert "The lamp is out." in client.get("/translate/").text
    client.force_login(cast.rosa)
    page = client.get("/translate/").text
    assert f'href="{work.get_absolute_url()}"' in page
    assert "Nothing waits here." in client.get("/translate/?language=ar").text


def test_a_text_that_is_not_public_is_in_nobodys_queue_who_may_not_read_it(
    client: Client, cast: Cast, hall: Hall
) -> None:
    hall.hidden.add(str(cast.beat.pk))
    hall.readers |= {cast.lee.pk, cast.lena.pk}
    work = a_work(cast, hall.says(cast.beat))

    for person, seen in ((cast.rosa, False), (cast.lou, False), (cast.lena, True)):
        client.force_login(person)
        assert (work.get_absolute_url() in client.get("/translate/").text) == seen
        assert (client.get(work.get_absolute_url()).status_code == 200) == seen
    client.logout()
    assert "1 text waits" not in client.get("/translate/").text


def test_whoever_has_no_part_in_it_finds_no_page(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat))
    client.force_login(cast.rosa)
    assert "I translate it" in client.get(work.get_absolute_url()).text
    Tongue.objects.all().delete()

    client.force_login(cast.imani)
    assert "admitted as translator into this language" in client.get(work.get_absolute_url()).text
    client.force_login(a_newcomer(cast))
    hidden, missing = client.get(work.get_absolute_url()), client.get("/translate/9999/")
    assert hidden.status_code == missing.status_code == 404


def a_newcomer(cast: Cast) -> Any:
    """Somebody with an account and nothing else."""
    return people.register(people.Newcomer("new@example.org", "New"), at=NOON, confirmed=True)


def test_it_is_taken_written_proposed_and_signed(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat))
    url = work.get_absolute_url()
    client.force_login(cast.rosa)
    client.post(f"{url}take/")
    page = client.get(url).text
    assert 'lang="es" dir="ltr"' in page
    assert "Passage 2 in Español" in page

    client.post(f"{url}draft/", fields(0, WORDS[0], "", save="1"))
    incomplete = client.post(f"{url}draft/", fields(1, WORDS[0], "", propose="1", minutes="20", name=""))
    assert (incomplete.status_code, "Some passages have no words yet." in incomplete.text) == (422, True)
    unsaid = client.post(f"{url}draft/", fields(1, *WORDS, propose="1", minutes="", name="Rosa V."))
    assert unsaid.status_code == 422
    assert WORDS[1] in unsaid.text
    client.post(f"{url}draft/", fields(2, *WORDS, propose="1", minutes="20", name="Rosa V."))
    assert "Somebody else reads again what you translated yourself." in client.get(url).text

    client.force_login(cast.noor)
    assert "Waits for your second look" in client.get("/translate/").text
    assert client.post(f"{url}return/", {"words": "", "language": "en"}).status_code == 422
    client.post(f"{url}sign/", {"version": "2"})

    work.refresh_from_db()
    assert work.stage == Stage.PUBLISHED
    assert "Translated by Rosa V." in client.get(url).text
    client.force_login(cast.rosa)
    assert "0 h 20 min" in client.get("/me/").text


def test_it_is_returned_with_a_reason_that_its_translator_reads(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.PROPOSED)
    client.force_login(cast.noor)
    client.post(f"{work.get_absolute_url()}return/", {"words": "Six is written out.", "language": "en"})

    client.force_login(cast.rosa)
    assert "Six is written out." in client.get(work.get_absolute_url()).text
    assert "You translate" in client.get("/desk/").text


def test_what_was_typed_is_still_there_when_two_wrote_the_same_passage(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    url = f"{work.get_absolute_url()}draft/"
    client.force_login(cast.rosa)
    client.post(url, fields(0, "Sin luz.", "", save="1"))

    both = client.post(url, fields(0, "", "El lunes.", save="1"))
    clash = client.post(url, fields(0, "Otra cosa.", "El lunes.", save="1"))

    assert (both.status_code, clash.status_code) == (302, 409)
    assert "Two of you changed this at the same time" in clash.text
    assert clash.text.index("Sin luz.") < clash.text.index("Otra cosa.")
    assert 'name="version" value="2"' in clash.text
    client.post(url, fields(2, "Otra cosa.", "El lunes.", save="1"))
    page = client.get(work.get_absolute_url()).text
    assert "Otra cosa." in page
    assert "Sin luz." not in page


def test_the_button_that_takes_down_is_offered_in_the_area_alone(client: Client, cast: Cast, hall: Hall) -> None:
    url = a_work(cast, hall.says(cast.beat), Stage.PUBLISHED).get_absolute_url()
    client.force_login(cast.lou)
    assert "Take it down" not in client.get(url).text
    assert client.post(f"{url}take-down/").status_code == 403

    client.force_login(cast.lee)
    assert "Take it down" in client.get(url).text
    assert client.post(f"{url}take-down/").status_code == 302


def test_pressing_twice_changes_nothing(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat))
    url = work.get_absolute_url()
    client.force_login(cast.rosa)
    assert [client.post(f"{url}take/").status_code for _ in range(2)] == [302, 403]
    for _ in range(2):
        client.post(f"{url}draft/", fields(0, *WORDS, save="1"))
    work.refresh_from_db()
    assert work.version == 1
    ready = fields(1, *WORDS, propose="1", minutes="20", name="")
    assert [client.post(f"{url}draft/", ready).status_code for _ in range(2)] == [302, 403]


def test_the_sentences_that_changed_are_marked_in_words_too(client: Client, cast: Cast, hall: Hall) -> None:
    a_work(cast, hall.says(cast.beat, "Bring water. We meet on Monday at six."), Stage.PUBLISHED)
    source = hall.says(cast.beat, "Bring water. We meet on Tuesday at six.")
    work = works.take(works.ask(source, "es", by=cast.lee, at=NOON), by=a_again(cast), at=NOON)
    client.force_login(cast.rosa)

    page = " ".join(client.get(work.get_absolute_url()).text.split())

    assert '<del><span class="sr">[left out: </span>We meet on Monday at six.' in page
    assert '<ins><span class="sr">[new: </span>We meet on Tuesday at six.' in page
    assert "These words still fit the changed passage" in page
    assert WORDS[0] in page


def a_again(cast: Cast) -> Any:
    """Rosa, as the database knows her now."""
    return Person.objects.get(pk=cast.rosa.pk)


def test_words_of_the_glossary_are_marked_with_what_they_are_called(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat, "The liaison officer answers your concerns."), Stage.TAKEN)
    client.force_login(cast.rosa)

    page = client.get(work.get_absolute_url()).text

    assert "<mark>liaison officer</mark>" in page
    assert "<mark>concerns</mark>" in page
    assert "oficial de enlace" in page


def test_right_to_left_words_run_right_to_left(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN, language="ar")
    client.force_login(cast.rosa)

    page = client.get(work.get_absolute_url()).text

    assert page.count('lang="ar" dir="rtl"') == 2
    assert page.count('<div lang="en" dir="ltr">') == 2


def test_a_draft_by_a_machine_says_so_and_whoever_signs_gives_a_name(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    pieces = [Piece(source, words, "machine") for source, words in zip(TWO.split("\n\n"), WORDS, strict=True)]
    drafts.put(work, pieces, by=a_again(cast), at=NOON)
    url = work.get_absolute_url()
    client.force_login(cast.rosa)
    assert "Draft by machine" in client.get(url).text
    client.post(f"{url}draft/", fields(1, *WORDS, propose="1", minutes="5", name=""))

    client.force_login(cast.noor)
    assert "Draft by machine" in client.get(url).text
    assert client.post(f"{url}sign/", {"version": "1"}).status_code == 422
    client.post(f"{url}sign/", {"version": "1", "name": "Noor H."})
    work.refresh_from_db()
    assert work.stage == Stage.PUBLISHED
    assert "Draft by machine" not in client.get(url).text


BAD = (
    {"shown": '["x\\n\\ny"]'},
    {"shown": "[1]"},
    {"shown": "{"},
    {"shown": '["a\\ud800b"]'},
    {"shown": '["a\\u0000b"]'},
    {"shown": "[" * 100_000},
    {"version": "-1"},
    {"version": "x"},
)


@pytest.mark.parametrize("bad", BAD)
def test_a_form_that_is_none_of_ours_changes_nothing(client: Client, cast: Cast, hall: Hall, bad: Any) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    client.force_login(cast.rosa)

    response = client.post(f"{work.get_absolute_url()}draft/", fields(0, *WORDS, save="1") | bad)

    work.refresh_from_db()
    assert (response.status_code, work.version) == (422, 0)


def test_markup_of_a_translator_is_words(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat, "<b>The lamp</b> is out."), Stage.TAKEN)
    client.force_login(cast.rosa)
    words = "<script>alert(1)</script> \u202eabc\u200d " + "w" * 10_000 + " 😀"
    client.post(
        f"{work.get_absolute_url()}draft/",
        {"shown": json.dumps(["<b>The lamp</b> is out."]), "words-0": words, "version": "0", "save": "1"},
    )

    page = client.get(work.get_absolute_url()).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;The lamp&lt;/b&gt; is out." in page


def test_an_administrator_admits_and_a_translator_takes_it_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    client.post("/translate/languages/", {"language": "es"})
    tongue = Tongue.objects.get()
    assert "an administrator looks at it" in client.get("/translate/").text
    assert client.get("/translate/people/").status_code == 403
    assert client.post(f"/translate/languages/{tongue.pk}/admit/").status_code == 403
    assert client.post("/translate/languages/", {"language": "xx"}).status_code == 422

    client.force_login(cast.ada)
    assert "Rosa Delgado" in client.get("/translate/people/").text
    client.post(f"/translate/languages/{tongue.pk}/admit/")
    tongue.refresh_from_db()
    assert tongue.admitted_by == cast.ada
    client.force_login(cast.noor)
    assert client.post(f"/translate/languages/{tongue.pk}/end/").status_code == 404
    client.force_login(cast.rosa)
    client.post(f"/translate/languages/{tongue.pk}/end/")
    tongue.refresh_from_db()
    assert tongue.ended_at


def ask(area: Area, **more: str) -> dict[str, str]:
    """What the form sends that asks for the text of an area."""
    about = f"{KIND}:{area.pk}"
    return {"about": about, "text": f"{about}:about", "language": "es"} | more


def test_staff_ask_where_they_read_and_come_back_there(client: Client, cast: Cast, hall: Hall) -> None:
    hall.says(cast.beat)
    client.force_login(cast.lee)

    response = client.post("/translate/ask/", ask(cast.beat, urgent="on", back=f"/areas/{cast.beat.slug}/"))

    assert response["Location"] == f"/areas/{cast.beat.slug}/"
    work = Work.objects.get()
    assert (work.language, work.urgent, work.asked_by) == ("es", True, cast.lee)
    elsewhere = client.post("/translate/ask/", ask(cast.beat, back="//evil.example/"))
    assert elsewhere["Location"] == work.get_absolute_url()
    assert client.post("/translate/ask/", ask(cast.beat, language="xx")).status_code == 422
    assert client.post("/translate/ask/", ask(cast.beat, about="places.area:999")).status_code == 404
    assert client.post("/translate/ask/", ask(cast.beat, about="nonsense")).status_code == 404
    refused = client.post("/translate/ask/", ask(cast.beat, language="en"))
    assert (refused.status_code, "in this language already" in refused.text) == (403, True)
    client.force_login(cast.rosa)
    assert client.post("/translate/ask/", ask(cast.beat)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_however_much_waits(
    client: Client, cast: Cast, hall: Hall, count: int, count_queries: CountQueries
) -> None:
    a_translator(cast.rosa)
    a_translator(cast.noor)
    for language, area in [("es", cast.beat), ("es", cast.other), ("es", cast.district)][:count]:
        works.ask(hall.says(area), language, by=cast.lee, at=NOON)
    taken = [
        works.take(works.ask(hall.says(area), "ar", by=cast.lee, at=NOON), by=a_translator(cast.carl, "ar"), at=NOON)
        for area in (cast.beat,)
    ]
    client.force_login(cast.rosa)
    client.get("/translate/")

    with count_queries(QUEUE):
        page = client.get("/translate/").text

    assert page.count("The lamp is out.") == count
    assert len(taken) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_work_costs_the_same_however_many_passages(
    client: Client, cast: Cast, hall: Hall, count: int, count_queries: CountQueries
) -> None:
    work = a_work(cast, hall.says(cast.beat, "\n\n".join(f"Lamp number {number}." for number in range(count))))
    rosa = a_again(cast)
    work = works.take(work, by=rosa, at=NOON)
    drafts.write(work, written(work, ["Lámpara."] * count), by=rosa, at=NOON)
    client.force_login(cast.rosa)
    client.get(work.get_absolute_url())

    with count_queries(PAGE):
        page = client.get(work.get_absolute_url()).text

    assert len(re.findall(r'name="words-\d', page)) == count


QUEUE, PAGE = 11, 6


def test_a_long_text_is_translated_part_by_part_and_each_part_keeps_the_others(
    client: Client, cast: Cast, hall: Hall
) -> None:
    passages = [f"Lamp number {number}." for number in range(205)]
    work = a_work(cast, hall.says(cast.beat, "\n\n".join(passages)), Stage.TAKEN)
    client.force_login(cast.rosa)
    url = work.get_absolute_url()
    said = {"shown": json.dumps(passages), "save": "1"}
    first = {f"words-{number}": f"Lámpara {number}." for number in range(200)}
    last = {f"words-{number}": f"Lámpara {number}." for number in range(200, 205)}

    assert client.post(f"{url}draft/", said | first | {"version": "0", "page": "1"}).status_code == 302
    done = client.post(f"{url}draft/?page=2", said | last | {"version": "0", "page": "2"})

    assert done["Location"] == f"{url}?page=2"
    page = client.get(done["Location"]).text
    assert (page.count("<textarea"), "Lámpara 204." in page, "Lámpara 199." in page) == (5, True, False)
    work.refresh_from_db()
    assert [piece.words for piece in queries.draft_of(work)] == [f"Lámpara {number}." for number in range(205)]


def test_the_page_to_ask_says_what_is_under_way_and_who_asks(client: Client, cast: Cast, hall: Hall) -> None:
    url = f"/translate/ask/?about={KIND}:{cast.beat.pk}"
    client.force_login(cast.lee)
    assert client.get(url).status_code == 404
    hall.says(cast.beat)
    assert "Under way" not in client.get(url).text
    client.post("/translate/ask/", ask(cast.beat))

    assert "Under way" in client.get(url).text
    client.force_login(cast.rosa)
    assert "Only staff and the committee" in client.get(url).text
    assert client.get("/translate/ask/").status_code == 404


def test_interpreters_stand_on_the_same_desk(client: Client, cast: Cast) -> None:
    need = Need("es", 2, "Beat meeting", "en", NOON, NOON, "/meetings/1/", cast.beat)
    interpreters.offer("test", lambda _actor, languages, _at: [need] if "es" in languages else [])
    try:
        client.force_login(cast.rosa)
        assert "Interpreters wanted" not in client.get("/translate/").text
        a_translator(cast.rosa)
        client.force_login(a_again(cast))
        page = client.get("/translate/").text
    finally:
        interpreters._OFFERED.pop("test")

    assert "Interpreters wanted at meetings" in page
    assert "2 parties asked for it" in page


@pytest.mark.django_db(transaction=True)
def test_whoever_reads_what_is_not_public_is_on_record_before_a_word_is_shown(
    client: Client, transactional_db: None, hall: Hall
) -> None:
    cast = a_cast()
    hall.hidden.add(str(cast.beat.pk))
    hall.readers |= {cast.lee.pk, cast.lena.pk, cast.rosa.pk}
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    client.force_login(cast.rosa)

    def readings() -> int:
        return Entry.objects.filter(act="open", kind=KIND, key=str(cast.beat.pk), by=cast.rosa).count()

    assert "The lamp is out." not in client.get("/translate/").text
    assert "The lamp is out." not in client.get("/desk/").text
    assert readings() == 0
    assert "The lamp is out." in client.get(work.get_absolute_url()).text
    assert readings() == 1
    assert b"The lamp is out." in client.get(f"{work.get_absolute_url()}file.po").content
    assert readings() == 2
    refused = client.post(f"{work.get_absolute_url()}draft/", fields(0, *WORDS, propose="1", minutes="", name=""))
    assert (refused.status_code, readings()) == (422, 3)
    hall.hidden.clear()
    client.get(work.get_absolute_url())
    assert readings() == 3


def test_an_earlier_draft_can_stand_again_and_none_is_gone(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_work(cast, hall.says(cast.beat), Stage.TAKEN)
    url = work.get_absolute_url()
    client.force_login(cast.rosa)
    assert "Nothing was saved yet." in client.get(f"{url}drafts/").text
    client.post(f"{url}draft/", fields(0, "Sin luz.", "", save="1"))
    client.post(f"{url}draft/", fields(1, "Otra cosa.", "", save="1"))
    page = client.get(f"{url}drafts/").text
    assert page.index("Otra cosa.") < page.index("Sin luz.")
    assert page.count("Let this draft stand again") == 1

    client.post(f"{url}drafts/1/restore/")

    work.refresh_from_db()
    assert [piece.words for piece in queries.draft_of(work)] == ["Sin luz."]
    assert (work.version, [piece.words for piece in queries.draft_of(work, 2)]) == (3, ["Otra cosa."])
    assert client.post(f"{url}drafts/9/restore/").status_code == 403
    client.force_login(cast.noor)
    assert "Let this draft stand again" not in client.get(f"{url}drafts/").text
    assert client.post(f"{url}drafts/1/restore/").status_code == 403


@pytest.mark.parametrize("back", ["foo", "translators:queue", "https://evil.example/", "//evil.example/"])
def test_one_comes_back_to_a_page_of_ours_whatever_the_form_says(
    client: Client, cast: Cast, hall: Hall, back: str
) -> None:
    source = hall.says(cast.beat)
    client.force_login(cast.lee)

    asked = {"about": str(source.ref), "text": source.slot, "language": "es", "back": back}
    answer = client.post("/translate/ask/", asked)

    assert (answer.status_code, "evil" in answer["Location"]) == (302, False)
    assert client.get(answer["Location"]).status_code == 200
