"""Complaints, their sealed words, and the case point by point."""

from openbeat.apps.complaints.models.barring import Bar
from openbeat.apps.complaints.models.case import Accused, Allegation, CaseEntry, Discipline, Finding
from openbeat.apps.complaints.models.clocks import CasePause, CheckIn, DelayNotice
from openbeat.apps.complaints.models.complaint import Account, Complaint, Draft, Reception, Turn
from openbeat.apps.complaints.models.history import ImportRun, PastCase, PastCharge
from openbeat.apps.complaints.models.kinds import AllegationKind, KindList
from openbeat.apps.complaints.models.plan import PlanStep
from openbeat.apps.complaints.models.rules import CaseRules, Matrix, MatrixClass, MatrixSpan

__all__ = [
    "Account",
    "Accused",
    "Allegation",
    "AllegationKind",
    "Bar",
    "CaseEntry",
    "CasePause",
    "CaseRules",
    "CheckIn",
    "Complaint",
    "DelayNotice",
    "Discipline",
    "Draft",
    "Finding",
    "ImportRun",
    "KindList",
    "Matrix",
    "MatrixClass",
    "MatrixSpan",
    "PastCase",
    "PastCharge",
    "PlanStep",
    "Reception",
    "Turn",
]
