"""Minutes, and what belongs to them, at each stage that has a page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from openbeat.apps.meetings import lifecycle as meeting
from openbeat.apps.meetings.demo import a_meeting, some_minutes
from openbeat.apps.meetings.services import amendments, approving, listening, questions, webcast
from openbeat.core.jobs.services import run_pending
from openbeat.core.notices import services as notices
from openbeat.core.people import services as people
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from types import SimpleNamespace

    from openbeat.core.people.demo import Cast

DAY = timedelta(days=1)


def fill(cast: Cast, made: SimpleNamespace) -> None:
    """Put them into the town."""
    made.hours = a_meeting(cast, kind=meeting.Kind.HOURS)
    _minutes(cast, made)
    _letters(cast, made)
    _listening(cast, made)
    _webcast(cast, made)


def _minutes(cast: Cast, made: SimpleNamespace) -> None:
    stages, sum_of_it = meeting.MinutesStage, None
    made.drafted, made.checked, made.differing = (a_meeting(cast, starts_at=now() - 2 * DAY, ends_at=now() - DAY)
                                                  for _number in range(3))  # fmt: skip
    draft = some_minutes(cast, made.drafted, stages.OPEN)
    other = meeting.Proposal("Three tasks were reported done.", "en", "one")
    made.amendment = amendments.propose(draft, sum_of_it, other, by=cast.rosa, at=now())
    wrong = meeting.Proposal("Nothing was reported done.", "en", "two")
    made.declined = amendments.propose(draft, sum_of_it, wrong, by=cast.noor, at=now())
    no = meeting.Decision(
        accepted=False, text="", language="en", reason="Two were.", reason_language="en", words_shown=True
    )
    made.declined = amendments.answer(made.declined, no, by=cast.lee, at=now())
    some_minutes(cast, made.checked, stages.CHECKED)
    checked = some_minutes(cast, made.differing, stages.CHECKED)
    for by, words in ((cast.lee, "We promised to look for officers."), (cast.carl, "We were promised officers.")):
        approving.own_version(checked, sum_of_it, meeting.Words(words, "en"), by=by, at=now())
    published = approving.publish_late(checked, at=(checked.approve_by or now()) + DAY)
    better, why = meeting.Words("Two tasks were done.", "en"), meeting.Words("A wrong word.", "en")
    approving.correct(published, sum_of_it, better, why=why, by=cast.lee, at=(checked.approve_by or now()) + DAY)


def _letters(cast: Cast, made: SimpleNamespace) -> None:
    reach = people.Reach("post", "Sal Sam, 12 Weir Street, Alder Falls 60699", preferred=True)
    person, _new = people.enter_for_somebody(people.Details("Sal", "en"), reach, by=cast.lee, at=now() - DAY)
    notices.follow(person, cast.beat, at=now() - DAY)
    made.lettered = a_meeting(cast, meeting.Stage.NOTED)
    run_pending()


def _listening(cast: Cast, made: SimpleNamespace) -> None:
    hours: dict[str, Any] = {"kind": meeting.Kind.LISTENING, "starts_at": now() - DAY / 24, "ends_at": now() + DAY / 24}
    made.listening, made.listened = a_meeting(cast, **hours), a_meeting(cast, **hours)
    said = ["The stop after dark is where we are afraid.", "Nobody told us why the patrol went away."]
    listening.release(made.listened, said, language="en", by=cast.carl, at=now())


def _webcast(cast: Cast, made: SimpleNamespace) -> None:
    stream = meeting.Broadcast(stream="https://live.example.org/millrace")
    webcast.set_webcast(made.coming, stream, version=0, by=cast.lee, at=now())
    made.running = a_meeting(cast, starts_at=now() - DAY / 24, ends_at=now() + DAY / 24)
    whole = meeting.Broadcast(
        recording="https://video.example.org/millrace.mp4",
        captions="WEBVTT\n\n00:01.000 --> 00:02.000\nGood evening.\n",
        captions_language="en",
        transcript="Good evening. The lamp comes first.",
        transcript_language="en",
    )
    made.recorded = made.noted
    found = webcast.set_webcast(made.recorded, whole, version=0, by=cast.lee, at=now())
    webcast.publish(found, by=cast.lee, at=now())
    words = meeting.Words("When does the lamp come?", "en")
    made.question = questions.ask(made.running, words, once="", by=cast.rosa, at=now())
    shown = questions.ask(made.running, meeting.Words("And the path?", "en"), once="", by=cast.noor, at=now())
    questions.answer(shown, meeting.Words("On Friday.", "en"), by=cast.lee, at=now())
