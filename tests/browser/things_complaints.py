"""Sealed matters at each stage, the office that handles them, and what opens them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import SAID, a_complaint, an_office, holder_of
from openbeat.apps.complaints.demo.audits import an_audit, an_auditing_body
from openbeat.apps.complaints.demo.board import DAY, HOUR, a_board, a_chief, a_packet, a_sitting, recommended
from openbeat.apps.complaints.demo.casework import a_bureau, a_case, a_matrix
from openbeat.apps.complaints.demo.summaries import a_second, a_summary, sign
from openbeat.apps.complaints.lifecycle import (
    Act,
    Arrival,
    Casework,
    Measure,
    Officer,
    Outcome,
    Penalty,
    Reach,
    Sort,
    Stage,
    Step,
    Why,
    Words,
    Written,
)
from openbeat.apps.complaints.lifecycle.clocks import Paused, Reason
from openbeat.apps.complaints.lifecycle.giving import Given
from openbeat.apps.complaints.lifecycle.recordings import Asked, Tape
from openbeat.apps.complaints.lifecycle.sides import Given as GivenHow
from openbeat.apps.complaints.lifecycle.sides import Heard, Outgoing, Paper, Penned, To
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.policies import INVESTIGATOR
from openbeat.apps.complaints.services import mediating, recordings
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence.demo import arrived
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER, NOON, Cast
from openbeat.core.places import services as places
from openbeat.core.redaction.tests.files import line, pdf
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

WRITTEN = replace(SAID, hopes="Sorry.", officers=(Officer(badge="212"),), unseen=("Badge 7",))
FOUND = (Outcome.NOT_SUSTAINED, Outcome.SUSTAINED)
FILE = "lo que vi desde el autobús en la parada, con nombre largo.txt"  # words that no page of ours has in English

# Whoever works on complaints is offered by name in the fields of a form.
OFFICE = ("Ines Moreau", "Omar Reyes", "Iris Young", "Sana Idris", "Nils Aalto", "Dana Whitfield", "Chief Okoro")
BOARD = ("Bea Okafor", "Bora Lim", "Bruno Salas")


def fill(cast: Cast, made: SimpleNamespace) -> None:
    """Make them; Imani and Cora have a key too, and receive no complaints."""
    made.office = an_office(also=[cast.imani, cast.cora])
    ines, keys = made.office.ines, made.office.keys(made.office.ines)
    made.complaint_new = a_complaint(made.office, at=now(), once="new").complaint
    in_work = a_complaint(made.office, Stage.IN_WORK, once="in work", words="He shouted at us. " * 30)
    services.write(in_work.complaint, Words("Who saw it?", "en"), keys=keys, by=ines, at=NOON)
    services.add_words(in_work.complaint, Words("The driver of the bus.", "en"), by=holder_of(in_work), at=NOON)
    services.save_draft(in_work.complaint, Words("We have spoken with", "en"), by=ines, at=NOON)
    clip = arrived(b"The bus was full. I saw it all.\n" * 40, FILE)
    evidence.add([clip], Ref.of(in_work.complaint), by=holder_of(in_work), at=NOON)
    made.complaint_in_work, made.complaint_code = in_work.complaint, in_work.code
    _beside(cast, made)
    begun = services.begin_writing(WRITTEN, arrival=Arrival(once="written"), at=now())
    made.complaint_written, made.complaint_written_code = begun.complaint, begun.code
    answered = a_complaint(made.office, Stage.ANSWERED, once="answered")
    made.complaint_answered, made.complaint_answered_code = answered.complaint, answered.code
    acknowledged = a_complaint(made.office, Stage.ACKNOWLEDGED, once="acknowledged").complaint
    services.opened(acknowledged, Why.INTAKE, by=ines, at=NOON)
    made.complaint_acknowledged = acknowledged
    _cases(made)
    _given_out(cast, made, in_work.complaint)
    _closed(made)
    _reviewed(made)
    an_auditing_body(now())
    made.audit = an_audit(made.office, now())
    made.complaint_of_the_chief = a_complaint(made.office, once="chief", outside_only=True).complaint


def _given_out(cast: Cast, made: SimpleNamespace, in_work: Complaint) -> None:
    """A recording that Cora was asked to keep, a mediation, and a matter that Imani was given and has not signed."""
    ines, keys = made.office.ines, made.office.keys(made.office.ines)
    asked = Asked(Tape.BODY, cast.cora, "Friday, 21:00 to 22:00, Weir Street, unit 12", "en")
    made.complaint_recording = recordings.ask_to_keep(in_work, asked, keys=keys, by=ines, at=NOON)
    talked = a_complaint(made.office, Stage.CLASSIFIED, once="in mediation").complaint
    mediating.offer_mediation(talked, keys=keys, by=ines, at=NOON)
    made.complaint_in_mediation = talked
    given = a_complaint(made.office, Stage.CLASSIFIED, once="given").complaint
    people.appoint(cast.imani, places.post(cast.department, INVESTIGATOR), by=BUILDER, at=NOON)
    services.assign(given, cast.imani, why=Given.FREE, keys=keys, by=ines, at=NOON)
    made.complaint_given = given


def _closed(made: SimpleNamespace) -> None:
    """A case that is closed and whose summary is being written, and one that everybody reads, with a correction."""
    sign(at=NOON)
    second = a_second(made.office)
    made.complaint_closed = a_complaint(made.office, Stage.CLOSED, once="closed").complaint
    a_summary(made.office, made.complaint_closed)
    published = a_complaint(made.office, Stage.CLOSED, once="published").complaint
    made.case = a_summary(made.office, published, released_by=second)
    a_summary(made.office, published, reason="There were two videos.", released_by=second)


def _reviewed(made: SimpleNamespace) -> None:
    """The board sits now, over one case that waits and one on which it has recommended something."""
    a_chief()
    bea, bora, _bruno = a_board(made.office)
    a_sitting(bea, now() - HOUR)
    a_sitting(bea, now() + 20 * DAY)
    made.packet = a_packet(made.office, a_complaint(made.office, Stage.ANSWERED, once="reviewed").complaint)
    made.recommendation = recommended(made.office, made.complaint_answered, (bea, bora), now())
    scan = arrived(pdf(line("What somebody typed at the desk.")), "typed at the desk.pdf")
    [made.scan] = evidence.add([scan], Ref.of(made.complaint_closed), by=made.office.ines, at=NOON)


def _cases(made: SimpleNamespace) -> None:
    """One that is checked now, with a plan and a file; one that was decided, with discipline beside the matrix."""
    bureau = a_bureau(made.office)
    a_matrix(bureau)
    nils, keys = bureau.nils, bureau.keys(bureau.nils)
    made.case_checked = checked = a_case(bureau, Stage.SUPERVISOR, once="checked")
    asked = {"who": "La conductora", "when": "10.05.", "where": "Depósito", "present": "-", "recording": "2"}
    interview = Written(Casework.INTERVIEW, "Ella lo vio todo. " * 20, "es", {**asked, "voluntary": "yes"})
    services.write_entry(checked, interview, keys=keys, by=nils, at=NOON)
    services.write_entry(checked, Written(Casework.NOTE, "No todo.", "es", corrects=2), keys=keys, by=nils, at=NOON)
    services.plan_step(checked, Step("Pedir el video", "es", now().date()), keys=keys, by=nils, at=NOON)
    services.plan_step(checked, Step("Preguntar a la conductora", "es"), keys=keys, by=nils, at=NOON)
    services.plan_step_done(checked, 2, keys=keys, by=nils, at=NOON)
    made.case_decided = decided = a_case(bureau, Stage.DECIDED, once="decided", findings=FOUND)
    dana, keys = bureau.dana, bureau.keys(bureau.dana)
    heard = Heard(GivenHow.COMPELLED, "I was ordered to answer.", "en")
    statement = services.take_statement(decided, heard, by=dana, at=NOON)
    penalty = Penalty(Measure.TRAINING, None, "Se disculpó el mismo día.", "es", sources=[Ref.of(statement)])
    point = queries.allegations(decided)[1]
    services.discipline(point, Act.DECIDE_DISCIPLINE, penalty, keys=keys, by=dana, at=NOON)


def _beside(cast: Cast, made: SimpleNamespace) -> None:
    """What stands beside the matter in work: a pause, harm, Imani told, a statement under order, something sent."""
    ines, matter = made.office.ines, made.complaint_in_work
    services.pause(matter, Paused(Reason.COURT, "The judge hears it.", "en"), by=ines, at=NOON + 2 * DAY)
    services.report_retaliation(matter, Words("He stops us now.", "en"), by=ines, at=NOON + 2 * DAY)
    told = Words("That you took a telephone.", "en")
    notice = services.tell_officer(matter.accused.get(), cast.imani, told, by=ines, at=NOON + 2 * DAY)
    services.officer_writes(notice, Paper.ANSWER, Words("I gave it back.", "en"), by=cast.imani, at=NOON + 2 * DAY)
    came, on_paper = NOON + 3 * DAY, Words("Lo devolví el mismo día.", "es")
    services.enter_paper(notice, Penned(Paper.ANSWER, on_paper, came.date()), by=ines, at=came)
    compelled = Heard(GivenHow.COMPELLED, "I was ordered to answer.", "en")
    statement = services.take_statement(matter, compelled, by=ines, at=NOON + 2 * DAY)
    services.take_statement(matter, Heard(GivenHow.VOLUNTARY, "I saw it.", "en"), by=ines, at=NOON + 2 * DAY)
    services.name_source(matter, Ref.of(matter.account), Ref.of(statement), by=ines, at=NOON + 2 * DAY)
    sent = Outgoing(To.PROSECUTOR, "Lou Vance", "Please look at it.", "en", (NOON + 30 * DAY).date(), criminal=True)
    services.refer(matter, sent, [], by=ines, at=NOON + 2 * DAY)
    services.name_on_criminal_side(matter, cast.lou, by=ines, at=NOON + 2 * DAY)
    made.officer_notice = notice
    _praised(cast, made)


def _praised(cast: Cast, made: SimpleNamespace) -> None:
    """Praise that was passed on to Imani."""
    agreed: dict[str, Any] = {"sort": Sort.PRAISE, "reach": Reach(pass_on=True), "words": "Fue muy amable. " * 20}
    made.complaint_praise = praise = a_complaint(made.office, once="praise", language="es", **agreed).complaint
    ines, words = made.office.ines, Words("Fue muy amable. " * 20, "es")
    keys = made.office.keys(ines)
    made.praise_passed_on = services.pass_praise_on(praise, cast.imani, words, keys=keys, by=ines, at=NOON + 2 * DAY)
