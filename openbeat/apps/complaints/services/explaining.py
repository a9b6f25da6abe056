"""The department's own words around complaints: bodies outside, definitions, rights, reports, why a number changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import DEFINITIONS
from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.lifecycle.publication import When
from openbeat.apps.complaints.models import Body, Correction, Definition, ReportWords, RightsText, UnitSize
from openbeat.apps.complaints.policies import PUBLICATION_POLICY as POLICY
from openbeat.apps.complaints.services import counting
from openbeat.apps.complaints.services.rules import first_of_two
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.kit import memory
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from openbeat.apps.complaints.lifecycle.publication import BodyFacts, Size, Words
    from openbeat.kit.actors import Actor

ENDED = _("This body has been taken off the page already.")
SOME_MISSING = _("Say what each finding means.")
OURS = _("Write the department's own texts first: what came with the program has no lawyer of yours.")
NOT_YET = _("That is a day that is still to come.")
FUTURE = _("Nobody has checked it on a day that is still to come.")


@transaction.atomic
def name_body(facts: BodyFacts, *, body: Body | None = None, by: Actor, at: datetime) -> Body:
    """Put a body outside the police on the page, or change what is said of one; raises Refused, and ValidationError."""
    POLICY.require(by, Act.NAME_BODY, body)
    if body:
        body = Body.objects.select_for_update().get(pk=body.pk)
        if body.ended_at:
            raise Refused(ENDED)
    row = body or Body(since=at)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    ledger.record(Act.NAME_BODY, row, by=by, at=at, kind=row.kind, powers=row.powers)
    memory.forget_all()
    return row


@transaction.atomic
def end_body(body: Body, *, by: Actor, at: datetime) -> Body:
    """Take a body off the page; raises Refused where it is off already."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    POLICY.require(by, Act.END_BODY, body)
    if body.ended_at:
        raise Refused(ENDED)
    body.ended_at = at
    body.save(update_fields=["ended_at"])
    ledger.record(Act.END_BODY, body, by=by, at=at)
    memory.forget_all()
    return body


@transaction.atomic
def define(words: Mapping[str, str], language: str, decided_by: str, *, by: Actor, at: datetime) -> list[Definition]:
    """Say anew what findings mean, from now on; findings made before keep their version. Raises Refused."""
    POLICY.require(by, Act.DEFINE, None)
    if not all(text.strip() for text in words.values()):
        raise Refused(SOME_MISSING)
    last = Definition.objects.aggregate(last=Max("version"))["last"] or DEFINITIONS
    facts = {"version": last + 1, "language": language, "decided_by": decided_by, "since": at}
    rows = [Definition(finding=finding, words=text.strip(), **facts) for finding, text in words.items()]
    with first_of_two(Definition, last + 1):
        Definition.objects.bulk_create(rows)
    made = list(Definition.objects.filter(version=last + 1).order_by("pk"))
    for row in made:
        ledger.record(Act.DEFINE, row, by=by, at=at, version=row.version, finding=row.finding)
    memory.forget_all()
    return made


@transaction.atomic
def write_rights(when: str, words: Words, written_by: str, *, by: Actor, at: datetime) -> RightsText:
    """Write a new version of one text about rights; no lawyer has checked it then."""
    POLICY.require(by, Act.WRITE_RIGHTS, None)
    last = RightsText.objects.filter(when=when).aggregate(last=Max("version"))["last"] or 0
    row = RightsText(when=when, version=last + 1, words=words.text, language=words.language, written_by=written_by)
    row.made_at = at
    row.full_clean()
    row.save()
    ledger.record(Act.WRITE_RIGHTS, row, by=by, at=at, when=row.when, version=row.version)
    return row


@transaction.atomic
def check_rights(checked_by: str, on: date, *, by: Actor, at: datetime) -> list[RightsText]:
    """Enter that a lawyer has checked all texts about rights as they stand; raises Refused."""
    POLICY.require(by, Act.CHECK_RIGHTS, None)
    if on > timezone.localdate(at, department.zone()):
        raise Refused(FUTURE)
    newest = RightsText.objects.values("when").annotate(last=Max("pk")).order_by().values("last")
    rows = list(RightsText.objects.select_for_update().filter(pk__in=list(newest.values_list("last", flat=True))))
    if not rows:
        raise Refused(OURS)
    for row in rows:
        row.checked_by, row.checked_on = checked_by, on
        row.save(update_fields=["checked_by", "checked_on"])
        ledger.record(Act.CHECK_RIGHTS, row, by=by, at=at, when=When(row.when).value, version=row.version)
    return rows


@transaction.atomic
def write_report(year: int, author: str, words: Words, *, by: Actor, at: datetime) -> ReportWords:
    """Put somebody's own words into the report of a year, in place of those before."""
    POLICY.require(by, Act.WRITE_REPORT, None)
    row = ReportWords(year=year, author=author, words=words.text, language=words.language, made_at=at)
    row.full_clean()
    row.save()
    ledger.record(Act.WRITE_REPORT, row, by=by, at=at, year=year, author=row.author)
    return row


@transaction.atomic
def size_unit(size: Size, *, by: Actor, at: datetime) -> UnitSize:
    """Enter how many officers a unit has, for the rates; raises Refused for a day that is still to come."""
    POLICY.require(by, Act.SIZE_UNIT, None)
    if size.since > timezone.localdate(at, department.zone()):
        raise Refused(NOT_YET)
    row = UnitSize(unit=size.unit, officers=size.officers, since=size.since, made_by=by.person, made_at=at)
    row.full_clean()
    row.save()
    ledger.record(Act.SIZE_UNIT, row, by=by, at=at, unit=row.unit, officers=row.officers)
    counting.ask(counting.Cause.ASKED)
    return row


@transaction.atomic
def explain(correction: Correction, words: Words, *, by: Actor, at: datetime) -> Correction:
    """Say why a published number is another one now."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    POLICY.require(by, Act.EXPLAIN, correction)
    correction.why, correction.language = words.text, words.language
    correction.save(update_fields=["why", "language"])
    ledger.record(Act.EXPLAIN, correction, by=by, at=at)
    return correction
