"""What the town keeps beside its minutes: a listening session, a recording with captions, and questions sent in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Broadcast, Kind, Part, Plan, Proposal, Words
from openbeat.apps.meetings.services import amendments, items, listening, meetings, minutes, questions, webcast
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.hooks.demo import Town
    from openbeat.kit.actors import Actor

RELEASED = (
    "After ten in the evening the stop on Mill Street is where we are afraid, and nobody walks past there.",
    "When young people are stopped, nobody tells them why. Being told would change a lot.",
    "We call less often than we need to, because nobody ever heard what became of a call.",
)
CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:04.000
Good evening, and welcome to the library.

00:00:04.500 --> 00:00:09.000
We begin with what became of the tasks since the last time.

00:00:09.500 --> 00:00:15.000
The lamp behind the school: the lighting office has promised it for Friday.
"""
TRANSCRIPT = (
    "Chair: Good evening, and welcome to the library.\n\n"
    "Chair: We begin with what became of the tasks since the last time.\n\n"
    "Liaison officer: The lamp behind the school: the lighting office has promised it for Friday.\n\n"
    "(On the screen: a photograph of the path, dark.)"
)
ASKED = Words("Who tells us when the lamp is there?", "en")
ANSWERED = Words("The liaison officer writes it on the task, and whoever follows the area is told.", "en")
CROSSING = Words("Do the cars get counted on school mornings too?", "en")
COUNTED = Words("Yes: on three school mornings, from seven to nine, and the figures are shown here.", "en")
LEFT_OPEN = Words("¿Habrá una patrulla a pie los viernes?", "es")


SAID = (
    (Part.NEW, "Crossing at the mill", "Cars do not stop. The engineer counts them until the next meeting.", "en"),
    (
        Part.NEW,
        "La parada de noche",
        "Se pide una luz en la parada. El oficial de enlace la pedirá.",
        "es",
    ),
    (Part.NEW, "الإنارة قرب المسجد", "المصابيح معطلة منذ شهر. سيبلغ ضابط الاتصال مكتب الإنارة قبل يوم الجمعة.", "ar"),
    (Part.STRATEGIES, "ကျောင်းလမ်း", "ကျောင်းရှေ့လမ်းကို မနက်ပိုင်း ပိတ်မယ်။ မိဘတွေ ကူညီမယ်။", "my"),
)
SUM = Words(
    "14 people came. Four things were agreed: who counts the cars, who asks for lamps, and who stands in front of the "
    "school in the mornings.",
    "en",
)
OTHER = Proposal("It was said that the counting begins this week, not some day.", "en", "of the town")


def make(town: Town) -> None:
    """A draft in its window now, one listening session and one recording, in the first beat of the town."""
    area = town.areas[0]
    liaison, chair = _holder(town, Role.LIAISON), _holder(town, Role.CHAIR)
    if liaison:
        _draft(town, liaison)
    if liaison and chair:
        _listen(town, liaison, chair)
    past = queries.visible_to(VISITOR).filter(area=area, kind=Kind.BEAT, ends_at__lt=town.now - timedelta(days=6))
    last = past.exclude(stage="cancelled").last()
    if liaison and last:
        _record(last, liaison)


def _draft(town: Town, liaison: Actor) -> None:
    """The advisory committee met three days ago; the draft is out, and somebody who was there wants other words."""
    starts = town.at(3, 18)
    plan = Plan(
        kind=Kind.COMMITTEE,
        title="Advisory committee: streets and lamps",
        language="en",
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        place="Millrace School, library",
        address="3 Sluice Street",
        interpreters=("es", "ar", "my"),
    )
    meeting = meetings.announce(plan, area=town.areas[0], by=liaison, at=town.at(30))
    for part, title, said, language in SAID:
        item = items.add(meeting, part=part, words=Words(title, language), by=liaison, at=starts)
        items.note(item, words=Words(said, language), version=item.version, by=liaison, at=plan.ends_at)
    meetings.end(meeting, at=plan.ends_at)
    crossing = queries.items_of(meeting).filter(part=Part.NEW, title=SAID[0][1]).first()
    sent_in = questions.ask(meeting, CROSSING, once="", by=VISITOR, at=starts + timedelta(minutes=20))
    questions.answer(sent_in, COUNTED, item=crossing, by=liaison, at=starts + timedelta(minutes=25))
    minutes.write_sum(meeting, words=SUM, version=1, by=liaison, at=plan.ends_at)
    draft = minutes.hand_out(meeting, by=liaison, at=town.at(2, 15))
    amendments.propose(draft, crossing, OTHER, by=VISITOR, at=town.at(1, 9))


def _listen(town: Town, liaison: Actor, chair: Actor) -> None:
    starts = town.at(17, 23)
    plan = Plan(
        kind=Kind.LISTENING,
        title="What we want to say among ourselves",
        language="en",
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        place="Community center, small hall",
        address="40 Basin Street",
        interpreters=("es",),
        child_care=True,
    )
    session = meetings.announce(plan, area=town.areas[0], by=liaison, at=town.at(40))
    listening.release(session, RELEASED, language="en", by=chair, at=plan.ends_at)


def _record(meeting: Meeting, liaison: Actor) -> None:
    during, after = meeting.starts_at + timedelta(minutes=40), meeting.ends_at + timedelta(days=2)
    first = questions.ask(meeting, ASKED, once="", by=VISITOR, at=during)
    questions.answer(first, ANSWERED, by=liaison, at=after)
    second = questions.ask(meeting, LEFT_OPEN, once="", by=VISITOR, at=during)
    questions.show(second, by=liaison, at=during + timedelta(minutes=6))
    questions.owe(second, at=meeting.ends_at)
    whole = Broadcast(
        recording="https://video.alderfalls.example/millrace.mp4",
        captions=CAPTIONS,
        captions_language="en",
        transcript=TRANSCRIPT,
        transcript_language="en",
    )
    found = webcast.set_webcast(meeting, whole, version=0, by=liaison, at=after)
    webcast.publish(found, by=liaison, at=after)


def _holder(town: Town, role: str) -> Actor | None:
    holders = people.holders(places.post(town.areas[0], role), town.now)
    return holders[0] if holders else None
