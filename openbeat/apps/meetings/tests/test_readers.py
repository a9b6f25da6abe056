"""Other people's programs read our calendars: a library that did not write them, and what a distribution ships."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import vobject  # type: ignore[import-untyped]
from django.test import Client

from openbeat.apps.meetings import feeds, queries
from openbeat.apps.meetings.lifecycle import Every, Stage, Words
from openbeat.apps.meetings.services import series
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting, a_series
from openbeat.core.department.models import Department
from openbeat.kit import memory
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TITLES = ("Beat meeting; with a comma, and “quotes”", "ရပ်ကွက်အစည်းအဝေး", "اجتماع الحي", "社区会议")


@pytest.fixture
def calendar(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A feed with everything in it: several scripts, a cancelled one, series, a changed one, a day left out."""
    monkeypatch.setattr(feeds, "now", lambda: NOON)
    Department.objects.update(zone="America/Chicago")
    memory.forget_all()
    for number, title in enumerate(TITLES):
        day = timedelta(days=number)
        a_meeting(cast, title=title, starts_at=PLAN.starts_at + day, ends_at=PLAN.ends_at + day)
    a_meeting(cast, Stage.CANCELLED)
    weekly = a_series(cast, every=Every.WEEK, weekdays=(1, 3), weeks=(), title="Coffee on the corner")
    away = queries.slots_ahead(weekly, NOON, 30)[25].day
    series.leave_out(weekly, away, why=Words("Feast", "en"), by=cast.lee, at=NOON)
    a_series(cast, title="Second Tuesday")
    return client.get("/meetings.ics").content


def test_a_library_that_did_not_write_it_finds_nothing_wrong(calendar: bytes) -> None:
    [found] = vobject.readComponents(calendar.decode(), validate=True)

    events = found.vevent_list
    assert found.validate()
    assert len({event.uid.value for event in events}) == len(events) > 120
    assert set(TITLES) <= {event.summary.value for event in events}
    assert all(event.dtend.value > event.dtstart.value for event in events)
    assert {event.status.value for event in events} == {"CONFIRMED", "CANCELLED"}


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not on this machine (apt-get install {name})")
    return found


def run(*words: str, home: Path) -> str:
    env = {"HOME": str(home), "TZ": "America/Chicago", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    done = subprocess.run(words, env=env, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr
    return done.stdout


def test_calcurse_takes_every_event_and_shows_the_second_tuesdays(calendar: bytes, tmp_path: Path) -> None:
    calcurse, file = program("calcurse"), tmp_path / "feed.ics"
    file.write_bytes(calendar)
    count = calendar.count(b"BEGIN:VEVENT")

    told = run(calcurse, "-D", str(tmp_path / "data"), "-i", str(file), home=tmp_path)
    day = run(calcurse, "-D", str(tmp_path / "data"), "-Q", "--from", "07/14/2026", "--days", "1", home=tmp_path)

    assert f"{count} apps" in told
    assert " 0 skipped" in told
    assert "18:30 -> 20:00" in day
    assert "Second Tuesday" in day
    assert "Coffee on the corner" in day


def test_khal_lists_the_hours_of_the_wall_clock_in_summer_and_winter(calendar: bytes, tmp_path: Path) -> None:
    khal, file, config = program("khal"), tmp_path / "feed.ics", tmp_path / "config"
    file.write_bytes(calendar)
    (tmp_path / "events").mkdir()
    config.write_text(
        f"[calendars]\n[[feed]]\npath = {tmp_path / 'events'}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = America/Chicago\ndefault_timezone = America/Chicago\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n[default]\ndefault_calendar = feed\n",
        encoding="utf-8",
    )

    run(khal, "-c", str(config), "import", "--batch", "-a", "feed", str(file), home=tmp_path)
    summer, winter = (
        run(khal, "-c", str(config), "list", day, "1d", "--format", "{start-time} {title}", home=tmp_path)
        for day in ("2026-07-14", "2026-12-08")
    )

    assert "18:30 Second Tuesday" in summer
    assert "18:30 Second Tuesday" in winter
