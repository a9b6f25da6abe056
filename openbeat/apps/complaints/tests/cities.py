"""Exports as cities really publish them, made up row by row: their columns, their words, and the odd ways in which
their files are written. Beside each file stands a recount of it that shares no code with the importer.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from openbeat.apps.complaints.tests.exports import LAST, RACES, SEXES, Made, Rows

MIDDAY = timedelta(hours=18)
SERIAL = date(1899, 12, 30)
NOT_YET = ""


def clocked(day: date | None) -> str:
    return f"{day:%m/%d/%Y} 02:48:23 PM" if day else ""


def short(day: date | None) -> str:
    return f"{day.month}/{day.day}/{day:%y} 0:00" if day else ""


def zulu(day: date | None) -> str:
    return f"{day.isoformat()}T18:30:00.000Z" if day else ""


def epoch(day: date | None) -> str:
    return str(int((datetime(day.year, day.month, day.day, tzinfo=UTC) + MIDDAY).timestamp()) * 1000) if day else ""


def serial(day: date | None) -> str:
    return str((day - SERIAL).days) if day else ""


def european(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def read_day(text: str) -> date | None:
    """What these spellings mean, once more and in another way than the importer."""
    bare = text.strip()
    if bare in {"", "-", "N/A", "NULL", "Not recorded"}:
        return None
    if bare.isdigit():
        number = int(bare)
        return SERIAL + timedelta(days=number) if number < 99_999 else datetime.fromtimestamp(number / 1000, UTC).date()
    for form in ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%y %H:%M", "%Y-%m-%dT%H:%M:%S.%fZ", "%d.%m.%Y", "%Y-%m-%d",
                 "%m/%d/%Y"):  # fmt: skip
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007  a day on the wall
        except ValueError:
            continue
    raise ValueError(text)


@dataclass(frozen=True)
class City:
    """How one city writes its file, and in which of its columns the recount finds what."""

    head: str
    rows: Callable[[Made], Rows]
    number: str
    received: str
    closed: str = ""
    status: str = ""
    finding: str = ""
    words: Mapping[str, str] = field(default_factory=dict)  # of findings, in our codes
    over: frozenset[str] = frozenset({"Closed"})
    delimiter: str = ","
    encoding: str = "utf-8"
    ending: str = "\n"
    map: str = ""  # where its own names do not tell


def chicago(one: Made) -> Rows:
    for _officer in range(one.charges):
        found = one.one_of(("SUSTAINED", "NOT SUSTAINED", "UNFOUNDED", "EXONERATED", "No Affidavit", "No Finding"))
        yield [str(one.number), clocked(one.received), one.one_of(("COPA", "BIA")), "Civilian",
               "Closed" if one.closed else "Pending Investigation",
               one.one_of(("Excessive Force", "Search Or Seizure", "Verbal Abuse", "Unnecessary Display of Weapon")),
               found if one.closed else "", "No", one.one_of(("0423", "0512", "Unknown")), one.one_of(RACES),
               one.one_of(SEXES), one.one_of(("30-39", "40-49", "Unknown")), "0-4", "14", "3",
               "7"]  # fmt: skip


def louisville(one: Made) -> Rows:
    for officer in range(one.charges):
        yield [f"PSU{one.number}", short(one.incident), short(one.received), short(one.closed) or "N/A",
               one.one_of(("Rude to people in Cañon", "Excessive force", "Neglect of duty")), f"{one.number}{officer}",
               one.one_of(("Sustained", "Not Sustained", "Exonerated", "Unfounded")) if one.closed
               else "NULL"]  # fmt: skip


def indianapolis(one: Made) -> Rows:
    for officer in range(one.charges):
        kind, words = one.one_of(
            ("Citizen Interaction|Rude, demeaning, or affronting language", "Use of Force|Unreasonable force")
        ).split("|")
        yield [f"{one.number:032x}", f"{iso(one.received)} 00:00:00", "North West", "Beat 12", "Citizen Complaint",
               "Telephone", kind, words,
               one.one_of(("Sustained", "Not Sustained", "Exonerated", "Unfounded", "Withdrawn", "")),
               f"res{one.number}", one.one_of(RACES), one.one_of(SEXES), str(one.chance.randint(16, 80)),
               f"{one.number}{officer:04}", one.one_of(RACES), one.one_of(SEXES), "41", "12"]  # fmt: skip


def seattle(one: Made) -> Rows:
    for charge in range(one.charges):
        yield [f"{one.number}{charge}", f"2018OPA-{one.number:04}", zulu(one.incident), zulu(one.received), "West", "B",
               "B2", "Complaint", one.one_of(("Bias-Free Policing", "Using Force", "Professionalism")),
               one.one_of(("Sustained", "Not Sustained - Unfounded", "Not Sustained - Lawful and Proper",
                           "Not Sustained - Inconclusive")) if one.closed else "",
               one.one_of(("-", "Written Reprimand", "Suspension 3 days")), "Closed" if one.closed else "Open",
               zulu(one.closed), str(one.chance.randrange(9000)), one.one_of(RACES), one.one_of(SEXES)]  # fmt: skip


def new_orleans(one: Made) -> Rows:
    for charge in range(one.charges):
        yield ["Public Initiated", f"2016-{one.number}-P", iso(one.incident), iso(one.received), iso(one.closed),
               "DI-1", "Completed" if one.closed else "Initial",
               one.one_of(("Sustained", "Not Sustained", "Exonerated", "Unfounded", "NFIM CASE",
                           "Sustained - RUI Resigned", "Withdrawn- Mediation")) if one.closed
               else one.one_of(("Pending", "")),
               "Field Operations", "RULE 4: PERF OF DUTY", "PARAGRAPH 02 - INSTRUCTIONS", f"{one.number}-{charge}",
               one.one_of(RACES), one.one_of(SEXES), "33", one.one_of(SEXES), one.one_of(RACES), "44"]  # fmt: skip


def san_francisco(one: Made) -> Rows:
    for charge in range(one.charges):
        yield [f"{one.number:08}-18", f"{iso(one.received)}T00:00:00.000", "Complaint", "Online",
               f"{iso(one.incident)}T00:00:00.000", one.one_of(("Mission", "Tenderloin")),
               f"{one.one_of(('Unwarranted Action', 'Conduct Unbecoming An Officer', 'Neglect of Duty'))} {charge}",
               one.one_of(("Improper Conduct", "Insufficient Evidence", "Proper Conduct", "Unfounded", "Withdrawn",
                           "No Finding", "Mediated", "Policy Failure")) if one.closed else "",
               f"{iso(one.closed)}T00:00:00.000" if one.closed else "", "Closed" if one.closed else "Open",
               f"{iso(LAST)}T03:00:00.000"]  # fmt: skip


def dallas(one: Made) -> Rows:
    for charge in range(one.charges):
        yield [str(charge), f"CN{one.number}", epoch(one.received), epoch(one.incident), epoch(one.closed),
               one.one_of(("External", "Internal")), one.one_of(("Use of force", "Discourtesy", "Racial profiling")),
               one.one_of(("Sustained", "Not Sustained", "Exonerated", "Unfounded", "No Investigation")) if one.closed
               else "", f"{one.number}{charge}", one.one_of(RACES), one.one_of(RACES), one.one_of(SEXES)]  # fmt: skip


def austin(one: Made) -> Rows:
    for charge in range(one.charges):
        yield [f"2019-{one.number}", serial(one.received), serial(one.incident), serial(one.closed), "Phone",
               one.one_of(("Impartial Attitude and Courtesy", "Determining the Objective Reasonableness of Force")),
               one.one_of(("Sustained", "Exonerated", "Unfounded", "Inconclusive", "Administratively Closed"))
               if one.closed else "Not recorded", f"{one.number}{charge}"]  # fmt: skip


def berkeley(one: Made) -> Rows:
    """One row a complaint: findings of several allegations stand in one cell, in the order of the allegations."""
    kinds = [one.one_of(("Discourtesy", "Improper Search", "Excessive Force")) for _charge in range(one.charges)]
    found = [one.one_of(("Sustained", "Exonerated", "Unfounded", "Not Sustained")) for _kind in kinds]
    yield [str(one.number), european(one.received), european(one.closed), "; ".join(kinds),
           "; ".join(found) if one.closed else ""]  # fmt: skip


def denver(one: Made) -> Rows:
    """Merged cells: the number and the days stand in the first row of a complaint alone."""
    for charge in range(one.charges):
        first = charge == 0
        yield [f"P{one.number}" if first else "", iso(one.received) if first else "", iso(one.closed) if first else "",
               one.one_of(("Discourtesy", "Inappropriate force", "Conduct Prejudicial")), f"{one.number}{charge}",
               one.one_of(("Sustained", "Not Sustained", "Exonerated", "Declined")) if one.closed else ""]  # fmt: skip


def oakland(one: Made) -> Rows:
    for officer in range(one.charges):
        yield [f"{one.number}-A", f"{one.received:%m/%d/%Y}", f"{one.closed:%m/%d/%Y}" if one.closed else "-",
               f"Officer {one.number}{officer}", one.one_of(("Use of Force", "Performance of Duty",
                                                              "Conduct Toward Others,\nDemeanor")),
               one.one_of(("Sustained", "Not Sustained", "Exonerated", "Unfounded", "Administrative Closure"))
               if one.closed else "Unknown"]  # fmt: skip


PLAIN = {"Sustained": "sustained", "Not Sustained": "not_sustained", "Exonerated": "exonerated",
         "Unfounded": "unfounded"}  # fmt: skip
SHOUTED = {word.upper(): code for word, code in PLAIN.items()}
CITIES: dict[str, City] = {
    "chicago": City(
        "LOG_NO,COMPLAINT_DATE,ASSIGNMENT,CASE_TYPE,CURRENT_STATUS,CURRENT_CATEGORY,FINDING_CODE,POLICE_SHOOTING,BEAT,"
        "RACE_OF_INVOLVED_OFFICER,SEX_OF_INVOLVED_OFFICER,AGE_OF_INVOLVED_OFFICER,YEARS_ON_FORCE_OF_INVOLVED_OFFICER,"
        "COMPLAINT_HOUR,COMPLAINT_DAY,COMPLAINT_MONTH",
        chicago, "LOG_NO", "COMPLAINT_DATE", "", "CURRENT_STATUS", "FINDING_CODE",
        SHOUTED | {"No Affidavit": "declined", "No Finding": "not_said"},
        encoding="utf-8-sig", ending="\r\n",
    ),
    "louisville": City(
        "PSU_CASE_NO;DATE_OF_INCIDENT;DATE_RECEIVED;DATE_CLOSED;ALLEGATION;OFFICER_ID;DISPOSITION",
        louisville, "PSU_CASE_NO", "DATE_RECEIVED", "DATE_CLOSED", "", "DISPOSITION", PLAIN | {"NULL": NOT_YET},
        delimiter=";", encoding="cp1252", ending="\r\n",
    ),
    "indianapolis": City(
        "opaqueId,occurredDate,division,beat,serviceType,source,allegationType,allegation,finding,residentIdentifier,"
        "residentRace,residentSex,residentAge,officerIdentifier,officerRace,officerSex,officerAge,officerYearsOfService",
        indianapolis, "opaqueId", "occurredDate", "", "", "finding", PLAIN | {"Withdrawn": "withdrawn"},
    ),
    "seattle": City(
        "Unique Id,File Number,Occurred Date,Received Date,Incident Precinct,Incident Sector,Incident Beat,"
        "Incident Type,Allegation,Finding,Discipline,Case Status,Investigation End Date,Named Employee ID,"
        "Named Employee Race,Named Employee Gender",
        seattle, "File Number", "Received Date", "Investigation End Date", "Case Status", "Finding",
        PLAIN | {"Not Sustained - Unfounded": "unfounded", "Not Sustained - Lawful and Proper": "exonerated",
                 "Not Sustained - Inconclusive": "not_sustained"},
        delimiter="\t", encoding="utf-16",
    ),
    "new orleans": City(
        "Incident Type,Complaint Tracking Number,Date Complaint Occurred,Date Complaint Received by NOPD (PIB),"
        "Date Complaint Investigation Complete,Complaint classification,Investigation status,Disposition,"
        "Bureau of Complainant,Rule Violation,Paragraph Violation,Unique Officer Allegation ID,Officer Race Ethnicity,"
        "Officer Gender,Officer Age,Complainant Gender,Complainant Ethnicity,Complainant Age",
        new_orleans, "Complaint Tracking Number", "Date Complaint Received by NOPD (PIB)",
        "Date Complaint Investigation Complete", "Investigation status", "Disposition",
        PLAIN | {"NFIM CASE": "not_said", "Sustained - RUI Resigned": "sustained", "Withdrawn- Mediation": "withdrawn",
                 "Pending": NOT_YET},
        over=frozenset({"Completed"}),
    ),
    "san francisco": City(
        "case_number,complaint_received_date,case_type,case_origin,incident_date,district,allegation_type,dpa_finding,"
        "case_closed_date,status,data_as_of",
        san_francisco, "case_number", "complaint_received_date", "case_closed_date", "status", "dpa_finding",
        {"Improper Conduct": "sustained", "Insufficient Evidence": "not_sustained", "Proper Conduct": "exonerated",
         "Unfounded": "unfounded", "Withdrawn": "withdrawn", "No Finding": "not_said", "Mediated": "mediated",
         "Policy Failure": "policy_matter"},
    ),
    "dallas": City(
        "OBJECTID,IncidentNum,ReceivedDate,OccurredDate,CompletedDate,ComplaintType,AllegationDesc,Disposition,"
        "OfficerBadge,OfficerRace,CitRace,CitSex",
        dallas, "IncidentNum", "ReceivedDate", "CompletedDate", "", "Disposition",
        PLAIN | {"No Investigation": "not_said"},
    ),
    "austin": City(
        "Case Number|Received Date|Date of Incident|Date Closed|Complaint Method|Allegation|Case Outcome|"
        "Subject Officer ID",
        austin, "Case Number", "Received Date", "Date Closed", "", "Case Outcome",
        PLAIN | {"Inconclusive": "not_sustained", "Administratively Closed": "not_said", "Not recorded": NOT_YET},
        delimiter="|",
    ),
    "berkeley": City(
        "Complaint #,Date Filed,Date Closed,Allegation Type,Board Finding",
        berkeley, "Complaint #", "Date Filed", "Date Closed", "", "Board Finding", PLAIN,
    ),
    "denver": City(
        "Case Number,Received Date,Completed Date,Allegation,Officer ID,Finding",
        denver, "Case Number", "Received Date", "Completed Date", "", "Finding", PLAIN | {"Declined": "declined"},
        map="fill_down = true\n",
    ),
    "oakland": City(
        "IAD Case No.,Date Complaint Received,Date Completed,Subject Officer,Allegation(s),Findings",
        oakland, "IAD Case No.", "Date Complaint Received", "Date Completed", "", "Findings",
        PLAIN | {"Administrative Closure": "not_said", "Unknown": NOT_YET},
    ),
}  # fmt: skip


def a_city(path: Path, name: str, complaints: int = 40, seed: int = 1, until: date = LAST) -> int:
    """Write the export of a city as it stood on a day; gives how many rows there are below the head."""
    chance, city = random.Random(seed), CITIES[name]  # noqa: S311  made up
    rows = [row for number in range(1000, 1000 + complaints) for row in city.rows(_as_of(Made(number, chance), until))]
    with path.open("w", encoding=city.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=city.delimiter, lineterminator=city.ending)
        writer.writerow(re.split("[,;|]", city.head))
        writer.writerows(rows)
    return len(rows)


def _as_of(one: Made, until: date) -> Made:
    if one.closed and one.closed > until:
        one.closed = None
    return one


@dataclass
class Recount:
    """A file counted by hand: complaints by how they stand, days and whether each is over, findings."""

    received: int = 0
    open: int = 0
    closed: int = 0
    undated: int = 0
    unknown: int = 0
    allegations: int = 0
    days: list[int] = field(default_factory=list)
    over: list[bool] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)


def recount(path: Path, name: str, as_of: date) -> Recount:
    """Count the file of a city once more, with nothing of the importer."""
    city, found = CITIES[name], Recount()
    with path.open(encoding=city.encoding, newline="") as file:
        rows = list(csv.DictReader(file, delimiter=city.delimiter))
    cases: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    number = ""
    for row in rows:
        number = row[city.number] or number
        cases[number].append(row)
    for rows_of in cases.values():
        codes = [city.words[word] if word else NOT_YET for row in rows_of for word in row[city.finding].split("; ")]
        found.allegations += len(codes)
        found.findings.update(code for code in codes if code)
        _ended(found, city, rows_of, (as_of, codes))
    found.received = len(cases)
    return found


def _ended(found: Recount, city: City, rows: list[dict[str, str]], more: tuple[date, list[str]]) -> None:
    received = read_day(rows[0][city.received].partition(" 00:00:00")[0].partition("T00:")[0])
    closed = read_day(rows[0][city.closed].partition("T00:")[0]) if city.closed else None
    over = rows[0][city.status] in city.over if city.status else bool(closed if city.closed else any(more[1]))
    found.closed += over
    found.open += not over
    found.undated += over and not closed
    if received and (closed or not over):
        found.days.append(((closed or more[0]) - received).days)
        found.over.append(bool(closed))
