"""What people see, and what they are told when they may not do something."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Look, Reply, Stage, Withheld
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.files.demo import a_photo
from openbeat.core.ledger.models import Entry
from openbeat.core.people.models import Person
from openbeat.kit import memory
from openbeat.kit.refs import Ref
from tests.cast import Cast
from tests.htmx import assert_fragment_is_part_of_page

CODE = re.compile(r'class="code"[^>]*>\s*([0-9A-Z ]+?)\s*<')


def a_form(client: Client, cast: Cast, **changes: Any) -> dict[str, Any]:
    page = client.get("/concerns/new/").text
    started = re.search(r'name="started" value="([^"]+)"', page)
    assert started
    said = {
        "started": started[1],
        "website": "",
        "area": str(cast.beat.pk),
        "category": "lighting",
        "title": "Street light out",
        "story": "Dark since May.",
        "language": "en",
        "private": "no",
    }
    return said | changes


def code_in(text: str) -> str:
    found = CODE.search(text)
    assert found, text
    return found[1]


# Raising


def test_a_visitor_raises_and_follows_it_by_the_code(client: Client, cast: Cast) -> None:
    answer = client.post("/concerns/new/", a_form(client, cast))
    code = code_in(answer.text)
    assert "In danger now?" in answer.text

    client.post("/receipt/", {"code": code})
    page = client.get(Concern.objects.get().get_absolute_url())

    assert "What you said" in page.text
    assert "Dark since May." in page.text


def test_a_double_submit_makes_one_concern_and_shows_the_same_code(client: Client, cast: Cast) -> None:
    form = a_form(client, cast)

    first, second = client.post("/concerns/new/", form), client.post("/concerns/new/", form)

    assert code_in(first.text) == code_in(second.text)
    assert Concern.objects.count() == 1


def test_whoever_is_signed_in_goes_to_the_concern_or_gets_a_receipt_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    plain = client.post("/concerns/new/", a_form(client, cast), follow=True)
    with_code = client.post("/concerns/new/", a_form(client, cast, receipt="on"))

    assert "It has been raised." in plain.text
    assert "What you said" in plain.text
    assert code_in(with_code.text)
    assert set(Concern.objects.values_list("raised_by", flat=True)) == {cast.rosa.pk}


def test_a_form_with_something_missing_keeps_the_words(client: Client, cast: Cast) -> None:
    answer = client.post("/concerns/new/", a_form(client, cast, area=""))

    assert answer.status_code == 422
    assert "Choose the area that it is in." in answer.text
    assert "Dark since May." in answer.text
    assert Concern.objects.count() == 0


def test_a_robot_and_a_file_that_is_no_photo_are_told_so(client: Client, cast: Cast) -> None:
    robot = client.post("/concerns/new/", a_form(client, cast, website="http://spam"))
    script = a_photo().__class__(
        "x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "image/svg+xml"
    )
    svg = client.post("/concerns/new/", a_form(client, cast, photo=script))

    assert (robot.status_code, svg.status_code) == (422, 422)
    assert "hidden field" in robot.text
    assert 'id="id_photo_error"' in svg.text
    assert Concern.objects.count() == 0


def test_too_many_from_one_place_are_asked_to_wait(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openbeat.apps.concerns.views.raising.PER_HOUR", 0)

    answer = client.post("/concerns/new/", a_form(client, cast))

    assert answer.status_code == 429
    assert "Your words are still here" in answer.text
    assert "Dark since May." in answer.text


def test_the_receipt_prints_for_whoever_has_its_code(client: Client, cast: Cast) -> None:
    code = code_in(client.post("/concerns/new/", a_form(client, cast)).text)
    concern = Concern.objects.get()

    printed = client.post(f"/concerns/{concern.pk}/receipt.pdf", {"code": code})
    refused = client.post(f"/concerns/{concern.pk}/receipt.pdf", {"code": "0000 0000"})

    assert printed.content.startswith(b"%PDF")
    assert refused.status_code == 404


def test_staff_write_down_what_came_by_telephone(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)
    form = a_form(client, cast, channel_taken="telephone", reach="+1 608 555 0143", name="Mr. Aye")

    answer = client.post("/concerns/enter/", form)

    assert code_in(answer.text)
    concern = Concern.objects.get()
    assert (concern.channel, concern.entered_by, concern.raised_by) == (
        "telephone",
        cast.lee,
        Person.objects.get(name="Mr. Aye"),
    )


def test_residents_are_told_why_they_do_not_write_down_for_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)

    shown, sent = client.get("/concerns/enter/"), client.post("/concerns/enter/", {})

    assert "Only staff, or whoever leads the meetings of this area, may write down what was said there." in shown.text
    assert sent.status_code == 403
    assert "Only staff, or whoever leads the meetings of this area, may write down what was said there." in sent.text


# The list


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("", 0), ("noor", 4), ("lee", 5)])
def test_the_list_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, who: str, queries: int, count_queries: CountQueries
) -> None:
    for _each in range(count):
        a_concern(cast, look=Look())
    if who:
        client.force_login(cast[who])  # type: ignore[arg-type]
    client.get("/concerns/")  # what the process keeps for a moment is read

    with count_queries(queries):
        response = client.get("/concerns/")

    assert response.text.count(">Street light out<") == count


def test_the_list_is_narrowed_searched_and_sorted(client: Client, cast: Cast) -> None:
    a_concern(cast, look=Look())
    a_concern(cast, Stage.ANSWERED, title="Cars race on Weir Street", category="traffic", look=Look())

    def titles(query: str) -> list[str]:
        return re.findall(r"<h3><a [^>]*><span[^>]*>([^<]+)<", client.get(f"/concerns/?{query}").text)

    assert titles("category=traffic") == ["Cars race on Weir Street"]
    assert titles("stage=open") == ["Street light out"]
    assert titles("q=weir") == ["Cars race on Weir Street"]
    assert titles("sort=oldest") == ["Street light out", "Cars race on Weir Street"]
    assert titles("sort=late") == ["Street light out", "Cars race on Weir Street"]
    assert titles(f"area={cast.other.slug}") == []
    assert titles("stage=nonsense&sort=nonsense&page=x&area=nowhere") == [
        "Cars race on Weir Street",
        "Street light out",
    ]
    assert "Choose another area or stage" in client.get(f"/concerns/?area={cast.other.slug}").text


def test_an_empty_list_says_what_to_do(client: Client, cast: Cast) -> None:
    page = client.get("/concerns/").text

    assert "Nobody has raised anything yet." in page
    assert 'href="/concerns/new/"' in page


# One concern


def test_a_private_concern_does_not_exist_for_a_neighbour(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, private=True)
    client.force_login(cast.noor)

    hidden, missing = client.get(f"/concerns/{concern.pk}/"), client.get("/concerns/99999/")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    for step in ("answer", "reopen", "look", "chart", "move", "sort", "take-up", "confirm"):
        assert client.post(f"/concerns/{concern.pk}/{step}/", {}).status_code == 404, step


def test_reading_a_private_concern_is_on_record_and_whoever_raised_it_sees_that(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, private=True)
    client.force_login(cast.lee)
    assert "Dark" in client.get(concern.get_absolute_url()).text.replace("dark", "Dark")
    assert Entry.objects.filter(act="open", by=cast.lee).count() == 1

    client.force_login(cast.rosa)
    page = client.get(concern.get_absolute_url()).text

    assert Entry.objects.filter(act="open", by=cast.rosa).count() == 0
    assert re.search(r"Read</p>\s*<p class=\"meta\">.*Liaison officer", page)


def test_a_visitor_sees_kind_area_and_stage_until_the_look(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, place="In front of number 12", lon=-89.1, lat=43.1)

    before = client.get(concern.get_absolute_url()).text
    services.look(concern, Look(point=Withheld.HOME), by=cast.lee, at=NOON)
    after = client.get(concern.get_absolute_url()).text

    assert "Lighting" in before
    assert "Millrace" in before
    for words in ("Street light out", "Since May", "number 12"):
        assert words not in before
    assert "Street light out" in after
    assert "number 12" not in after
    assert "It shows where somebody lives." in after


def test_the_page_names_no_resident(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.CONFIRMED, look=Look())

    page = client.get(concern.get_absolute_url()).text

    assert "Rosa" not in page
    assert "whoever raised it" in page
    assert "Lee Okafor" in page


@pytest.mark.parametrize("who", ["noor", "rosa", "lee", "cora"])
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.slow
def test_a_page_offers_exactly_the_open_doors(client: Client, cast: Cast, stage: Stage, who: str) -> None:
    from openbeat.apps.concerns.policies import POLICY  # noqa: PLC0415

    concern = a_concern(cast, stage, look=Look())
    client.force_login(cast[who])  # type: ignore[arg-type]

    page = client.get(concern.get_absolute_url()).text

    doors = POLICY.doors(cast[who], concern)
    for act, step in {
        "take_up": "take-up", "confirm": "confirm", "answer": "answer", "reopen": "reopen", "look": "look",
        "chart": "chart", "move": "move", "sort": "sort", "shift": "date", "not_ours": "not-ours",
        "no_action": "no-action", "merge": "merge", "me_too": "me-too", "ask_to_reopen": "ask",
    }.items():  # fmt: skip
        offered = bool(doors[act] or (act == "answer" and doors["amend"]))
        assert (f"/concerns/{concern.pk}/{step}/" in page) == offered, act


@pytest.mark.parametrize("stage", Stage)
def test_the_panel_is_the_same_by_htmx_and_by_page(client: Client, cast: Cast, stage: Stage) -> None:
    concern = a_concern(cast, stage)
    client.force_login(cast.lee)

    assert_fragment_is_part_of_page(client, concern.get_absolute_url())


def test_the_list_is_the_same_by_htmx_and_by_page(client: Client, cast: Cast) -> None:
    a_concern(cast, look=Look())

    assert_fragment_is_part_of_page(client, "/concerns/?sort=late")


def test_taking_up_by_htmx_shows_the_new_stage(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ACKNOWLEDGED)
    client.force_login(cast.lee)

    part = client.post(f"/concerns/{concern.pk}/take-up/", headers={"HX-Request": "true"})
    whole = client.post(f"/concerns/{a_concern(cast, Stage.ACKNOWLEDGED).pk}/take-up/", follow=True)

    assert part.text.lstrip().startswith('<div id="panel"')
    for text in (part.text, whole.text):
        assert "The liaison officer looks into it and answers." in text


# Steps


def test_a_neighbour_who_answers_is_told_why_not(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    client.force_login(cast.noor)

    response = client.post(f"/concerns/{concern.pk}/answer/", {"text": "Hi", "language": "en", "version": "0"})

    assert response.status_code == 403
    assert "Only the liaison officer of this area may do this." in response.text


def test_the_second_editor_gets_both_texts_and_keeps_their_own_words(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    client.force_login(cast.lena)
    assert 'name="version" value="0"' in client.get(f"/concerns/{concern.pk}/answer/").text
    services.answer(concern, Reply("Repaired on Monday.", "en"), by=cast.lee, at=NOON)

    mine = {"text": "Repaired on Tuesday.", "language": "en", "version": "0"}
    conflict = client.post(f"/concerns/{concern.pk}/answer/", mine)

    assert conflict.status_code == 409
    assert "Somebody else answered while you wrote." in conflict.text
    assert "<ins>" in conflict.text
    assert re.search(r"<textarea[^>]*>\s*Repaired on Tuesday.</textarea>", conflict.text)
    assert 'name="version" value="1"' in conflict.text
    again = client.post(f"/concerns/{concern.pk}/answer/", mine | {"version": "1"}, follow=True)
    assert "Repaired on Tuesday." in again.text
    assert "Repaired on Monday." in again.text


def test_not_solved_opens_it_again_and_the_new_words_wait_for_a_look(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    client.force_login(cast.rosa)
    page = client.get(f"/concerns/{concern.pk}/reopen/").text
    assert "What is still wrong?" in page

    own = client.post(f"/concerns/{concern.pk}/reopen/", {"text": "Dark since Sunday.", "language": "en"}, follow=True)
    seen = Client().get(concern.get_absolute_url()).text

    assert "Dark since Sunday." in own.text
    assert "Opened again: not solved" in seen
    assert "Dark since Sunday." not in seen
    services.look(concern, Look(), by=cast.lee, at=NOON)
    assert "Dark since Sunday." in Client().get(concern.get_absolute_url()).text


def test_the_look_releases_or_says_why_not(client: Client, cast: Cast) -> None:
    concern = a_concern(cast)
    client.force_login(cast.lee)
    page = client.get(f"/concerns/{concern.pk}/look/").text
    assert "Criticism of the police is never a reason" in page
    assert 'name="words"' in page
    assert 'name="photo"' not in page

    client.post(f"/concerns/{concern.pk}/look/", {"words": "name"})

    assert "It names or describes a private person." in Client().get(concern.get_absolute_url()).text


def test_a_step_that_is_not_open_says_why_in_place_of_a_form(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP)
    client.force_login(cast.noor)

    page = client.get(f"/concerns/{concern.pk}/move/").text

    assert "Only the liaison officer of this area or their commander may do this." in page
    assert '<form method="post"' not in page


def test_handing_over_and_sorting(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, private=True)
    client.force_login(cast.lee)

    client.post(f"/concerns/{concern.pk}/sort/", {"category": "noise"})
    moved = client.post(f"/concerns/{concern.pk}/move/", {"area": str(cast.other.pk)}, follow=True)

    concern.refresh_from_db()
    assert (concern.category, concern.area) == ("noise", cast.other)
    assert "Handed over." in moved.text


def test_a_task_on_the_chart_goes_there_and_back(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    client.force_login(cast.lee)

    job = {"title": "Repair the lamp at the school", "language": "en", "due_on": "2035-01-15"}
    page = client.post(f"/concerns/{concern.pk}/chart/", job, follow=True)

    assert "Repair the lamp at the school" in page.text
    assert "On the Progress Chart" in page.text
    assert "was <time" in page.text, "the date of the answer moved with the task, and the first one stays visible"
    concern.refresh_from_db()
    assert concern.stage == Stage.PLANNED

    task = Ref.parse(concern.task)
    client.post(f"/progress/{task.key}/start/")
    concern.refresh_from_db()
    assert concern.stage == Stage.WORKED_ON


def test_one_concern_costs_the_same_however_much_happened(
    client: Client, cast: Cast, count_queries: CountQueries
) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    client.get(concern.get_absolute_url())
    memory.forget_all()
    with count_queries(16):
        client.get(concern.get_absolute_url())
    for text in ("Once.", "Twice."):
        services.reopen(concern, Reply(text, "en"), by=cast.rosa, at=NOON)
        concern.refresh_from_db()
        services.answer(concern, Reply("Again.", "en", concern.answers_given), by=cast.lee, at=NOON)
        concern.refresh_from_db()

    memory.forget_all()
    with count_queries(16):
        client.get(concern.get_absolute_url())
    with count_queries(1):
        client.get(concern.get_absolute_url())
