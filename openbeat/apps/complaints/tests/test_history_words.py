"""What a file of another system says: its columns, its days, its words."""

from __future__ import annotations

import csv
import io
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from openbeat.apps.complaints.lifecycle.history import FINDINGS, FIRST_KINDS, MEASURES, PastStatus
from openbeat.apps.complaints.services.history import days, words
from openbeat.apps.complaints.services.history.columns import ROLES, guess, role_of
from openbeat.apps.complaints.services.history.mapping import map_of
from openbeat.apps.complaints.tests.exports import SHAPES
from openbeat.kit.tables import Broken

HERE = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2018-02-15", date(2018, 2, 15)),
        ("2018-02-15T23:30:00.000", date(2018, 2, 15)),
        ("2018-02-15 08:30:00", date(2018, 2, 15)),
        ("2018-02-15T03:00:00Z", date(2018, 2, 14)),  # in Chicago it was still the day before
        ("2018-02-15T00:00:00.000Z", date(2018, 2, 15)),  # midnight of UTC: a day that was never a moment
        ("2018/02/15 00:00:00+00", date(2018, 2, 15)),
        ("2018/02/15 05:00:00+00", date(2018, 2, 14)),
        ("2018/02/15 06:00:00+00", date(2018, 2, 15)),
        ("2/15/2018", date(2018, 2, 15)),
        ("02/15/2018 08:30:00 AM", date(2018, 2, 15)),
        ("02-15-18", date(2018, 2, 15)),
        ("2/15/98", date(1998, 2, 15)),
        ("Feb 15, 2018", date(2018, 2, 15)),
        ("February 15 2018", date(2018, 2, 15)),
        ("15-FEB-18", date(2018, 2, 15)),
        ("15FEB2018", date(2018, 2, 15)),
        ("Feb 15 2018 12:00AM", date(2018, 2, 15)),
        ("Feb  5 2018 12:00AM", date(2018, 2, 5)),
        ("Thursday, February 15, 2018", date(2018, 2, 15)),
        ("2018.02.15", date(2018, 2, 15)),
        ("20180215T083000", date(2018, 2, 15)),
        ("'2018-02-15", date(2018, 2, 15)),
        ("20180215", date(2018, 2, 15)),
        ("2018 2", date(2018, 2, 1)),
        ("", None),
        ("NULL", None),
        ("1/1/1900", None),
        ("9999-12-31", None),
        ("0000-00-00", None),
        ("00/00/0000 00:00:00", None),
        ("Open", None),
        ("Still open", None),
    ],
)
def test_days_are_read_as_they_are_written(text: str, meant: date | None) -> None:
    assert days.day(text, (), HERE) == meant


@pytest.mark.parametrize(
    ("text", "shapes", "meant"),
    [
        ("15/02/2018", ["%d/%m/%Y"], date(2018, 2, 15)),
        ("15/02/2018 14:00", ["%d/%m/%Y"], date(2018, 2, 15)),
        ("43146", ["excel"], date(2018, 2, 15)),
        ("43146.75", ["excel"], date(2018, 2, 15)),
        ("1518717600000", ["epoch_ms"], date(2018, 2, 15)),
        ("1518652800000", ["epoch_ms"], date(2018, 2, 15)),
        ("1518652800", ["epoch_s"], date(2018, 2, 15)),
        ("1518669000", ["epoch_s"], date(2018, 2, 14)),
        ("2018-02-15", ["%d/%m/%Y"], date(2018, 2, 15)),
    ],
)
def test_days_are_read_as_the_map_declares_them(text: str, shapes: list[str], meant: date) -> None:
    assert days.day(text, shapes, HERE) == meant


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("soon", []),
        ("00:00.0", []),  # what a spreadsheet leaves of a day: no blank, else it would be open
        ("13/13/2018", []),
        ("02/30/2018", []),
        ("43146", []),
        ("02/15/2018", ["%d/%m/%Y"]),
        ("Xyz 1, 2018", []),
        ("2018-02-15T99:00Z", []),
    ],
)
def test_what_is_no_day_is_none(text: str, shapes: list[str]) -> None:
    with pytest.raises(days.NoDay):
        days.day(text, shapes, HERE)


def test_how_a_column_writes_its_days_is_told_by_what_stands_in_it() -> None:
    assert days.shape(["1/5/2018", "25/5/2018", ""]) == ["%d/%m/%Y"]
    assert days.shape(["1/5/2018", "5/25/2018"]) == []
    assert days.shape(["1518717600000"]) == ["epoch_ms"]
    assert days.shape(["43146", "43200"]) == ["excel"]
    assert days.shape([]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sustained", "sustained"),
        ("SU", "sustained"),
        ("Substantiated (Charges)", "sustained"),
        ("FOUNDED", "sustained"),
        ("NOT SUSTAINED", "not_sustained"),
        ("Not-Sustained", "not_sustained"),
        ("Unsubstantiated", "not_sustained"),
        ("Unable to Determine", "not_sustained"),
        ("No Sustained Findings", "not_sustained"),
        ("Not Sustained - Unfounded", "unfounded"),
        ("UN", "unfounded"),
        ("Unfounded", "unfounded"),
        ("Within NYPD Guidelines", "exonerated"),
        ("Improper Conduct", "sustained"),
        ("Not Justified", "sustained"),
        ("Substantiated (MOS Unidentified)", "sustained"),
        ("Sustained - RUI Resigned", "sustained"),
        ("Sustained (Not Based on Complaint)", "other_violation"),
        ("NOT SUST", "not_sustained"),
        ("Complainant Deceased", "unavailable"),
        ("Data Not Provided", ""),
        ("Discipline Pending", ""),
        ("Unknown", ""),
        ("Within Guidelines", "exonerated"),
        ("EXONERATED", "exonerated"),
        ("Not Sustained - Lawful and Proper", "exonerated"),
        ("Policy Failure", "policy_matter"),
        ("Not Sustained - Management Action", "policy_matter"),
        ("No Policy Violation", None),
        ("Misconduct Not Based on Complaint", "other_violation"),
        ("No Affidavit", "declined"),
        ("Complainant Uncooperative", "declined"),
        ("Complainant Unavailable", "unavailable"),
        ("Complaint Withdrawn", "withdrawn"),
        ("Officer(s) Unidentified", "not_identified"),
        ("Mediated", "mediated"),
        ("RUI - Resigned Under Investigation", "officer_left"),
        ("Pending Litigation", "litigation"),
        ("Administratively Closed", "not_said"),
        ("NFIM", "not_said"),
        ("Information Only", "not_said"),
        ("Pending", ""),
        ("", ""),
        ("N/A", ""),
        ("The moon is green", None),
    ],
)
def test_findings_of_other_cities_become_ours(text: str, code: str | None) -> None:
    assert words.finding(text) == code


@pytest.mark.parametrize(
    ("text", "code", "length"),
    [
        ("5 Day Suspension", "suspension", 5),
        ("Suspended for 30 days without pay", "suspension", 30),
        ("Written Reprimand", "reprimand", None),
        ("No Action Taken", "none", None),
        ("None", "none", None),
        ("Terminated", "dismissal", None),
        ("Oral Counseling", "counselling", None),
        ("Formalized Training", "training", None),
        ("Resigned", "left", None),
        ("Forfeit vacation 10 days", "other", 10),
        ("Pending", "", None),
        ("A cake", None, None),
    ],
)
def test_measures_of_other_cities_become_ours(text: str, code: str | None, length: int | None) -> None:
    assert (words.measure(text), words.days(text)) == (code, length)


def test_stages_kinds_and_people_become_ours() -> None:
    assert [
        words.status(text)
        for text in ("Closed - No Finding", "Pending Investigation", "Completed", "Re-opened", "Incomplete")
    ] == ["closed", "open", "closed", "open", "open"]
    assert [
        words.kind(text)
        for text in ("EXCESSIVE FORCE", "Search Or Seizure", "Verbal Abuse", "Arrest/Lock-up Procedures", "Zebra")
    ] == ["force", "search", "discourtesy", "false_arrest", None]
    assert [words.sex(text) for text in ("M", "Female", "Non-Binary", "?")] == ["male", "female", "other", None]
    assert [words.race(text) for text in ("African American / Black", "WHITE HISPANIC", "Caucasian", "?")] == [
        "black",
        "hispanic",
        "white",
        None,
    ]
    assert [words.age(text) for text in ("34", "17", "19.0", "40-49", "55+", "old")] == [
        "30-39",
        "under 18",
        "18-19",
        "40-49",
        "55+",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Investigation Complete", "closed"),
        ("Investigation", "open"),
        ("Discipline Pending", "open"),
        ("Review", "open"),
        ("C", "closed"),
        ("O", "open"),
        ("Sustained", "closed"),
        ("Withdrawn", "closed"),
        ("Purple", None),
    ],
)
def test_where_a_case_stands_is_told_by_a_finding_too(text: str, code: str | None) -> None:
    assert words.status(text) == code


def test_hours_of_a_suspension_are_no_days() -> None:
    assert [words.days(text) for text in ("Suspension (10 hours)", "Suspension (10)", "10 day suspension")] == [
        None,
        10,
        10,
    ]
    assert words.measure("No Guilty Findings") == "none"


def test_every_meaning_is_one_of_our_codes() -> None:
    assert {str(code) for code, _shape in words.ENDS} | {str(code) for code in words.CODES.values()} <= set(FINDINGS)
    assert {str(code) for code, _shape in words.MEASURES} <= set(MEASURES)
    assert {code for code, _shape in words.KINDS} < set(FIRST_KINDS)
    assert {str(code) for code, _shape in words.STATES} <= set(PastStatus.values)


def test_the_columns_of_well_known_files_are_known_by_their_names() -> None:
    found = {name: guess(next(csv.reader(io.StringIO(head)))) for name, (head, _rows) in SHAPES.items()}

    assert found["copa"]["number"] == ("LOG_NO",)
    assert found["copa"]["received"] == ("COMPLAINT_DATE",)
    assert found["copa"]["officer_sex"] == ("SEX_OF_INVOLVED_OFFICERS",)
    assert found["ccrb"]["as_of"] == ("As Of Date",)
    assert found["ccrb"]["closed"] == ("Close Date",)
    assert found["ccrb_allegations"]["charge"] == ("Allegation Record Identity",)
    assert found["seattle"]["finding"] == ("Disposition",)
    assert found["full"]["finding"] == ("final_finding",)
    assert found["full"]["finding_recommended"] == ("recommended_finding",)
    assert found["philadelphia"]["final"] == ("disciplinary_findings",)
    assert all("number" in columns for columns in found.values())


@pytest.mark.parametrize(
    ("head", "role", "column"),
    [
        ("Case #,Rec'd,Closed,Nature,Result,Ofcr", "received", "Rec'd"),
        ("Case #,Rec'd,Closed,Nature,Result,Ofcr", "number", "Case #"),
        ("Case #,Rec'd,Closed,Nature,Result,Ofcr", "officer", "Ofcr"),
        ("Case Number,Incident Date,Receive Date,Finding", "received", "Receive Date"),
        ("PSU_CASE_NO,DATE_RECEIVED,DATE_CLOSED", "number", "PSU_CASE_NO"),
        ("OBJECTID,INCNUM,OCCURRED_DT,ALG_CLASS,FINDING,OFFNUM,OFF_RACE,CIT_RACE", "number", "INCNUM"),
        ("OBJECTID,INCNUM,OCCURRED_DT,ALG_CLASS,FINDING,OFFNUM,OFF_RACE,CIT_RACE", "officer_race", "OFF_RACE"),
        ("OBJECTID,INCNUM,OCCURRED_DT,ALG_CLASS,FINDING,OFFNUM,OFF_RACE,CIT_RACE", "complainant_race", "CIT_RACE"),
        ("COMPLAINT_ID,DATE_REC,DATE_OCCU,DATE_COMP,ALLEG", "received", "DATE_REC"),
        ("COMPLAINT_ID,DATE_REC,DATE_OCCU,DATE_COMP,ALLEG", "incident", "DATE_OCCU"),
        ("COMPLAINT_ID,DATE_REC,DATE_OCCU,DATE_COMP,ALLEG", "closed", "DATE_COMP"),
        ("X,Y,ObjectId,CCR,Report_Date,Closed,Finding", "received", "Report_Date"),
        ("case_number,complaint_received_date,dpa_finding,findings_issued_date", "finding", "dpa_finding"),
        ("Complaint #,Date Filed,Allegation(s),Board Finding", "kind_text", "Allegation(s)"),
        ("Log Number,Complaint Date,Accused Name,Final Finding", "officer", "Accused Name"),
        ("id,date_filed,resolution_date,resolution", "closed", "resolution_date"),
        ("Complaint No,Received Date,Disposition Date,Closed Date", "closed", "Closed Date"),
        ("Complaint No,Received Date,Investigation Completed Date,Final Closure Date", "closed", "Final Closure Date"),
        ("Complaint #,Opened,Closed,Disposition", "received", "Opened"),
        ("ID,Date Case Opened,Date Case Closed,Type", "received", "Date Case Opened"),
        ("Case #,Case Open Date,Case Closed Date", "received", "Case Open Date"),
        ("ID,Date Case Opened,Date Case Closed,Type", "kind", "Type"),
        ("IAPro Number,Date/Time Received,Finding/Disposition", "number", "IAPro Number"),
        ("IAPro Number,Date/Time Received,Finding/Disposition", "finding", "Finding/Disposition"),
        ("complaint_no,recd_dt,comp_race,cat_cd,cat_desc", "complainant_race", "comp_race"),
        ("complaint_no,recd_dt,comp_race,cat_cd,cat_desc", "kind_code", "cat_cd"),
        ("complaint_no,recd_dt,comp_race,cat_cd,cat_desc", "kind", "cat_desc"),
        ("complaint_number,received,finding,outcome,recommended,final", "final", "final"),
        ("id,opened_at,closed_at,kind,outcome,extracted_at", "received", "opened_at"),
        ("id,opened_at,closed_at,kind,outcome,extracted_at", "closed", "closed_at"),
        ("id,opened_at,closed_at,kind,outcome,extracted_at", "as_of", "extracted_at"),
        ("complaint_id,complaint_received,complaint_closed,days_to_complete", "received", "complaint_received"),
        ("complaint_id,complaint_received,complaint_closed,days_to_complete", "closed", "complaint_closed"),
        ("COMPLAINT NO.,RCVD,CLSD,STATUS,ALLEG,DISP", "received", "RCVD"),
        ("COMPLAINT NO.,RCVD,CLSD,STATUS,ALLEG,DISP", "closed", "CLSD"),
        ("COMPLAINT NO.,RCVD,CLSD,STATUS,ALLEG,DISP", "finding", "DISP"),
        ("Inv Number,Date Created,Date Modified,Date Resolved", "number", "Inv Number"),
        ("Inv Number,Date Created,Date Modified,Date Resolved", "received", "Date Created"),
    ],
)
def test_names_that_are_short_cut_off_or_a_citys_own_are_known_too(head: str, role: str, column: str) -> None:
    assert guess(next(csv.reader(io.StringIO(head))))[role] == (column,)


def test_columns_that_are_called_as_we_call_them_are_known() -> None:
    own = [role for role in ROLES if role != "charge"]  # what is called so elsewhere tells what was alleged

    assert guess(own) == {role: (role,) for role in own}
    assert guess(["number", "charge"]) == {"number": ("number",), "kind_text": ("charge",)}


def test_the_day_on_which_a_row_was_changed_last_is_not_the_day_of_the_extract() -> None:
    assert "as_of" not in guess(["complaint_id", "opened_at", "updated_at"])  # what was open would be too young
    assert "as_of" not in guess(["Complaint #", "Received Date", "Last Updated On"])
    assert guess(["id", "received_date", "data updated"])["as_of"] == ("data updated",)


def test_a_file_whose_only_day_is_that_of_the_incident_is_received_on_it() -> None:
    assert guess(["id", "occurredDate", "finding"])["received"] == ("occurredDate",)
    assert "received" not in guess(["id", "occurredDate", "closed_date"])  # else the time to close would be too long


def test_years_and_months_in_columns_of_their_own_make_a_day() -> None:
    assert guess(["complaint_id", "month_received", "year_received"])["received"] == ("year_received", "month_received")


def test_a_map_may_use_other_names_for_our_columns() -> None:
    said = ("log_no", "incident_date", "RaceOfComplainant", "beat", "final_outcome", "nonsense")

    assert [role_of(name) for name in said] == ["number", "incident", "complainant_race", "area", "final", ""]
    assert all(role_of(role) == role for role in ROLES)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"sauce": "x"}, "the map says sauce"),
        ({"columns": {"nonsense": "x"}}, r"\[columns\] of the map says nonsense"),
        ({"columns": "x"}, r"\[columns\] of the map is no table"),
        ({"values": {"nonsense": {}}}, r"\[values.nonsense\]"),
        ({"constants": {"number": "1"}}, r"\[constants\] of the map says number"),
        ({"zone": "Mars/Base"}, "no time zone"),
        ({"fill_down": "nonsense"}, r"\[fill_down\] of the map says nonsense"),
    ],
)
def test_a_map_that_says_something_odd_is_refused_with_a_sentence(facts: dict[str, object], why: str) -> None:
    with pytest.raises(Broken, match=why):
        map_of(facts)
