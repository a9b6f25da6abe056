"""People who have every post of their side or lack one thing alone, and cases that differ in one thing."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo import board
from openbeat.apps.complaints.demo.casework import Bureau, a_bureau, a_case
from openbeat.apps.complaints.lifecycle import Outcome, Sort, Stage, Without
from openbeat.apps.complaints.lifecycle.audits import AuditWhy
from openbeat.apps.complaints.lifecycle.sides import Given, Heard
from openbeat.apps.complaints.models import (
    Accused,
    Audit,
    Complaint,
    OfficerNotice,
    Packet,
    PassedOn,
    Recording,
    Sampled,
    Summary,
    SummaryDraft,
)
from openbeat.apps.complaints.policies.posts import DECIDER, INTAKE, INVESTIGATOR, OVERSIGHT, PROSECUTOR, SUPERVISOR
from openbeat.apps.complaints.tests.makers import NOON, an_office
from openbeat.core.people import demo as people
from openbeat.core.people.demo import BUILDER, Part
from openbeat.core.people.holder import Holder
from openbeat.core.people.models import Person
from openbeat.core.people.services import appoint
from openbeat.core.places import queries as places
from openbeat.core.places.services import post
from openbeat.core.vault import demo as vaults
from openbeat.kit.actors import Actor
from openbeat.kit.refs import Ref
from tests.cast import Cast

INSIDE = (INTAKE, INVESTIGATOR, SUPERVISOR, DECIDER)
POSTS = {  # those of the department and those of the outside body are never the same people
    "inside": INSIDE,
    "inside, without a key": INSIDE,
    "inside, and a prosecutor": INSIDE,
    "investigator": (INVESTIGATOR,),
    "outside": (OVERSIGHT,),
    "outside, without a key": (OVERSIGHT,),
    "outside, and audits it": (OVERSIGHT,),
}
# Matters: of which case, and what is otherwise with it. WHO is whoever acts.
WHO = object()
TASK, UNSIGNED = {"investigator_id": WHO}, {"signed_at": None}
MATTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "a case": ("case", {}),
    "a case given to them": ("case", TASK),
    "a case given to them, not signed": ("case", TASK | UNSIGNED),
    "a case given to somebody, not signed": ("case", UNSIGNED),
    "a case given to them that they checked": ("case", TASK | {"checked_by_id": WHO}),
    "a case that nobody checked": ("case", {"checked_by_id": None}),
    "a case that the outside body looks into": ("case", {"outside_works": True}),
    "a case for the outside body alone": ("case", {"outside_only": True}),
    "a case without a point": ("case", {"classified_at": None}),
    "a case that owes discipline": ("case", {"discipline_owed": 1}),
    "a case with their summary": ("case", {"summary": "theirs"}),
    "a case joined to an open one": ("case", {"joined_to": "an open one", "checked_by_id": None}),
    "a case joined to one that nobody checked": (
        "case",
        {"joined_to": "one that nobody checked", "checked_by_id": None},
    ),
    "praise": ("case", {"sort": Sort.PRAISE}),
    "a case without a violation": ("no violation", {}),
    "a case with a compelled statement": ("no violation", {}),
    "a case with an open point": ("open point", TASK),
    "a case whose reasons are not told": ("untold", {}),
}
TURNS = [{"stage": stage} for stage in Stage] + [
    {"stage": Stage.DECIDED, "without": Without.MEDIATED},
    {"stage": Stage.RECEIVED, "sort": Sort.PRAISE},
]


class World:
    """Everybody of the table, and everything."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._made: dict[tuple[str, str, str], list[Any]] = {}
        self.bureau: Bureau = a_bureau(an_office())
        self.staff = {name: _somebody(number, name, roles) for number, (name, roles) in enumerate(POSTS.items())}
        locked = [person for name, person in self.staff.items() if not name.endswith("without a key")]
        vaults.more_keys(self.bureau.office.known, *locked, at=NOON)
        self.cases = self._cases()
        ines = self.bureau.office.ines
        services.take_statement(
            self.cases["no violation"], Heard(Given.COMPELLED, "I took it.", "en"), by=ines, at=NOON
        )
        self._audited(self.staff["outside, and audits it"])
        self.staff["inside, and a prosecutor"] = _also(self.staff["inside, and a prosecutor"], PROSECUTOR)

    def _cases(self) -> dict[str, Complaint]:
        nothing_found = (Outcome.UNFOUNDED, Outcome.NOT_SUSTAINED)
        made = {
            "case": a_case(self.bureau, Stage.CLOSED, once="case"),
            "no violation": a_case(self.bureau, Stage.CLOSED, once="none", findings=nothing_found),
            "open point": a_case(self.bureau, Stage.IN_WORK, once="open"),
            "untold": a_case(self.bureau, Stage.DECIDED, once="untold"),
        }
        ines = self.bureau.office.ines
        for complaint in made.values():
            for name, person in self.staff.items():
                if not name.endswith("without a key"):
                    services.add_reader(complaint, person, keys=self.bureau.keys(ines), by=ines, at=NOON)
        return made

    def _audited(self, auditor: Person) -> None:
        case = self.cases["case"]
        days = {"since": NOON.date(), "until": NOON.date(), "size": 1, "seed": "1", "pool": [case.pk]}
        audit = Audit.objects.create(**days, drawn_by=auditor, drawn_at=NOON)
        asked = {"why": AuditWhy.FAIR, "asked_by": auditor, "asked_at": NOON, "given_by": self.bureau.office.ines}
        Sampled.objects.create(audit=audit, complaint=case, place=1, given_at=NOON, **asked)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Who acts, by the name that the table gives them."""
        bea, bora, _bruno = board.a_board(self.bureau.office)
        self.packet: Packet = board.a_packet(self.bureau.office, self.cases["case"])
        return {
            **self.staff,
            "holder": Holder(frozenset(Ref.of(case) for case in self.cases.values())),
            "resident": self.cast.rosa,
            "administrator": self.cast.ada,
            "officer": self.cast.imani,
            "representative": self.cast.lou,
            "chief": board.a_chief(),
            "on the board": bea,
            "on the board, and of the department": _also(bora, INTAKE),
        }

    def things(self, about: str, what: str, who: str) -> list[Any]:
        """What it is done to, at every stage; a row is changed in memory, so that one thing differs and no other."""
        if (about, what, who) not in self._made:
            self._made[about, what, who] = self._things(about, what, self.actors[who])
        return self._made[about, what, who]

    def _things(self, about: str, what: str, who: Actor) -> list[Any]:
        if about == "matter":
            return [self._matter(what, turn, who) for turn in TURNS]
        if about == "notice":
            return [self._notice(turn) for turn in TURNS]
        return [self._others[what]]

    def _matter(self, what: str, turn: dict[str, Any], who: Actor) -> Complaint:
        base, changed = MATTERS[what]
        found = copy(self.cases[base])
        for memo in [name for name in found.__dict__ if name.startswith("_") and name != "_state"]:
            del found.__dict__[memo]
        for name, value in {**turn, **changed}.items():
            setattr(found, name, self._meant(name, value, who))
        return found

    def _meant(self, name: str, value: Any, who: Actor) -> Any:
        if name == "joined_to":
            other = copy(self.cases["untold"])
            other.stage = Stage.IN_WORK if value == "an open one" else Stage.CLOSED
            other.checked_by_id = self.bureau.sana.pk if value == "an open one" else None
            return other
        if name == "summary":
            return SummaryDraft(summary=Summary(), by=who.person).summary
        return who.person and who.person.pk if value is WHO else value

    def _notice(self, turn: dict[str, Any]) -> OfficerNotice:
        accused = Accused(complaint=self._matter("a case", turn, self.cast.rosa), person=self.cast.imani)
        return OfficerNotice(accused=accused, representative=self.cast.lou)

    @cached_property
    def _others(self) -> dict[str, Any]:
        case = self.cases["case"]
        return {
            "an audit": Audit(),
            "an audit that was told": Audit(told_at=NOON),
            "an audit that was answered": Audit(told_at=NOON, replied_at=NOON),
            "a packet": self.packet,
            "a packet of another case": Packet(pk=self.packet.pk + 1, complaint=case, sent_at=NOON),
            "a packet not sent": Packet(pk=self.packet.pk, complaint=case),
            "praise passed on": PassedOn(complaint=case, person=self.cast.imani),
            "a recording": Recording(complaint=case, holder=self.cast.imani),
        }


def _somebody(number: int, name: str, roles: tuple[str, ...]) -> Person:
    whole = places.root()
    assert whole
    part = Part(
        f"post{number}", name.capitalize(), _("Works on complaints."), second=True, passphrase=vaults.PASSPHRASE
    )
    return people.appear(part, [(role, whole) for role in roles], NOON)


def _also(person: Person, role: str) -> Person:
    whole = places.root()
    assert whole
    appoint(person, post(whole, role), by=BUILDER, at=NOON)
    return Person.objects.get(pk=person.pk)
