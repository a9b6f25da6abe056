"""Example complaints of Alder Falls, sealed as in life; and makers of one complaint at any stage, for tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import board, summaries
from openbeat.apps.complaints.lifecycle import Arrival, Channel, Point, Said, Sort, Stage, Who, Why, Without, Words
from openbeat.apps.complaints.policies import INTAKE, OVERSIGHT, SUPERVISOR
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence.demo import arrived
from openbeat.core.files.demo import a_photo
from openbeat.core.people import demo as people
from openbeat.core.people.demo import BUILDER, Part
from openbeat.core.people.demo import NOON as NOON
from openbeat.core.people.holder import Holder
from openbeat.core.places import queries as places
from openbeat.core.vault import demo as vaults
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from openbeat.apps.complaints.models import Complaint
    from openbeat.apps.complaints.services import Filed
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.core.vault.demo import Known

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LOCKED: Any = {"second": True, "passphrase": vaults.PASSPHRASE}
INES = Part("ines", "Ines Moreau", _("Receives complaints, and reads them with a key of her own."), **LOCKED)
SANA = Part("sana", "Sana Idris", _("Leads those who investigate complaints, and checks their work."), **LOCKED)
OMAR = Part(
    "omar", "Omar Reyes", _("Of the outside body: reads what is about the chief, or about Ines's office."), **LOCKED
)
for part in (INES, OMAR, SANA):
    people.introduce(part)


@dataclass(frozen=True, slots=True)
class Office:
    """Those who receive complaints in a town, and what only they would know."""

    ines: Person  # receives complaints
    omar: Person  # of the outside body
    known: Known

    def keys(self, person: Person) -> Keys:
        """What this person has when their key is unlocked."""
        return self.known.keys(person)


def an_office(at: datetime = NOON - 30 * DAY, *, taken: bool = True, also: Iterable[Person] = ()) -> Office:
    """Appoint both, make their keys (and those of some others) and recovery, and switch complaints on."""
    whole = places.root()
    if whole is None:
        raise RuntimeError("there is no department yet")
    ines, omar = (people.appear(part, [(role, whole)], at) for part, role in ((INES, INTAKE), (OMAR, OVERSIGHT)))
    known = vaults.a_vault(ines, omar, *also, at=at)
    if taken:
        services.switch_on(by=BUILDER, at=at)
    return Office(ines, omar, known)


def a_worker(role: str, name: str = "", at: datetime = NOON - 60 * DAY) -> Person:
    """Somebody who holds this post for the whole department; the same one for the same name."""
    whole = places.root()
    if whole is None:
        raise RuntimeError("there is no department yet")
    part = Part((name or role).replace(" ", "_").lower(), name or role, _("Works on complaints."), **LOCKED)
    return part.person or people.appear(part, [(role, whole)], at)


SAID = Said(
    "On Friday evening an officer shouted at my son at the bus stop, and took his telephone.",
    "en",
    "Last Friday, about nine",
    "The bus stop at Weir Street",
    "A tall officer, badge 212",
    contact=True,
)


def a_complaint(
    office: Office, stage: Stage = Stage.RECEIVED, at: datetime = NOON, once: str = "", **said: Any
) -> Filed:
    """A complaint that stands at this stage, handled by Ines; about the chief, by Omar."""
    filed = services.file(replace(SAID, **said), arrival=Arrival(once=once or f"made at {at} {said}"), at=at)
    by = office.omar if filed.complaint.outside_only else office.ines
    walk(filed, stage, office=office, by=by, at=at)
    filed.complaint.refresh_from_db()
    return filed


ORDER = [
    Stage.RECEIVED,
    Stage.ACKNOWLEDGED,
    Stage.CLASSIFIED,
    Stage.IN_WORK,
    Stage.ANSWERED,
    Stage.CLOSED,
]
POINT = "The officer shouted at the boy, and took his telephone."
RECEIVED_IT = "We have read what you wrote. Ines Moreau's office is responsible for it."
ANSWERED_IT = "We spoke with the officer and saw the video. You are right: the telephone should not have been taken."


def walk(filed: Filed, stage: Stage, *, office: Office, by: Person, at: datetime) -> None:
    """Bring a new complaint to this stage by its own services; once it is answered, it was cleared up in a talk."""
    keys, theirs = office.keys(by), filed.complaint.language
    steps: tuple[Callable[[datetime], object], ...] = (
        lambda when: services.acknowledge(filed.complaint, Words(RECEIVED_IT, theirs), keys=keys, by=by, at=when),
        lambda when: _classify(filed.complaint, by=by, keys=keys, at=when),
        lambda when: services.begin(filed.complaint, keys=keys, by=by, at=when),
        lambda when: _answer(filed.complaint, office, by=by, at=when),
        lambda when: services.close(filed.complaint, keys=keys, by=by, at=when),
    )
    if stage != Stage.RECEIVED:
        services.opened(filed.complaint, Why.INTAKE, by=by, at=at)
    for number, act in enumerate(steps[: ORDER.index(stage)], 1):
        act(at + number * HOUR)


def a_lead(office: Office, at: datetime = NOON - 20 * DAY) -> Person:
    """Sana, with a key."""
    whole = places.root()
    if whole is None:
        raise RuntimeError("there is no department yet")
    sana = SANA.person or people.appear(SANA, [(SUPERVISOR, whole)], at)
    vaults.more_keys(office.known, sana, at=at)
    return sana


def _answer(complaint: Complaint, office: Office, *, by: Person, at: datetime) -> None:
    """Cleared up by whoever leads, or by the outside body; then answered."""
    cleared_up(complaint, office, by=by, at=at)
    services.answer(complaint, Words(ANSWERED_IT, complaint.language), keys=office.keys(by), by=by, at=at)


def cleared_up(complaint: Complaint, office: Office, *, by: Person, at: datetime) -> None:
    """A complaint ends without a finding, since it was explained; praise and questions need no end."""
    complaint.refresh_from_db()
    if complaint.sort != Sort.COMPLAINT or complaint.stage == Stage.DECIDED:
        return
    lead = by
    if not complaint.outside_only:
        lead = SANA.person or a_lead(office, at)
        if lead.pk not in {reader.person.pk for reader in queries.readers_of(complaint)}:
            services.add_reader(complaint, lead, keys=office.keys(by), by=by, at=at)
    why = Words("They spoke with each other, and it was explained.", "en")
    services.end_without(complaint, Without.CLARIFIED, why, keys=office.keys(lead), by=lead, at=at)


def _classify(complaint: Complaint, *, by: Person, keys: Keys, at: datetime) -> None:
    """Rudeness of somebody with a badge number; praise and questions have no points."""
    complaint.refresh_from_db()
    if complaint.sort == Sort.COMPLAINT:
        an_allegation(complaint, by=by, keys=keys, at=at)


def an_allegation(complaint: Complaint, kind: str = "discourtesy", *, by: Person, keys: Keys, at: datetime) -> None:
    """Classify a complaint that was acknowledged: one point about an officer of whom a badge number is known."""
    who = Who(badge="212", description="A tall officer")
    accused = services.add_accused(complaint, who, person=None, unit=None, by=by, at=at)
    beat = next(iter(places.areas("beat")), None)
    services.classify(complaint, [Point(kind, accused, POINT, "en")], beat, keys=keys, by=by, at=at)


def holder_of(filed: Filed) -> Holder:
    """Whoever has the receipt."""
    return Holder(frozenset({Ref.of(filed.complaint)}))


FRESH = Said(
    "El sábado dos agentes registraron mi mochila en la estación. No dijeron por qué.",
    "es",
    "El sábado por la tarde",
    "La estación",
    contact=True,
)
CALL = Said("I waited for forty minutes after the accident, and the officer laughed at my questions.", "en")
CHIEF = Said(
    "The chief told officers at the market not to take complaints from the people who sell there.",
    "en",
    about="The chief of police",
    outside_only=True,
    contact=True,
)


BUS = "I drive the 14. The officer shouted at the boy and took his telephone. It was about nine.\n"


def make(town: Town) -> None:
    """Four complaints: one just filed, one in work with messages, one answered, and one about the chief."""
    office = an_office(town.at(400))
    ines, omar = office.ines, office.omar
    services.file(FRESH, arrival=Arrival(once="demo fresh"), at=town.at(2, 20))
    _in_work(town, office)
    call = services.enter(CALL, arrival=Arrival(Channel.TELEPHONE, "demo call"), by=ines, at=town.at(40, 16))
    walk(call, Stage.ANSWERED, office=office, by=ines, at=town.at(36, 15))
    chief = services.file(CHIEF, arrival=Arrival(once="demo chief"), at=town.at(20, 21))
    walk(chief, Stage.ACKNOWLEDGED, office=office, by=omar, at=town.at(17, 15))
    _published(town, office)
    _beside(town, office)


def _published(town: Town, office: Office) -> None:
    """A case that was closed a month ago, and that everybody reads since."""
    summaries.sign(town.at(390))
    iris = summaries.a_second(office, town.at(380))
    complaint = a_complaint(office, Stage.CLOSED, town.at(60, 15), "demo closed").complaint
    summaries.a_summary(office, complaint, released_by=iris, at=town.at(30, 15))
    board.make(town, office, complaint)


def _beside(town: Town, office: Office) -> None:
    from openbeat.apps.complaints.demo import beside, casework  # noqa: PLC0415  made of what stands above

    casework.make(town, office)
    beside.make(town, office)


def _in_work(town: Town, office: Office) -> None:
    ines, keys = office.ines, office.keys(office.ines)
    filed = services.file(SAID, arrival=Arrival(once="demo in work"), at=town.at(12, 22))
    walk(filed, Stage.IN_WORK, office=office, by=ines, at=town.at(9, 15))
    question = Words("Was anybody else at the bus stop, who saw it?", "en")
    services.write(filed.complaint, question, keys=keys, by=ines, at=town.at(6, 15))
    reply = Words("Yes, the driver of the 14 had the door open.", "en")
    services.add_words(filed.complaint, reply, by=holder_of(filed), at=town.at(4, 23))
    sent = [arrived(a_photo(shade=7).read(), "bus stop.jpg"), arrived(BUS.encode(), "what the driver wrote.txt")]
    evidence.add(sent, Ref.of(filed.complaint), by=holder_of(filed), at=town.at(4, 23))
