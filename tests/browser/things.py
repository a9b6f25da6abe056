"""One of everything that has a page, in the example town, so that every address leads somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from openbeat.apps.concerns import lifecycle as concern
from openbeat.apps.concerns import services as concerns
from openbeat.apps.concerns.demo import a_concern, taken_up
from openbeat.apps.contacts.demo import a_circular, an_inquiry, committee, officers
from openbeat.apps.contacts.lifecycle import inquiries as inquiry
from openbeat.apps.contacts.lifecycle.circulars import CircularStage
from openbeat.apps.meetings import lifecycle as meeting
from openbeat.apps.meetings.demo import a_meeting, a_series
from openbeat.apps.meetings.figures import codes
from openbeat.apps.meetings.figures.sheet import Entry
from openbeat.apps.meetings.queries import items_of, slots_ahead
from openbeat.apps.meetings.services import attendance, beforehand, coming, hosting, items
from openbeat.apps.meetings.services import series as repeated
from openbeat.apps.meetings.services.beforehand import Said
from openbeat.apps.progress import lifecycle as task
from openbeat.apps.progress.demo import a_tactic, a_task
from openbeat.apps.progress.services import answers, learning, problems, tactics, tasks
from openbeat.core.department import queries
from openbeat.core.department import services as department
from openbeat.core.files.checking import checked
from openbeat.core.files.demo import a_photo
from openbeat.core.hooks.inbox import Letter, Told
from openbeat.core.moderation import queries as moderation
from openbeat.core.moderation import services as appeals
from openbeat.core.moderation.facts import Words
from openbeat.core.notices import queries as messages
from openbeat.core.notices import services as following
from openbeat.core.notices.lifecycle import Channel
from openbeat.core.notices.services import asking
from openbeat.core.notices.stops import token
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER, LONG_AGO, NOON, Cast, a_cast
from openbeat.core.people.facts import Asked
from openbeat.core.places import demo as places
from openbeat.core.places import queries as areas
from openbeat.core.places import services as posts
from openbeat.core.receipts import services as receipts
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from tests.browser import things_complaints, things_minutes, things_outcomes, things_priorities, things_translators

DAY = timedelta(days=1)
LONG = "It began in spring, when the lamp before number twelve went out. " * 4


@dataclass(frozen=True)
class Things:
    """The cast, and what the table of pages leads to, by name."""

    cast: Cast
    made: SimpleNamespace

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)


def make() -> Things:
    """Build the town and put one of everything into it."""
    places.the_town(NOON - LONG_AGO, BUILDER)
    cast = a_cast(NOON - LONG_AGO)
    made = SimpleNamespace(area=cast.beat, empty=areas.areas("beat")[-1], district=cast.district)
    for fill in (_concerns, _more_concerns, _steps, _moderation, _chart, _meetings, _department, _people, _messages):
        fill(cast, made)
    _contacts(cast, made)
    things_minutes.fill(cast, made)
    things_priorities.fill(cast, made)
    things_complaints.fill(cast, made)
    things_outcomes.fill(cast, made)
    things_translators.fill(cast, made)
    made.names = _names(cast)
    return Things(cast, made)


def _names(cast: Cast) -> list[str]:
    """What is called the same in every language."""
    beats = [*areas.areas(), cast.department]
    people_ = [cast.rosa, cast.noor, cast.lee, cast.lena, cast.lou, cast.imani, cast.cora, cast.ada, cast.carl]
    house = str(queries.house().name)
    return [
        house,
        *(area.name for area in beats),
        *(person.name for person in people_),
        "Sal Sam",
        "Rosa V.",
        "My telephone",
        *things_complaints.OFFICE,
        *things_complaints.BOARD,
        things_complaints.FILE,
    ]


def _concerns(cast: Cast, made: SimpleNamespace) -> None:
    stages, look = concern.Stage, concern.Look()
    made.raised = a_concern(cast)
    made.answered = a_concern(cast, stages.ANSWERED, look=look, story=LONG, place="Corner of Mill and Weir Street")
    made.confirmed = a_concern(cast, stages.CONFIRMED, look=look, title="El semáforo no da tiempo", language="es")
    made.private = a_concern(cast, stages.TAKEN_UP, private=True, title="I am afraid of a neighbour")
    made.withheld = a_concern(cast, stages.TAKEN_UP, look=concern.Look(words=concern.Withheld.NAME))
    made.code = receipts.issue(made.private, "of the tests", NOON)
    job = concern.Job("Ask the lamp works for a new lamp", "en", (NOON + 30 * DAY).date())
    made.taken = a_concern(cast, stages.TAKEN_UP, look=look)
    made.worked_on = concerns.chart(a_concern(cast, stages.TAKEN_UP, look=look), job, by=cast.lee, at=NOON + DAY)


def _reply_kept(cast: Cast, made: SimpleNamespace) -> None:
    made.replied = a_concern(cast, concern.Stage.TAKEN_UP, look=concern.Look())
    told = Told("concerns.further_for_you", cast.lee, Ref.of(made.replied), "lee@example.org", now())
    reply = Letter("lee@example.org", "Lee", "Lamp", "Thanks. The lamp works come on Friday.", "en", "kept")
    concerns.take_reply(told, reply, answers=True, at=now())


def _more_concerns(cast: Cast, made: SimpleNamespace) -> None:
    said = concern.Said("Graffiti at the mill", "On the long wall.", "en", "vandalism", place="The mill")
    _reply_kept(cast, made)
    photo = concern.Arrival(once="photo", photo=checked(a_photo()), photo_words="A long wall")
    pictured = concerns.raise_concern(said, area=cast.beat, by=cast.rosa, at=NOON, arrival=photo)
    made.pictured = concerns.look(pictured, concern.Look(), by=cast.cora, at=NOON + DAY)
    caller = people.Contact("telephone", "+13125550188", "Sam")
    call = concern.Arrival(concern.Channel.TELEPHONE, "call", contact=caller)
    told = concern.Said("Cars race at night", "Every Friday.", language="en", category="traffic")
    made.entered_concern = concerns.enter_concern(told, area=cast.beat, by=cast.lee, at=NOON, arrival=call)
    taken_up(made.entered_concern, by=cast.lee, at=NOON + DAY)
    answered = a_concern(cast, concern.Stage.ANSWERED, look=concern.Look())
    again = concern.Reply("It is dark again.", "en")
    made.sent_back = concerns.reopen(answered, again, by=cast.rosa, at=NOON + DAY)


def _steps(cast: Cast, made: SimpleNamespace) -> None:
    stages = concern.Stage
    made.acknowledged = a_concern(cast, stages.ACKNOWLEDGED, look=concern.Look())
    made.not_ours = a_concern(cast, stages.NOT_OURS, look=concern.Look())
    made.merged = a_concern(cast, stages.DUPLICATE, look=concern.Look())
    concerns.ask_to_reopen(made.answered, concern.Reply("It is dark again.", "en"), by=cast.carl, at=now())
    question = concern.Scrubbed("May somebody film at their door?", "Yes, always.", "en")
    concerns.publish_question(made.private, question, by=cast.lee, at=now())


def _moderation(cast: Cast, made: SimpleNamespace) -> None:
    hidden, other = (a_concern(cast, look=concern.Look(words=concern.Withheld.NAME)) for _ in range(2))
    made.hidden, made.appealed = (moderation.of(Ref.of(each), cast.rosa)[0] for each in (hidden, other))
    made.appeal = appeals.appeal(made.appealed, Words("It names nobody.", "en"), by=cast.rosa, at=NOON + DAY)


def _chart(cast: Cast, made: SimpleNamespace) -> None:
    stages = task.Stage
    made.planned = a_task(cast, due_on=date.fromordinal(now().date().toordinal() + 9))
    made.done = a_task(cast, stages.COMPLETED, title="Cut back the tree")
    a_task(cast, stages.CONFIRMED, title="Repair the gate")
    made.silent = a_task(cast, stages.UNCONFIRMED, title="Sweep the steps to the river")
    words = task.Words("Speed is no longer a topic at the meeting.", "en")
    result = task.Result(words, task.Field.LIGHTS, task.Worked.IN_PART, "At night some still race.")
    learning.assess(made.silent, result, by=cast.lee, at=NOON + 30 * DAY)
    late = a_task(cast, stages.UNDER_WAY, title="Paint the crossing before the school")
    why, to = task.Words("The paint has not come.", "en"), (NOON + 20 * DAY).date()
    made.late = tasks.slip(late, to=to, why=why, version=late.version, by=cast.lee, at=NOON + 2 * DAY)
    lacking = task.Words("Public Works has no paint.", "en")
    made.hindrance = problems.note(made.late, words=lacking, remover="Public Works", by=cast.lee, at=NOON + 2 * DAY)
    problems.escalate(made.hindrance, task.Appeal(lacking), by=cast.lee, at=NOON + 3 * DAY)
    _tactics(cast, made)
    problems.ask(made.late, words=task.Words("Why not before summer?", "en"), by=cast.carl, at=NOON + 3 * DAY)


def _tactics(cast: Cast, made: SimpleNamespace) -> None:
    about = Ref.of(made.late)
    made.tactic, unwanted = a_tactic(cast, about=about), a_tactic(cast, about=about)
    for by in (cast.rosa, cast.noor):
        opinion = task.Opinion(task.Say.UNWANTED, task.Words("My son is stopped there each week.", "en"))
        said = answers.say(unwanted, opinion, device="", by=by, at=NOON + DAY)
    answers.look(said, withheld="", by=cast.carl, at=NOON + DAY)
    unwanted.refresh_from_db()
    why = task.Words("Two robberies there in a week. It ends on 1 July.", "en")
    made.unwanted = tactics.use(unwanted, why=why, version=unwanted.version, by=cast.lee, at=NOON + 2 * DAY)


def _meetings(cast: Cast, made: SimpleNamespace) -> None:
    soon, stages = now() + 5 * DAY, meeting.Stage
    ends, online = soon + timedelta(minutes=90), "https://example.org/meeting"
    made.coming = a_meeting(cast, starts_at=soon, ends_at=ends, online=online)
    words = meeting.Words("The noise behind the station", "en")
    items.add(made.coming, part=meeting.Part.NEW, words=words, by=cast.lee, at=NOON)
    _coming(cast, made)
    made.over = a_meeting(cast)
    made.noted = a_meeting(cast, stages.NOTED)
    made.cancelled = a_meeting(cast, stages.CANCELLED)
    _series(cast, made)
    made.item = items.add(made.over, part=meeting.Part.NEW, words=words, by=cast.lee, at=NOON)


def _coming(cast: Cast, made: SimpleNamespace) -> None:
    made.coming = coming.limit(made.coming, 6, by=cast.lee, at=NOON)
    said = meeting.Heads(2, 3, "es", 3, "A chair with arms")
    made.said_coming = coming.say(made.coming, said, by=cast.rosa, at=NOON)
    now_ = now()
    made.tonight = a_meeting(cast, starts_at=now_ + timedelta(minutes=20), ends_at=now_ + timedelta(minutes=110))
    made.door_code = codes.token(made.tonight.pk, 0)
    attendance.enter(
        made.tonight,
        [Entry("Sam Sam", 1, 1, 0, "es"), Entry("", 14, 6)],
        once="x",
        by=cast.lee,
        at=now_,
    )
    _beforehand(cast, made)
    made.said_waiting = coming.say(made.coming, meeting.Heads(2), by=cast.noor, at=NOON)


def _contacts(cast: Cast, made: SimpleNamespace) -> None:
    made.inquiry = an_inquiry(cast, inquiry.Stage.OWNED)
    made.inquiry_answered = an_inquiry(cast, inquiry.Stage.ANSWERED)
    made.news = committee.a_request(cast)
    committee.a_sheet(cast)
    made.circular_sent = a_circular(cast, CircularStage.SENT)
    made.circular_returned = a_circular(cast, CircularStage.RETURNED)
    made.circular_waiting = a_circular(cast, CircularStage.WAITING)
    officers.a_card(cast)


def _series(cast: Cast, made: SimpleNamespace) -> None:
    made.series = a_series(cast, access="Step-free from the yard.", online="https://example.org/meeting")
    why = meeting.Words("The hall is being painted.", "en")
    repeated.lay_out(made.series, at=now())
    made.one_of_many = made.series.meetings.order_by("starts_at").last()
    july = made.one_of_many.slot.replace(day=1) + 60 * DAY
    away = next(slot.day for slot in slots_ahead(made.series, now(), 12) if slot.day > july)
    repeated.leave_out(made.series, away, why=why, by=cast.lee, at=now())


def _beforehand(cast: Cast, made: SimpleNamespace) -> None:
    words = meeting.Words("Why is the lamp at the school still dark?", "en")
    made.said_before = beforehand.send(made.coming, Said(meeting.Sort.QUESTION, words), by=cast.rosa, at=NOON)
    asked = meeting.Words("A crossing before the school", "en")
    proposal = beforehand.send(made.coming, Said(meeting.Sort.PROPOSAL, asked), by=cast.noor, at=NOON)
    beforehand.accept(proposal, part=meeting.Part.STRATEGIES, by=cast.lee, at=NOON)
    item = items_of(made.coming).filter(position__gt=0).last()
    comment = Said(meeting.Sort.COMMENT, meeting.Words("It is worst after midnight.", "en"), item)
    beforehand.show(beforehand.send(made.coming, comment, by=cast.noor, at=NOON), by=cast.lee, at=NOON)
    hosting.expect(made.coming, post=posts.post(cast.beat, "liaison"), name="Lee", by=cast.lee, at=NOON)
    back = meeting.Words("What became of the three dark corners.", "en")
    hosting.remind(made.coming, hours=24, words=back, by=cast.lee, at=NOON)
    for number in range(6):
        beforehand.suit(made.coming, [5], ["morning"], once=str(number), at=now(), by=cast.noor)


def _department(cast: Cast, made: SimpleNamespace) -> None:
    made.post = posts.post(cast.beat, "liaison")
    department.add_holiday(date(2026, 12, 28), "Day of the falls", "en", by=cast.ada, at=NOON)
    asked = Asked("subpoena", "County court", "Everything that one account wrote in May.", "en", NOON)
    made.demand = people.record_demand(asked, by=cast.ada, at=NOON)


def _people(cast: Cast, made: SimpleNamespace) -> None:
    details = people.Details("Sal", "en")
    reach = people.Reach("telephone", "+13125550177", time(9), time(17), neutral=True)
    made.entered, _new = people.enter_for_somebody(details, reach, by=cast.lee, at=NOON)
    made.record_code = receipts.issue(made.entered, "of the tests", NOON)
    people.add_way(
        cast.noor, people.Reach("telephone", "+13125550199", time(9), time(17), neutral=True), by=cast.noor, at=NOON
    )
    made.passkey = Authenticator.objects.create(user=cast.noor, type=Authenticator.Type.WEBAUTHN, data=_passkey())
    RecoveryCodes.activate(cast.lee)
    follows = asking.question("sal@example.org", Ref.of(cast.beat), "en")
    made.agree = people.question_token(follows, at=now())
    following.follow(cast.rosa, cast.beat, at=NOON)
    made.told = people.question_token(people.Question("sal@example.org", "en", made.entered), at=now())
    made.link = receipts.link(made.private, at=now())


def _passkey() -> dict[str, Any]:
    """What a device would have registered."""
    key = ES256.from_cryptography_key(  # type: ignore[no-untyped-call]
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )
    credential = AttestedCredentialData.create(bytes(16), b"of the tests", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"localhost").digest(), flags, 0, credential)
    attested = AttestationObject.create("none", data, {})
    challenge = b"never asked again"
    said = CollectedClientData.create(CollectedClientData.TYPE.CREATE, challenge, "http://localhost")
    answer = {"clientDataJSON": websafe_encode(said), "attestationObject": websafe_encode(attested)}
    known = {"id": websafe_encode(b"of the tests"), "rawId": websafe_encode(b"of the tests"), "type": "public-key"}
    return {"name": "My telephone", "credential": {**known, "response": answer}, "passwordless": True}


def _messages(cast: Cast, made: SimpleNamespace) -> None:
    made.call = messages.outbox().filter(channel=Channel.TELEPHONE).first()
    made.message = messages.outbox().filter(channel=Channel.EMAIL, way__isnull=False).first()
    made.stop = token(made.message.pk)
