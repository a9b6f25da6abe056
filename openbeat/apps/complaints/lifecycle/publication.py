"""What is published about complaints: the acts on the profile, what bodies outside may do, parts of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PublicationAct(StrEnum):
    """What is done about publication; written into the ledger under these names."""

    DRAFT = "draft_profile"
    SIGN = "sign_profile"
    WITHDRAW = "withdraw_profile"
    DEFINE = "define_findings"
    NAME_BODY = "name_body"
    END_BODY = "end_body"
    WRITE_RIGHTS = "write_rights"
    CHECK_RIGHTS = "check_rights"
    WRITE_REPORT = "write_report"
    EXPLAIN = "explain_correction"
    SIZE_UNIT = "set_unit_size"
    RECORD = "record_questions"


class Side(models.TextChoices):
    """Who signs the profile: both must."""

    CHIEF = "chief", _("the chief")
    LAWYER = "lawyer", _("the city's lawyer")


class From(models.TextChoices):
    """From which stage on a case has a public summary."""

    CLOSED = "closed", _("once it is closed")
    DECIDED = "decided", _("once it is decided")


class BodyKind(models.TextChoices):
    """What a body outside the police mainly does; many do more than one thing."""

    INVESTIGATION = "investigation", _("It investigates with its own people")
    REVIEW = "review", _("It reviews what the police have finished")
    AUDIT = "audit", _("It audits: it looks for patterns, and at rules and the whole system")


class Power(models.TextChoices):
    """What a body outside may do."""

    RECEIVE = "receive", _("take complaints")
    INVESTIGATE = "investigate", _("investigate by itself")
    RECOMMEND = "recommend", _("recommend findings and discipline")
    DECIDE = "decide", _("decide")
    APPEALS = "appeals", _("hear appeals")
    FILES = "files", _("see the files")
    SUBPOENA = "subpoena", _("order people to come and bring papers")
    MEDIATE = "mediate", _("mediate between both sides")
    POLICY = "policy", _("review the rules of the police")


class When(models.TextChoices):
    """What a text about rights is about: the parts of the page, and what others do, for the page on how it works."""

    STOP = "stop", _("When the police stop you")
    SEARCH = "search", _("When they want to search you or your things")
    ARREST = "arrest", _("When they arrest you")
    DOOR = "door", _("When they are at your door")
    FILMING = "filming", _("When you film them")
    ELSEWHERE = "elsewhere", _("What the FBI and the District Attorney do")


class Author(models.TextChoices):
    """Whose own words stand in the annual report."""

    CHIEF = "chief", pgettext_lazy("in a report", "The chief")
    BOARD = "board", pgettext_lazy("in a report", "The body outside the police")


class Cause(models.TextChoices):
    """Why published figures were counted again."""

    NIGHTLY = "nightly", _("counted again from the cases as they stand now")
    IMPORTED = "imported", _("cases of another system were added or corrected")
    ASKED = "asked", _("counted again because somebody asked for it")
    SIGNED = "signed", _("the rules of publication changed")


@dataclass(frozen=True, slots=True)
class Switches:
    """What is published; each default protects the weaker side."""

    summaries: bool = True
    from_stage: str = From.CLOSED
    officers_named: bool = False
    officer_groups: bool = False
    complainant_groups: bool = False
    units: bool = True
    areas: bool = True
    discipline: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote for everybody, and in which language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A body outside the police, as a form gives it."""

    name: str
    language: str
    kind: str
    powers: list[str]
    about: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """How many officers a unit has, and as of which day."""

    unit: str
    officers: int
    since: date


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, for which office, and on which day."""

    side: str
    name: str
    on: date
