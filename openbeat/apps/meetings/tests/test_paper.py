"""Minutes on paper, in large print, and as a letter run; in languages that run both ways."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from django.utils.translation import override

from openbeat.apps.meetings.lifecycle import MinutesStage, Part, Stage, Words
from openbeat.apps.meetings.services import approving, items
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting, some_minutes
from openbeat.apps.meetings.views import paper
from openbeat.core.ledger.models import Entry
from openbeat.core.notices import services as notices
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.printing import runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from openbeat.apps.meetings.models import Meeting
    from tests.cast import Cast

ARABIC, BURMESE = "المصباح خلف المدرسة يأتي قبل غيره", "ကျောင်းနောက်က မီးကို အရင်ပြင်မယ်"
AFTER = PLAN.ends_at + timedelta(hours=1)


def texts(made: bytes) -> list[str]:
    """The words of each page."""
    pages = pypdfium2.PdfDocument(made)
    return [unicodedata.normalize("NFKC", page.get_textpage().get_text_bounded()) for page in pages]


def height(made: bytes) -> int:
    """The size of the words that sum the meeting up, in points."""
    page = pypdfium2.PdfDocument(made)[0]
    found = page.get_textpage()
    index = found.get_text_range().index("We were promised")
    points: float = pypdfium2.raw.FPDFText_GetFontSize(found, index)
    return round(points)


def bare(text: str) -> str:
    """The letters alone: readers differ in where they break Burmese words."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def in_tongues(cast: Cast) -> Meeting:
    """Minutes of the cast's beat with words in Arabic and Burmese, where the two sides differ."""
    meeting = a_meeting(cast)
    for text, language in ((ARABIC, "ar"), (BURMESE, "my")):
        item = items.add(meeting, part=Part.NEW, words=Words(f"Lamp ({language})", "en"), by=cast.lee, at=NOON)
        items.note(item, words=Words(text, language), version=1, by=cast.lee, at=AFTER)
    checked = some_minutes(cast, meeting, MinutesStage.CHECKED)
    at = checked.checked_at or AFTER
    approving.own_version(checked, None, Words("We were promised it.", "en"), by=cast.carl, at=at)
    approving.approve(checked, version=2, by=cast.carl, at=at)
    approving.approve(checked, version=2, by=cast.lee, at=at)
    return meeting


def neighbour(cast: Cast, name: str, language: str, address: str) -> None:
    """Somebody without e-mail who follows the beat and is reached by letter."""
    reach = people.Reach("post", address, preferred=True)
    person, _new = people.enter_for_somebody(people.Details(name, language), reach, by=cast.lee, at=NOON)
    notices.follow(person, cast.beat, at=NOON)


@pytest.mark.parametrize(("language", "title"), [("en", "Minutes: Beat meeting of May"), ("es", "Beat meeting of May")])
def test_the_minutes_on_paper_say_all_that_the_page_says(cast: Cast, language: str, title: str) -> None:
    meeting = in_tongues(cast)

    with override(language):
        text = " ".join(texts(paper.minutes_pdf(meeting.minutes, large=False, at=AFTER)))

    assert title in text
    assert "We were promised it." in " ".join(text.split())
    assert bare(BURMESE) in bare(text)
    assert set(ARABIC.split()) <= set(text.split())


def test_large_print_is_large_and_takes_more_pages(cast: Cast, client: Client) -> None:
    meeting = in_tongues(cast)

    usual = client.get(f"/meetings/{meeting.pk}/minutes.pdf")
    large = client.get(f"/meetings/{meeting.pk}/minutes.pdf?large=1")

    assert (usual["Content-Type"], large["Content-Type"]) == ("application/pdf", "application/pdf")
    assert (height(usual.content), height(large.content)) == (11, 18)
    assert "minutes-" in large["Content-Disposition"]


def test_a_draft_that_is_not_out_has_no_paper(cast: Cast, client: Client) -> None:
    meeting = a_meeting(cast)
    some_minutes(cast, meeting, MinutesStage.WRITTEN)

    assert client.get(f"/meetings/{meeting.pk}/minutes.pdf").status_code == 404
    assert client.get(f"/meetings/{a_meeting(cast, Stage.DRAFTED).pk}/minutes.pdf").status_code == 200


def test_who_has_no_e_mail_gets_a_letter_in_their_language(
    cast: Cast, client: Client, run_jobs: Callable[[], int]
) -> None:
    neighbour(cast, "Sal Sam", "en", "12 Weir Street, Alder Falls 60699")
    neighbour(cast, "Inés Vega", "es", "3 Sluice Street, Alder Falls 60699")
    neighbour(cast, "سلمى", "ar", "5 Sluice Street, Alder Falls 60699")
    neighbour(cast, "မသီတာ", "my", "7 Sluice Street, Alder Falls 60699")
    meeting = in_tongues(cast)
    run_jobs()
    client.force_login(cast.lee)

    page = client.get(f"/meetings/{meeting.pk}/letters/").text
    made = client.get(f"/meetings/{meeting.pk}/letters.pdf")
    client.post(f"/meetings/{meeting.pk}/letters/")
    after = client.get(f"/meetings/{meeting.pk}/letters/").text

    pages = texts(made.content)
    assert "4 people want the minutes by letter." in page
    assert next(" ".join(text.split()) for text in pages if "Weir Street" in text).count("Sal Sam") == 1
    assert sum("60699" in text for text in pages) == 4
    assert sum(bare(BURMESE) in bare(text) for text in pages) == 4
    assert made["Cache-Control"] == "no-store"
    assert "No letter waits to be posted." in after
    assert set(Message.objects.filter(channel="letter").values_list("stage", flat=True)) == {"sent"}
    assert Entry.objects.filter(act="open", by=cast.lee, kind="meetings.minutes").count() == 1


def test_a_letter_says_in_the_language_of_its_reader_that_the_town_is_invented(
    cast: Cast, client: Client, run_jobs: Callable[[], int], settings: Any
) -> None:
    neighbour(cast, "Inés Vega", "es", "3 Sluice Street, Alder Falls 60699")
    meeting = in_tongues(cast)
    run_jobs()
    client.force_login(cast.lee)
    settings.OPENBEAT_DEMO = True

    text = " ".join(" ".join(texts(client.get(f"/meetings/{meeting.pk}/letters.pdf").content)).split())

    assert "Este pueblo y todos los que viven en él son inventados." in text
    assert "This town" not in text


def test_a_letter_run_is_on_the_desk_of_whoever_prints_it_until_it_is_posted(
    cast: Cast, client: Client, run_jobs: Callable[[], int]
) -> None:
    for number, name in enumerate(("Sal Sam", "Inés Vega")):
        neighbour(cast, name, "en", f"1{number} Weir Street, Alder Falls 60699")
    meeting = in_tongues(cast)
    run_jobs()

    desks = {}
    for person in ("lee", "lou", "carl", "noor"):
        client.force_login(cast[person])  # type: ignore[arg-type]
        desks[person] = "Minutes to print and post" in client.get("/desk/").text
    client.force_login(cast.lee)
    before = client.get("/desk/").text
    client.post(f"/meetings/{meeting.pk}/letters/")
    after = client.get("/desk/").text

    assert desks == {"lee": True, "lou": False, "carl": False, "noor": False}
    assert (f'href="/meetings/{meeting.pk}/letters/"' in before, "2 letters" in before) == (True, True)
    assert "Minutes to print and post" not in after


def test_addresses_are_read_by_the_police_of_the_area_alone(cast: Cast, client: Client) -> None:
    meeting = in_tongues(cast)
    client.force_login(cast.carl)

    answers = [client.get(f"/meetings/{meeting.pk}/letters{end}") for end in ("/", ".pdf")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "they read the addresses" in answers[0].text


def test_a_large_run_is_set_in_parts_and_joined(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PART", 2)
    found = paper.read(in_tongues(cast).minutes)
    one = paper._letter(found)
    letters = [runs.Letter((f"Person {number}", "12 Weir Street"), "en", one) for number in range(5)]

    pages = texts(runs.render_letters(letters, title="Letters"))

    assert [sum(f"Person {number}" in text for text in pages) for number in range(5)] == [1, 1, 1, 1, 1]
    with pytest.raises(ValueError, match="a run has letters"):
        runs.render_letters([], title="Letters")
