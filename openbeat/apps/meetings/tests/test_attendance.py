"""Signing in at the door, on a phone and on paper; and what everybody may know of it."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import cells, codes, sheet
from openbeat.apps.meetings.figures.sheet import Entry
from openbeat.apps.meetings.lifecycle import Kind, Stage
from openbeat.apps.meetings.models import SignedIn
from openbeat.apps.meetings.services import attendance
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.ledger.models import Entry as Line
from openbeat.core.people import services as people
from openbeat.core.printing import labels
from openbeat.core.translation import languages
from openbeat.core.vault.facts import Reason
from openbeat.core.vault.models import HoldSort
from openbeat.core.vault.services import retention
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from openbeat.apps.meetings.models import Meeting
    from tests.cast import Cast

TO_IT = PLAN.starts_at - NOON
HOUR = timedelta(hours=1)


NOBODY = Entry()


def code_of(meeting: Meeting) -> str:
    return codes.token(meeting.pk, meeting.sign_in_number)


def address_of(meeting: Meeting) -> str:
    return f"/meetings/{meeting.pk}/sign-in/?t={code_of(meeting)}"


def form_of(client: Client, meeting: Meeting, **more: str) -> dict[str, str]:
    page = client.get(address_of(meeting)).text
    found = re.search(r'name="started" value="([^"]+)"', page)
    assert found, page
    facts = {"t": code_of(meeting), "started": found[1], "website": "", "first": "", "language": "", "name": ""}
    return {**facts, **more}


def sign(meeting: Meeting, number: int, entry: Entry = NOBODY, at: timedelta = TO_IT) -> SignedIn:
    word = {"token": code_of(meeting), "once": f"form {number}"}
    return attendance.sign_in(meeting, entry, **word, by=VISITOR, at=NOON + at)


def test_with_the_code_anybody_is_counted_without_a_name(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    at_noon(TO_IT)

    form = form_of(client, meeting, name="Maria", first="yes", language="es", count="1")
    done = client.post(f"/meetings/{meeting.pk}/sign-in/", form, follow=True)

    assert "You are counted" in done.text
    (row,) = SignedIn.objects.all()
    assert (row.name, row.people, row.first_timers, row.language) == ("", 1, 1, "es")


def test_a_name_is_for_whoever_leads_and_nobody_else(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    at_noon(TO_IT)
    client.post(f"/meetings/{meeting.pk}/sign-in/", form_of(client, meeting, name="Maria the baker"))

    assert "Maria the baker" not in client.get(meeting.get_absolute_url()).text
    client.force_login(cast.rosa)
    assert client.get(f"/meetings/{meeting.pk}/signed-in/").status_code == 403
    client.force_login(cast.lee)
    assert "Maria the baker" in client.get(f"/meetings/{meeting.pk}/signed-in/").text
    assert Line.objects.filter(act="open", by=cast.lee).count() == 1


def test_a_double_click_counts_once_and_the_next_person_counts_too(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    at_noon(TO_IT)
    form = form_of(client, meeting, count="1")

    for _click in range(2):
        assert client.post(f"/meetings/{meeting.pk}/sign-in/", form).status_code == 302
    assert queries.came(meeting).people == 1
    client.post(f"/meetings/{meeting.pk}/sign-in/", form_of(client, meeting, count="1"))
    assert queries.came(meeting).people == 2


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (-2 * HOUR, "one hour before"),
        (PLAN.ends_at - PLAN.starts_at + 3 * HOUR, "two hours after"),
    ],
)
def test_the_code_opens_only_around_the_meeting(cast: Cast, when: timedelta, words: str) -> None:
    meeting = a_meeting(cast)

    with pytest.raises(Refused, match=words):
        sign(meeting, 1, at=TO_IT + when)
    assert sign(meeting, 1, at=TO_IT - HOUR).people == 1
    assert sign(meeting, 2, at=PLAN.ends_at - NOON + 2 * HOUR).people == 1


def test_without_the_code_of_this_meeting_nobody_is_counted(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting, other = a_meeting(cast), a_meeting(cast, title="Another")
    at_noon(TO_IT)
    form = form_of(client, meeting, count="1")

    for wrong in ("", "x", code_of(other)):
        shown = client.get(f"/meetings/{meeting.pk}/sign-in/", {"t": wrong})
        assert "Scan the code that hangs in the room" in shown.text
        assert client.post(f"/meetings/{meeting.pk}/sign-in/", {**form, "t": wrong}).status_code == 403
    assert not SignedIn.objects.exists()


def test_a_new_code_makes_the_old_one_worthless(cast: Cast) -> None:
    meeting = a_meeting(cast)
    old = code_of(meeting)

    meeting = attendance.new_code(meeting, by=cast.lee, at=NOON)

    with pytest.raises(Refused, match="Scan the code"):
        attendance.sign_in(meeting, Entry(), token=old, once="1", by=VISITOR, at=PLAN.starts_at)
    assert sign(meeting, 1).people == 1
    with pytest.raises(Refused):
        attendance.new_code(meeting, by=cast.rosa, at=NOON)


def test_at_a_cancelled_meeting_nobody_is_counted(cast: Cast) -> None:
    with pytest.raises(Refused, match="does not take place"):
        sign(a_meeting(cast, Stage.CANCELLED), 1)


def test_a_listening_session_takes_no_names(cast: Cast) -> None:
    meeting = a_meeting(cast, kind=Kind.LISTENING)

    sign(meeting, 1, Entry(name="Maria", language="es"))
    attendance.enter(meeting, [Entry(name="Sam")], once="x", by=cast.lee, at=PLAN.starts_at)

    assert {(row.name, row.people) for row in SignedIn.objects.all()} == {("", 1)}
    assert queries.came(meeting).people == 2


def test_only_whoever_leads_shows_the_code(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.rosa)
    assert client.get(f"/meetings/{meeting.pk}/sign-in/code/").status_code == 403

    client.force_login(cast.lee)
    shown = client.get(f"/meetings/{meeting.pk}/sign-in/code/").text

    assert "<svg" in shown
    assert code_of(meeting) in shown


def test_small_numbers_of_people_are_not_published(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    at_noon(TO_IT)
    for number in range(4):
        sign(meeting, number, Entry(first_timers=1, language="my"))
    assert "Fewer than five people were counted" in client.get(meeting.get_absolute_url()).text
    attendance.enter(meeting, [Entry(people=12, first_timers=2)], once="x", by=cast.lee, at=PLAN.starts_at)

    shown = " ".join(client.get(meeting.get_absolute_url()).text.split())

    assert '<p class="figure">16</p>' in shown
    assert "6 of them for the first time." in shown
    assert "Burmese" not in shown
    assert "မြန်မာဘာသာ</span>:" not in shown


def test_the_sheet_is_entered_in_one_go_and_once(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.lee)
    host = f"/meetings/{meeting.pk}/host/"
    assert "Enter the sheet" not in client.get(host).text
    at_noon(TO_IT)
    found = re.search(r'name="started" value="([^"]+)"', client.get(host).text)
    assert found
    typed = {"started": found[1], "website": "", "lines": "Maria *, es\nSam\n\n12 people, 3 first time\n"}

    for _click in range(2):
        assert client.post(f"{host}enter/", typed).status_code == 302

    assert queries.came(meeting) == queries.Came(14, 4, 0, {"es": 1})
    assert "12" in client.get(f"/meetings/{meeting.pk}/signed-in/").text


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_entered(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    at_noon(TO_IT)
    client.force_login(cast.lee)
    host = f"/meetings/{meeting.pk}/host/"
    found = re.search(r'name="started" value="([^"]+)"', client.get(host).text)
    assert found

    answer = client.post(f"{host}enter/", {"started": found[1], "website": "", "lines": "Maria\n3, 12"})

    assert answer.status_code == 422
    assert "Line 2 says neither" in answer.text
    assert not SignedIn.objects.exists()


def test_a_wrong_line_is_taken_out_by_whoever_leads_and_nobody_else(client: Client, cast: Cast) -> None:
    row = sign(a_meeting(cast), 1)
    client.force_login(cast.rosa)
    assert client.post(f"/meetings/signed-in/{row.pk}/take-out/").status_code == 403

    client.force_login(cast.lee)
    client.post(f"/meetings/signed-in/{row.pk}/take-out/")

    assert not SignedIn.objects.exists()


def test_names_are_deleted_after_three_months_and_the_counts_stay(cast: Cast) -> None:
    meeting = a_meeting(cast)
    sign(meeting, 1, Entry(name="Maria"))

    assert attendance.forget_names(at=PLAN.starts_at + timedelta(days=89)) == 0
    assert attendance.forget_names(at=PLAN.starts_at + timedelta(days=91)) == 1
    assert [(row.name, row.people) for row in SignedIn.objects.all()] == [("", 1)]
    assert attendance.forget_names(at=PLAN.starts_at + timedelta(days=92)) == 0


def test_a_name_stays_on_the_sheet_of_a_meeting_that_is_held_and_nobody_takes_it_out(cast: Cast) -> None:
    meeting = a_meeting(cast)
    sign(meeting, 1, Entry(name="Maria"))
    court = Reason(HoldSort.HOLD, "Circuit court, file 12-345", "en")
    hold = retention.hold(Ref.of(meeting), court, by=cast.ada, at=NOON)
    later = PLAN.starts_at + timedelta(days=91)

    assert attendance.forget_names(at=later) == 0
    with pytest.raises(Refused, match="under a legal hold"):
        attendance.take_out(SignedIn.objects.get(), by=cast.lee, at=PLAN.starts_at + HOUR)
    retention.lift(hold, by=cast.ada, at=later)
    assert attendance.forget_names(at=later) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_of_paper_is_in_the_language_of_the_page(client: Client, cast: Cast, language: str) -> None:
    meeting = a_meeting(cast)

    made = client.get(f"/meetings/{meeting.pk}/sign-in.pdf?lang={language}", follow=True)

    words = pypdfium2.PdfDocument(io.BytesIO(made.content))[0].get_textpage().get_text_range()
    assert "Beat meeting of May" in words
    assert "22" in words


def test_the_sheet_of_paper_comes_with_another_language_beside_it(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.lee)

    made = client.get(f"/meetings/{meeting.pk}/sign-in.pdf?beside=es")

    words = pypdfium2.PdfDocument(io.BytesIO(made.content))[0].get_textpage().get_text_range()
    assert "Sign-in sheet" in words
    with translation.override("es"):
        assert str(labels.SIGN_IN["name"]) in words
    assert (
        f'href="/meetings/{meeting.pk}/sign-in.pdf?beside=es"'
        in client.get(f"/meetings/{meeting.pk}/sign-in/code/").text
    )


# The lines of the sheet

NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)
TONGUES = sorted(languages.WRITTEN)


@given(NAMES, st.booleans(), st.sampled_from(["", *TONGUES]))
def test_a_person_is_read_as_written(name: str, new: bool, tongue: str) -> None:  # noqa: FBT001
    line = f"{name}{' *' if new else ''}{', ' + tongue if tongue else ''}"

    assert sheet.read(line, TONGUES) == (Entry(name, 1, int(new), 0, tongue),)


@given(st.integers(1, sheet.MOST), st.integers(0, sheet.MOST))
def test_a_count_is_read_whatever_words_stand_around_it(people: int, first: int) -> None:
    if first > people:
        with pytest.raises(sheet.Unreadable):
            sheet.read(f"{people}, {first}", TONGUES)
        return
    for line in (f"{people}, {first}", f"{people} people, {first} first time", f"{people} personas; {first} nuevas"):
        assert sheet.read(line, TONGUES) == (Entry(people=people, first_timers=first),)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused_with_the_number_of_its_line(text: str) -> None:
    try:
        found = sheet.read(text, TONGUES)
    except sheet.Unreadable as problem:
        found, line = (), problem.line
    else:
        line = 1
    assert line >= 1
    assert line <= max(1, len(text.splitlines()))
    assert all(entry.people >= 1 and entry.first_timers <= entry.people for entry in found)


def test_whoever_is_forgotten_is_no_name_on_a_sheet_any_more(cast: Cast) -> None:
    meeting = a_meeting(cast)
    row = attendance.sign_in(
        meeting, Entry(name="Noor"), token=code_of(meeting), once="form 1", by=cast.noor, at=NOON + TO_IT
    )

    people.forget(cast.noor, by=cast.noor, at=NOON + TO_IT + HOUR)

    row.refresh_from_db()
    assert ("Noor" in row.name, queries.came(meeting).people) == (False, 1)


def test_a_language_that_few_speak_is_not_worked_out_from_the_others() -> None:
    few = queries.Came(28, 0, 0, {"en": 18, "es": 6, "vi": 4})
    several = queries.Came(33, 0, 0, {"en": 18, "es": 6, "vi": 4, "ar": 3})
    all_of_them = queries.Came(24, 0, 0, {"en": 18, "es": 6})

    assert few.languages_shown == [("en", 18)]
    assert several.languages_shown == [("en", 18), ("es", 6)]
    assert all_of_them.languages_shown == [("en", 18), ("es", 6)]


@given(st.dictionaries(st.sampled_from(["en", "es", "vi", "ar", "my"]), st.integers(1, 30)), st.integers(0, 30))
def test_what_is_left_over_is_nobody_or_not_few(languages: dict[str, int], silent: int) -> None:
    people = sum(languages.values()) + silent

    left = people - sum(count for _code, count in queries.Came(people, 0, 0, languages).languages_shown)

    assert left == 0 or left >= cells.FEWEST or left == people
