"""Complaints, their sealed words, and the case point by point."""

from openbeat.apps.complaints.models.audits import Audit, Sampled
from openbeat.apps.complaints.models.barring import Bar
from openbeat.apps.complaints.models.board import (
    BoardName,
    BoardVote,
    Packet,
    PacketPart,
    Recommendation,
    Recusal,
    Remark,
    Sitting,
)
from openbeat.apps.complaints.models.bodies import Body, Definition, ReportWords, RightsText
from openbeat.apps.complaints.models.case import Accused, Allegation, CaseEntry, Discipline, Finding
from openbeat.apps.complaints.models.clocks import CasePause, CheckIn, DelayNotice
from openbeat.apps.complaints.models.complaint import Account, Complaint, Draft, Reception, Turn
from openbeat.apps.complaints.models.elsewhere import CriminalSide, Derivation, Referral, Statement
from openbeat.apps.complaints.models.giving import Assignment, Relation
from openbeat.apps.complaints.models.history import ImportRun, PastCase, PastCharge
from openbeat.apps.complaints.models.interpreting import Pledge, Waiting
from openbeat.apps.complaints.models.kinds import AllegationKind, KindList
from openbeat.apps.complaints.models.mediating import Mediation
from openbeat.apps.complaints.models.officer import Limitation, NotToldYet, OfficerNotice, OfficerPaper, PassedOn
from openbeat.apps.complaints.models.plan import PlanStep
from openbeat.apps.complaints.models.publication import Correction, Figures, Profile, UnitSize
from openbeat.apps.complaints.models.recordings import Recording
from openbeat.apps.complaints.models.rules import CaseRules, Matrix, MatrixClass, MatrixSpan
from openbeat.apps.complaints.models.summary import Summary, SummaryDraft, SummaryVersion
from openbeat.apps.complaints.models.withdrawing import Withdrawal

__all__ = [
    "Account",
    "Accused",
    "Allegation",
    "AllegationKind",
    "Assignment",
    "Audit",
    "Bar",
    "BoardName",
    "BoardVote",
    "Body",
    "CaseEntry",
    "CasePause",
    "CaseRules",
    "CheckIn",
    "Complaint",
    "Correction",
    "CriminalSide",
    "Definition",
    "DelayNotice",
    "Derivation",
    "Discipline",
    "Draft",
    "Figures",
    "Finding",
    "ImportRun",
    "KindList",
    "Limitation",
    "Matrix",
    "MatrixClass",
    "MatrixSpan",
    "Mediation",
    "NotToldYet",
    "OfficerNotice",
    "OfficerPaper",
    "Packet",
    "PacketPart",
    "PassedOn",
    "PastCase",
    "PastCharge",
    "PlanStep",
    "Pledge",
    "Profile",
    "Reception",
    "Recommendation",
    "Recording",
    "Recusal",
    "Referral",
    "Relation",
    "Remark",
    "ReportWords",
    "RightsText",
    "Sampled",
    "Sitting",
    "Statement",
    "Summary",
    "SummaryDraft",
    "SummaryVersion",
    "Turn",
    "UnitSize",
    "Waiting",
    "Withdrawal",
]
