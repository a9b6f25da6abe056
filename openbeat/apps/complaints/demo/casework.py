"""Those who work on a case, and a maker of one at every stage, for tests and for the example town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import DAY, HOUR, LOCKED, NOON, RECEIVED_IT, SANA, Office
from openbeat.apps.complaints.lifecycle import (
    Act,
    Casework,
    Judgement,
    Measure,
    Offence,
    Outcome,
    Penalty,
    Point,
    Span,
    Stage,
    Standard,
    Step,
    Version,
    Who,
    Words,
    Written,
)
from openbeat.apps.complaints.lifecycle.giving import Given
from openbeat.apps.complaints.policies import DECIDER, INVESTIGATOR, SUPERVISOR
from openbeat.core.people import demo as people
from openbeat.core.people.demo import Part
from openbeat.core.places import queries as places
from openbeat.core.vault import demo as vaults

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys

NILS = Part("nils", "Nils Aalto", _("Investigates the complaints that are given to him."), **LOCKED)
DANA = Part("dana", "Dana Whitfield", _("The chief, who decides about complaints."), **LOCKED)
for part in (NILS, DANA):
    people.introduce(part)

AS_A_CASE = [
    Stage.RECEIVED,
    Stage.ACKNOWLEDGED,
    Stage.CLASSIFIED,
    Stage.IN_WORK,
    Stage.SUPERVISOR,
    Stage.OVERSIGHT,
    Stage.DECISION,
    Stage.DECIDED,
    Stage.ANSWERED,
    Stage.CLOSED,
]
POINTS = (
    ("discourtesy", "He shouted at the boy."),
    ("search", "He took the telephone without a reason."),
)
WHY = "The video of the bus shows it, and the driver says the same."


@dataclass(frozen=True, slots=True)
class Bureau:
    """Those who work on a case, one after the other."""

    office: Office
    nils: Person  # investigates
    sana: Person  # leads those who investigate
    dana: Person  # decides

    def keys(self, person: Person) -> Keys:
        """What this person has when their key is unlocked."""
        return self.office.known.keys(person)


def a_bureau(office: Office, at: datetime = NOON - 20 * DAY) -> Bureau:
    """Appoint all three, and make their keys."""
    whole = places.root()
    if whole is None:
        raise RuntimeError("there is no department yet")
    posts = ((NILS, INVESTIGATOR), (SANA, SUPERVISOR), (DANA, DECIDER))
    had = {part.key for part, _role in posts if part.person}
    nils, sana, dana = (part.person or people.appear(part, [(role, whole)], at) for part, role in posts)
    fresh = [person for person, part in ((nils, NILS), (sana, SANA), (dana, DANA)) if part.key not in had]
    vaults.more_keys(office.known, *fresh, at=at)
    return Bureau(office, nils, sana, dana)


def a_case(bureau: Bureau, stage: Stage = Stage.IN_WORK, at: datetime = NOON, once: str = "", **how: Any) -> Complaint:
    """A complaint with two allegations against one officer that stands at this stage."""
    from openbeat.apps.complaints.demo import a_complaint  # noqa: PLC0415  each needs the other

    said = {"words": how.pop("words")} if "words" in how else {}
    filed = a_complaint(bureau.office, at=at, once=once or f"case at {at}", **said)
    return led(bureau, filed.complaint, stage, at=at, **how)


def given(bureau: Bureau, complaint: Complaint, officer: Person | None, at: datetime) -> None:
    """Taken apart point by point, and given to who investigates."""
    ines = bureau.office.ines
    keys = bureau.keys(ines)
    who = Who("Officer Hale", "212")
    accused = services.add_accused(complaint, who, person=officer, unit=None, by=ines, at=at)
    points = [Point(kind, accused, words, "en") for kind, words in POINTS]
    services.classify(complaint, points, None, keys=keys, by=ines, at=at)
    complaint.refresh_from_db()
    services.assign(complaint, bureau.nils, why=Given.FREE, keys=keys, by=ines, at=at)
    services.add_reader(complaint, bureau.sana, keys=keys, by=ines, at=at)
    complaint.refresh_from_db()
    services.sign(complaint, by=bureau.nils, at=at)
    complaint.refresh_from_db()


def led(
    bureau: Bureau,
    complaint: Complaint,
    stage: Stage,
    *,
    at: datetime,
    findings: tuple[Outcome, Outcome] = (Outcome.SUSTAINED, Outcome.NOT_SUSTAINED),
    officer: Person | None = None,
) -> Complaint:
    """Bring a complaint to this stage by the services of a case."""
    steps = _steps(bureau, complaint, findings, officer)
    for number, act in enumerate(steps[: AS_A_CASE.index(stage)], 1):
        act(at + number * HOUR)
    complaint.refresh_from_db()
    return complaint


def _steps(
    bureau: Bureau, complaint: Complaint, findings: tuple[Outcome, Outcome], officer: Person | None
) -> list[Callable[[datetime], object]]:
    def does(act: Callable[..., object], by: Person, *more: object) -> Callable[[datetime], object]:
        return lambda when: act(complaint, *more, keys=bureau.keys(by), by=by, at=when)

    sana, dana, ines, omar = bureau.sana, bureau.dana, bureau.office.ines, bureau.office.omar
    return [
        does(services.acknowledge, ines, Words(RECEIVED_IT, "en")),
        lambda when: given(bureau, complaint, officer, when),
        does(services.begin, ines),
        lambda when: investigated(bureau, complaint, findings, when),
        does(services.pass_on, sana),
        does(services.oversee, omar),
        does(services.decide, dana),
        lambda when: answered(bureau, complaint, when),
        does(services.close, ines),
    ]


def investigated(bureau: Bureau, complaint: Complaint, findings: tuple[Outcome, ...], at: datetime) -> None:
    """Who investigates writes into the file, says a finding of each allegation, and hands the case in."""
    nils, keys = bureau.nils, bureau.keys(bureau.nils)
    note = Written(Casework.NOTE, "I have seen the video of the bus.", "en")
    services.write_entry(complaint, note, keys=keys, by=nils, at=at)
    for point, finding in zip(queries.allegations(complaint), findings, strict=True):
        services.find(point, judged(finding), keys=keys, by=nils, at=at)
    services.hand_in(complaint, keys=keys, by=nils, at=at)


def judged(finding: Outcome, reasons: str = WHY, **more: Any) -> Judgement:
    """What somebody says the finding is."""
    return Judgement(finding, Standard.PREPONDERANCE, reasons, "en", **more)


def answered(bureau: Bureau, complaint: Complaint, at: datetime) -> None:
    """What follows is decided, whoever complained gets the reasons and the answer."""
    dana, keys = bureau.dana, bureau.keys(bureau.dana)
    complaint.refresh_from_db()
    for point in queries.allegations(complaint):
        if point.finding in {Outcome.SUSTAINED, Outcome.OTHER_VIOLATION}:
            measure = Measure.TRAINING if point.finding == Outcome.OTHER_VIOLATION else Measure.REPRIMAND
            penalty = Penalty(measure, None, "It is the first time, and he said so himself.", "en")
            services.discipline(point, Act.DECIDE_DISCIPLINE, penalty, keys=keys, by=dana, at=at)
        services.explain(point, Words("We saw the video, and heard the driver.", "en"), keys=keys, by=dana, at=at)
    ines = bureau.office.ines
    services.answer(complaint, Words("It is decided.", "en"), keys=bureau.keys(ines), by=ines, at=at)


def a_matrix(bureau: Bureau, at: datetime = NOON) -> None:
    """Publish a matrix: rudeness, and searches."""
    light = (Span(0, Measure.TRAINING, Measure.REPRIMAND), Span(1, Measure.REPRIMAND, Measure.SUSPENSION, None, 5))
    grave = (
        Span(0, Measure.REPRIMAND, Measure.SUSPENSION, None, 10),
        Span(1, Measure.SUSPENSION, Measure.DISMISSAL, 5),
    )
    offences = [
        Offence("A", "Rudeness, and duties that were not done", ("discourtesy", "neglect", "procedure"), light),
        Offence("B", "Searches and arrests without a lawful reason", ("search", "false_arrest"), grave),
    ]
    why = Version("So that the same thing leads to the same measure.", "the chief", "en")
    services.set_matrix(offences, why, by=bureau.dana, at=at)


STORIES = (
    ("He searched my car and would not say why.", (Outcome.SUSTAINED, Outcome.EXONERATED)),
    ("They said I had been at the market that night. I had not.", (Outcome.UNFOUNDED, Outcome.NOT_SUSTAINED)),
    ("I was told to leave the square. Others could stay.", (Outcome.POLICY_MATTER, Outcome.OTHER_VIOLATION)),
)


def make(town: Town, office: Office) -> None:
    """Cases of the example town: one in work, one being checked, one with a disagreement, some closed."""
    bureau = a_bureau(office, town.at(388))
    a_matrix(bureau, town.at(387))
    for number, (words, findings) in enumerate(STORIES):
        a_case(
            bureau, Stage.CLOSED, town.at(150 - 30 * number, 15), f"demo case {number}", words=words, findings=findings
        )
    _with_a_plan(
        a_case(bureau, Stage.IN_WORK, town.at(15, 15), "demo plan", words="He took my papers away."), bureau, town
    )
    a_case(bureau, Stage.SUPERVISOR, town.at(25, 15), "demo checked", words="They laughed at how I speak.")
    _disagreed(a_case(bureau, Stage.OVERSIGHT, town.at(28, 15), "demo differs", words="He pushed me."), bureau, town)


def _with_a_plan(complaint: Complaint, bureau: Bureau, town: Town) -> None:
    nils, keys = bureau.nils, bureau.keys(bureau.nils)
    for words in ("Ask for the video of the station", "Speak with both officers"):
        services.plan_step(complaint, Step(words, "en"), keys=keys, by=nils, at=town.at(12, 15))
    services.plan_step_done(complaint, 1, keys=keys, by=nils, at=town.at(10, 15))


def _disagreed(complaint: Complaint, bureau: Bureau, town: Town) -> None:
    omar, keys = bureau.office.omar, bureau.keys(bureau.office.omar)
    second, at = list(queries.allegations(complaint))[1], town.at(20, 15)
    why = "Two people saw it. That is more than nothing."
    services.find(second, judged(Outcome.SUSTAINED, why), keys=keys, by=omar, at=at)
    services.oversee(complaint, keys=keys, by=omar, at=at)
