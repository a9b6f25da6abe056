"""Current conditions: what a file of incidents becomes, what is never kept, and what people say beside the figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Asked, Crime, Feeling, Verdicts, Words
from openbeat.apps.meetings.models import Incident, KindVerdict, Load, Verdict
from openbeat.apps.meetings.queries.verdicts import kinds_said
from openbeat.apps.meetings.services import conditions, incidents
from openbeat.apps.meetings.services.incidents import Taken
from openbeat.apps.meetings.tests.makers import NOON, a_meeting
from openbeat.core.ledger.models import Entry
from openbeat.core.people.roles import Role
from openbeat.kit.actors import VISITOR, importer
from openbeat.kit.policy import Refused
from openbeat.kit.tables import Row, map_of

if TYPE_CHECKING:
    from django.test import Client

    from conftest import CountQueries
    from openbeat.core.people.demo import Cast

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FILE = importer("incidents.csv", Role.ADMINISTRATOR)
NAMES = ("id", "when", "kind", "area", "block", "lon", "lat", "solved", "did")
MAP = map_of({"source": "records", "columns": {name: name for name in NAMES}})


def row(cast: Cast, key: int, at: datetime, kind: str = "theft", **more: str) -> Row:
    words = {
        "id": str(key),
        "when": at.isoformat(),
        "kind": kind,
        "area": cast.beat.code,
        "block": "1234 Mill St Apt 2",
    }
    return Row(key, {**words, "lon": "-87.65432", "lat": "41.87654", **more}, MAP)


def load(*rows: Row | tuple[int, str]) -> Taken:
    return incidents.load(rows, MAP, by=FILE, at=NOON)


def three_years(cast: Cast) -> Taken:
    """Within four weeks before NOON 6 thefts (2 solved), a year before 4, two years before 9; files reach that far."""
    found, key = [], 1
    for years, number in ((0, 6), (1, 4), (2, 9)):
        for index in range(number):
            at = NOON - timedelta(days=364 * years) - (index + 1) * DAY
            found.append(row(cast, key := key + 1, at, solved="yes" if index < 2 else "no"))
    found.append(row(cast, 900, NOON - timedelta(days=364 * 2 + 40), "damage"))
    found.append(row(cast, 901, NOON - DAY / 24, "damage", solved="unknown"))
    return load(*found)


# What a file becomes


def test_an_incident_is_kept_to_the_block_and_the_day(cast: Cast) -> None:
    taken = load(row(cast, 7, NOON - DAY, "from_car", solved="yes", did="Arrest"))

    one = Incident.objects.get()
    assert (taken.rows, taken.new, taken.refused) == (1, 1, {})
    assert (one.area, one.crime, one.day, one.block) == (cast.beat, "from_car", date(2026, 5, 3), "1200 Mill St")
    assert (one.lon, one.lat, one.solved, one.did) == (-87.654, 41.877, "yes", "Arrest")
    assert "7" not in one.key[:3]
    assert len(one.key) == 64


@pytest.mark.parametrize("kind", ["sexual", "family", "child"])
def test_of_protected_kinds_neither_a_day_nor_a_place_is_kept(cast: Cast, kind: str) -> None:
    load(row(cast, 7, NOON - DAY, kind, did="Arrest"))

    one = Incident.objects.get()
    assert (one.day, one.block, one.lon, one.lat, one.did) == (None, "", None, None, "")
    assert (one.month, one.area) == (date(2026, 5, 1), cast.district)


@pytest.mark.parametrize(
    "more", [{"day": date(2026, 5, 3)}, {"block": "1200 Mill St"}, {"lon": -87.6, "lat": 41.8}, {"did": "Arrest"}]
)
def test_the_database_itself_refuses_a_place_or_day_of_protected_kinds(cast: Cast, more: dict[str, Any]) -> None:
    facts = {"source": "x", "key": "y", "area": cast.district, "crime": Crime.SEXUAL, "month": date(2026, 5, 1)}

    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.create(**facts, **more)
    Incident.objects.create(**facts)


def test_a_second_load_doubles_nothing_and_puts_right_what_changed(cast: Cast) -> None:
    load(row(cast, 7, NOON - DAY, solved="no"), row(cast, 8, NOON - DAY))

    again = load(row(cast, 7, NOON - DAY, solved="yes"), row(cast, 8, NOON - DAY), row(cast, 9, NOON - DAY))

    assert (again.new, again.changed, again.same) == (1, 1, 1)
    assert Incident.objects.count() == 3
    assert Incident.objects.filter(solved="yes").count() == 1


def test_a_kind_that_turns_out_to_be_protected_loses_its_place(cast: Cast) -> None:
    load(row(cast, 7, NOON - DAY, "assault"))
    load(row(cast, 7, NOON - DAY, "family"))

    one = Incident.objects.get()
    assert (one.crime, one.day, one.block, one.lon) == ("family", None, "", None)


def test_a_load_that_was_broken_off_and_run_again_gives_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incidents, "BATCH", 2)
    whole = [row(cast, key, NOON - DAY) for key in range(1, 6)]

    def broken() -> Any:
        yield from whole[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        incidents.load(broken(), MAP, by=FILE, at=NOON)
    assert Incident.objects.count() == 2
    assert queries.coverage().until is None
    again = load(*whole)

    assert (again.new, again.same, Incident.objects.count()) == (3, 2, 5)
    assert [one.ended_at is None for one in Load.objects.order_by("pk")] == [True, False]


def test_bad_rows_are_refused_with_number_and_reason_and_the_others_taken(cast: Cast) -> None:
    taken = load(
        row(cast, 2, NOON - DAY),
        row(cast, 3, NOON + 3 * DAY),
        row(cast, 4, NOON - DAY, "mopery"),
        row(cast, 5, NOON - DAY, area="9999"),
        row(cast, 6, NOON - DAY, area="", lon="", lat=""),
        row(cast, 7, NOON - DAY, area=""),
        row(cast, 8, NOON - DAY, lon="west"),
        (9, "it has 2 cells; the head has 9"),
        row(cast, 10, NOON - DAY, id="2"),
    )

    assert taken.refused == {
        3: "when: 2026-05-07 is still to come",
        4: "kind: 'mopery' is in the map under no word of ours",
        5: "area: there is no beat '9999'",
        6: "it says no beat and no point",
        7: "its point lies in no beat",
        8: "lon: 'west' is no figure",
        9: "it has 2 cells; the head has 9",
        10: "its id stands on an earlier row already",
    }
    assert (taken.rows, taken.new) == (9, 1)


def test_rows_without_an_id_are_known_by_all_they_say_and_how_often(cast: Cast) -> None:
    words = {**row(cast, 2, NOON - DAY).words, "id": ""}
    same = [Row(number, words, MAP, tuple(words.values())) for number in (2, 3)]

    first, again = load(*same), load(*same)

    assert (first.new, again.new, again.same) == (2, 0, 2)


def test_only_whoever_runs_the_installation_loads_incidents(cast: Cast) -> None:
    with pytest.raises(Refused):
        incidents.load([], MAP, by=cast.lee, at=NOON)


# What a meeting looks at


def test_crimes_by_kind_stand_beside_the_same_weeks_of_the_last_two_years(cast: Cast) -> None:
    three_years(cast)

    found = queries.conditions_today(cast.beat, NOON)

    assert found
    assert found.span.weeks == 4
    assert [(line.crime, line.counts, line.solved, line.unknown) for line in found.lines] == [
        (Crime.THEFT, (6, 4, 9), 2, 0),
    ]


def test_the_weeks_of_a_meeting_begin_at_the_meeting_before(cast: Cast) -> None:
    three_years(cast)
    a_meeting(cast, starts_at=NOON + DAY, ends_at=NOON + DAY + timedelta(hours=1))
    second = a_meeting(cast, starts_at=NOON + 15 * DAY, ends_at=NOON + 15 * DAY + timedelta(hours=1))
    later = [row(cast, 950 + index, NOON + (2 + index) * DAY) for index in range(13)]
    incidents.load(later, MAP, by=FILE, at=NOON + 15 * DAY)

    found = queries.conditions_of(second, NOON + 15 * DAY)

    assert found
    assert found.span.weeks == 1 if found.span.until < second.starts_at.date() else 2
    assert found.lines[0].now > 0


def test_a_year_that_no_file_tells_has_no_figures_rather_than_none(cast: Cast) -> None:
    load(*(row(cast, key, NOON - key * DAY) for key in range(1, 40)))

    found = queries.conditions_today(cast.beat, NOON)

    assert found
    assert [line.counts for line in found.lines] == [(28, None, None)]


def test_protected_kinds_are_counted_by_quarter_and_district_and_small_counts_are_not_shown(cast: Cast) -> None:
    start = datetime(2026, 1, 10, tzinfo=UTC)
    rows = [row(cast, key, start + key * DAY, "family") for key in range(1, 8)]
    rows += [row(cast, 50 + key, start + key * DAY, "sexual") for key in range(1, 4)]
    load(*rows, row(cast, 99, NOON - DAY), row(cast, 100, datetime(2025, 12, 20, tzinfo=UTC)))

    beat, district = (queries.conditions_today(area, NOON) for area in (cast.beat, cast.district))
    whole = queries.conditions_today(cast.department, NOON)

    assert beat
    assert district
    assert whole
    assert beat.guarded == district.guarded
    assert beat.guarded
    assert (beat.guarded.area, beat.guarded.span.since) == (cast.district, date(2026, 1, 1))
    assert [(str(crime), number) for crime, number, _year in beat.guarded.lines] == [
        ("sexual", None),
        ("family", 7),
        ("child", 0),
    ]
    assert whole.guarded is None
    assert {line.crime for line in beat.lines} == {Crime.THEFT}


def test_no_block_of_a_protected_kind_is_on_the_map(cast: Cast) -> None:
    load(row(cast, 2, NOON - DAY), row(cast, 3, NOON - DAY), row(cast, 4, NOON - DAY, "sexual"))
    found = queries.conditions_today(cast.beat, NOON)

    assert found
    assert queries.blocks(cast.beat, found.span) == [(-87.654, 41.877, "1200 Mill St", 2)]


# What people say


def test_what_the_police_did_is_told_once_for_each_kind_and_put_right(cast: Cast) -> None:
    meeting = a_meeting(cast)
    conditions.tell(meeting, "theft", Words("Two talks.", "en"), by=cast.lee, at=NOON)
    deed = conditions.tell(meeting, "theft", Words("Three talks.", "en"), by=cast.lee, at=NOON)

    assert (deed.words, deed.version) == ("Three talks.", 2)
    with pytest.raises(Refused, match="tells what the police did"):
        conditions.tell(meeting, "", Words("Nothing.", "en"), by=cast.carl, at=NOON)


def test_a_browser_says_it_once_for_a_meeting_and_may_change_it(cast: Cast) -> None:
    meeting = a_meeting(cast)
    conditions.feel(meeting, "worse", device="a", by=VISITOR, at=NOON)
    conditions.feel(meeting, "better", device="a", by=VISITOR, at=NOON)
    conditions.feel(meeting, "same", device="b", by=VISITOR, at=NOON)
    conditions.feel(meeting, "better", device="a", by=cast.noor, at=NOON)
    conditions.count(meeting, Verdicts(Asked.HANDS, {"better": 3, "same": 2, "worse": 1}), by=cast.lee, at=NOON)

    (said,) = queries.verdicts_to([meeting])
    assert [(str(channel), counts) for channel, counts in said.channels] == [
        ("web", (2, 1, 0)),
        ("hands", (3, 2, 1)),
        ("paper", (0, 0, 0)),
    ]
    assert said.whole == (5, 3, 1)
    votes = Entry.objects.filter(act="give_verdict")
    assert {(entry.by, entry.actor) for entry in votes} == {(None, "visitor")}


def test_when_the_meeting_is_over_no_more_is_said_here(cast: Cast) -> None:
    meeting = a_meeting(cast)

    with pytest.raises(Refused, match="The meeting is over"):
        conditions.feel(meeting, "same", device="a", by=VISITOR, at=meeting.ends_at)
    with pytest.raises(Refused, match="Your browser keeps no mark"):
        conditions.feel(meeting, "same", device="", by=VISITOR, at=NOON)


# The pages


@pytest.fixture
def at_noon_too(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.OPENBEAT_FORM_SECONDS = 0
    for module in ("views.conditions", "hooks.conditions"):
        monkeypatch.setattr(f"openbeat.apps.meetings.{module}.now", lambda: NOON)


def test_somebody_without_an_account_says_how_it_is_and_changes_it(
    client: Client, cast: Cast, at_noon_too: None
) -> None:
    meeting = a_meeting(cast)
    url = reverse("meetings:conditions", args=[meeting.pk])
    start = client.get(url).text.split('name="started" value="')[1].split('"')[0]

    client.post(url, {"felt": "worse", "started": start, "website": ""})
    client.post(url, {"felt": "same", "started": start, "website": ""})

    assert Verdict.objects.get().felt == "same"
    assert "You said: the same. Send the form again to change it." in client.get(url).text


def test_single_kinds_are_said_on_the_same_form_and_changed_with_it(
    client: Client, cast: Cast, at_noon_too: None
) -> None:
    meeting = a_meeting(cast)
    url = reverse("meetings:conditions", args=[meeting.pk])
    start = client.get(url).text.split('name="started" value="')[1].split('"')[0]
    facts = {"felt": "worse", "started": start, "website": ""}

    client.post(url, {**facts, "kind_theft": "better", "kind_robbery": "worse"})
    client.post(url, {**facts, "kind_theft": "same", "kind_robbery": ""})
    refused = client.post(url, {**facts, "kind_theft": "splendid"})

    assert [(kind.crime, kind.felt) for kind in KindVerdict.objects.all()] == [("theft", "same")]
    assert refused.status_code == 422
    assert '<option value="same" selected>' in client.get(url).text
    assert "kind_sexual" not in client.get(url).text


@pytest.mark.parametrize(
    ("said", "people", "shown"),
    [
        ("bbbb", None, (None, None, None)),
        ("bbbbb", 5, (5, 0, 0)),
        ("bbbbbw", 6, (None, None, None)),
        ("bbbbbbsssww", 11, (6, None, None)),
        ("bbbbbbssssswwwww", 16, (6, 5, 5)),
    ],
)
def test_what_few_say_of_a_kind_is_not_shown_nor_can_it_be_worked_out(
    cast: Cast, said: str, people: int | None, shown: tuple[int | None, ...]
) -> None:
    meeting, words = a_meeting(cast), {"b": "better", "s": "same", "w": "worse"}
    for number, letter in enumerate(said):
        feeling = Feeling("same", {"theft": words[letter]})
        conditions.feel(meeting, feeling, device=f"browser {number}", by=VISITOR, at=NOON)

    [line] = kinds_said(meeting)
    assert (line.crime, line.people, line.counts) == ("theft", people, shown)


def test_the_agenda_the_area_and_the_page_show_the_figures(client: Client, cast: Cast, at_noon_too: None) -> None:
    three_years(cast)
    meeting = a_meeting(cast)
    conditions.tell(meeting, "", Words("Two officers on foot.", "en"), by=cast.lee, at=NOON)

    agenda = client.get(meeting.get_absolute_url()).text
    area = client.get(cast.beat.get_absolute_url()).text
    whole = client.get(reverse("meetings:conditions", args=[meeting.pk])).text

    for text in (agenda, area, whole):
        assert "Other thefts: 6; in the same weeks last year: 4. Solved: 2." in text
    assert "Two officers on foot." in agenda
    assert '<td role="cell" class="number" data-label="Two years before">9</td>' in whole


def test_a_page_without_a_file_says_that_there_are_no_figures(client: Client, cast: Cast, at_noon_too: None) -> None:
    meeting = a_meeting(cast)

    assert "The police have given no figures yet." in client.get(meeting.get_absolute_url()).text
    assert "Current conditions" not in client.get(cast.beat.get_absolute_url()).text


@pytest.mark.parametrize(("who", "act"), [("noor", "told"), ("noor", "counted"), ("lou", "counted"), ("carl", "told")])
def test_who_does_not_answer_for_the_area_is_told_why_not(
    client: Client, cast: Cast, at_noon_too: None, who: str, act: str
) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast[who].person)  # type: ignore[arg-type]
    url = reverse(f"meetings:conditions-{act}", args=[meeting.pk])

    sent = client.post(url, {"channel": "hands", "better": 1, "same": 1, "worse": 1, "words": "x", "language": "en"})

    assert sent.status_code == 403
    assert "Only the liaison officer, the deputy" in sent.text
    assert "Only the liaison officer, the deputy" in client.get(url).text


def test_whoever_leads_enters_hands_and_what_was_done_by_forms(client: Client, cast: Cast, at_noon_too: None) -> None:
    three_years(cast)
    meeting = a_meeting(cast)
    client.force_login(cast.lee)
    told, counted = (reverse(f"meetings:conditions-{act}", args=[meeting.pk]) for act in ("told", "counted"))

    client.post(told, {"crime": "theft", "words": "We spoke with the shops.", "language": "en"})
    client.post(counted, {"channel": "hands", "better": "5", "same": "3", "worse": "2"})

    text = client.get(reverse("meetings:conditions", args=[meeting.pk])).text
    assert "We spoke with the shops." in text
    assert 'data-label="better">5</td>' in text
    assert "We spoke with the shops." in client.get(f"{told}?crime=theft").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_happened(
    client: Client, cast: Cast, count: int, count_queries: CountQueries, at_noon_too: None
) -> None:
    three_years(cast)
    for number in range(count):
        at = NOON - (20 + number) * DAY
        earlier = a_meeting(cast, starts_at=NOON + (number + 1) * DAY, ends_at=NOON + (number + 1) * DAY + DAY / 24)
        load(row(cast, 700 + number, at, ["burglary", "robbery", "drugs"][number]))
        conditions.feel(earlier, "same", device="a", by=VISITOR, at=NOON)
    meeting = a_meeting(cast)
    url = reverse("meetings:conditions", args=[meeting.pk])
    client.get(url)

    with count_queries(QUERIES):
        client.get(url)


QUERIES = 14
