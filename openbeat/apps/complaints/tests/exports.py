"""Files of complaints in the shapes in which cities publish theirs, made up row by row from a seed."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

FIRST, LAST = date(2015, 1, 1), date(2022, 6, 30)
RACES = ("White", "BLACK", "Hispanic or Latino", "Asian / Pacific Islander", "Unknown", "")
SEXES = ("M", "Female", "MALE", "F", "")

type Rows = Iterator[list[str]]


class Made:
    """One complaint, the same for every shape."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.number = number
        self.incident = FIRST + timedelta(days=chance.randrange(2500))
        self.received = self.incident + timedelta(days=chance.randrange(40))
        ends = self.received + timedelta(days=int(chance.expovariate(1 / 180)))
        self.closed = ends if ends <= LAST else None
        self.charges = chance.randint(1, 3)
        self.chance = chance

    def one_of(self, words: Sequence[str]) -> str:
        return self.chance.choice(words)


def us(day: date | None) -> str:
    return day.strftime("%m/%d/%Y") if day else ""


def floating(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00.000" if day else ""


def comport(one: Made) -> Rows:
    """Indianapolis: a row for each allegation and officer; the only day is that on which it happened."""
    for _charge in range(one.charges):
        kind, words = one.one_of(
            ("Citizen Interaction|Rude or profane language", "Use of Force|Excessive force")
        ).split("|")
        yield [
            f"op{one.number}",
            f"{one.received.isoformat()} 00:00:00",
            "Phone call",
            "South West",
            "Beat 5",
            kind,
            words,
            one.one_of(("Sustained", "Not Sustained", "Exonerated", "Unfounded", "Policy/Procedure matter")),
            one.one_of(RACES),
            one.one_of(SEXES),
            str(one.chance.randint(16, 80)),
            f"off{one.chance.randrange(400)}",
            one.one_of(RACES),
            one.one_of(SEXES),
        ]


def copa(one: Made) -> Rows:
    """Chicago: one row a complaint, lists in a cell, closed without a day."""
    yield [
        str(one.number),
        f"{us(one.received)} 08:30:00 AM",
        one.one_of(("COPA", "BIA")),
        "Closed" if one.closed else "Pending Investigation",
        one.one_of(("Excessive Force", "Search Or Seizure", "Verbal Abuse")),
        one.one_of(("SUSTAINED", "NOT SUSTAINED", "UNFOUNDED", "No Affidavit", "Administratively Closed"))
        if one.closed
        else "",
        one.one_of(("0423", "0512 | 0513", "")),
        "African American / Black|White",
        "M|F",
        "30-39",
        "White|White",
        "M|M",
    ]


def ccrb(one: Made) -> Rows:
    """New York: one row a complaint; a column says when the file was made."""
    yield [
        us(LAST),
        str(one.number),
        us(one.incident),
        us(one.received),
        us(one.closed),
        one.one_of(("44", "75", "120")),
        one.one_of(("Substantiated (Charges)", "Unsubstantiated", "Complainant Uncooperative", "Mediated"))
        if one.closed
        else "",
    ]


def ccrb_allegations(one: Made) -> Rows:
    """New York: the allegations of the same complaints, without a day of their own."""
    for charge in range(one.charges):
        yield [
            us(LAST),
            str(one.number * 10 + charge),
            str(one.number),
            str(one.chance.randrange(900000, 960000)),
            one.one_of(("Force", "Abuse of Authority", "Discourtesy", "Offensive Language")),
            one.one_of(("Physical force", "Stop", "Word", "Frisk", "Refusal to provide name")),
            one.one_of(("Substantiated (Command Discipline A)", "Exonerated", "Unfounded", "Officer(s) Unidentified"))
            if one.closed
            else "",
            one.one_of(("18-24", "25-34", "55+", "")),
            one.one_of(("Male", "Female", "Transwoman (MTF)", "")),
            one.one_of(RACES),
        ]


def philadelphia(one: Made) -> Rows:
    """A row for each officer; moments say their offset; there is no day of closing."""
    for _charge in range(one.charges):
        yield [
            f"18-{one.number:04}",
            f"{one.received:%Y/%m/%d} 05:00:00+00",
            f"{one.chance.randrange(1, 40)}00",
            one.one_of(("PHYSICAL ABUSE", "VERBAL ABUSE", "LACK OF SERVICE", "FALSIFICATION")),
            f"officer {one.chance.randrange(900)}",
            one.one_of(RACES),
            one.one_of(SEXES),
            "14TH DISTRICT",
            one.one_of(("Sustained Finding", "No Sustained Findings", "Not Applicable", "Pending")),
            one.one_of(("Guilty Finding", "Training/Counseling", "Not Applicable", "Pending")),
        ]


def seattle(one: Made) -> Rows:
    """A row for each allegation, with a number of its own."""
    for charge in range(one.charges):
        yield [
            f"2018OPA-{one.number:04}",
            f"{one.number}-{charge}",
            floating(one.received),
            floating(one.incident),
            "B2",
            one.one_of(("Bias-Free Policing", "Use of Force", "Stops, Detentions and Arrests")),
            one.one_of(
                (
                    "Sustained",
                    "Not Sustained - Unfounded",
                    "Not Sustained - Lawful and Proper",
                    "Not Sustained - Training Referral",
                    "Not Sustained - Management Action",
                )
            )
            if one.closed
            else "",
            one.one_of(("No discipline", "Written Reprimand", "Suspension 3 days", "")),
            floating(one.closed),
            "Closed" if one.closed else "Open",
            str(one.chance.randrange(3000)),
        ]


def full(one: Made) -> Rows:
    """A row for each complaint, allegation and officer, with what was recommended and what became of it."""
    for _charge in range(one.charges):
        found = one.one_of(("SU", "NS", "EX", "UN")) if one.closed else ""
        yield [
            str(one.number),
            us(one.incident),
            us(one.received),
            us(one.closed),
            "Closed" if one.closed else "Open",
            "IPRA",
            "0423",
            one.one_of(("05A", "10B")),
            one.one_of(("Excessive force", "Illegal search", "Rude to a citizen")),
            found,
            "10 Day Suspension" if found == "SU" else "No Action Taken",
            found,
            "Reprimand" if found == "SU" else "",
            f"Officer Name{one.chance.randrange(500)}",
            one.one_of(RACES),
            one.one_of(SEXES),
            one.one_of(RACES),
            one.one_of(SEXES),
            "34",
        ]


SHAPES: dict[str, tuple[str, Callable[[Made], Rows]]] = {
    "comport": (
        (
            "id,occurredDate,serviceType,division,beat,allegationType,allegation,finding,residentRace,residentSex,residentAge,"
            "officerIdentifier,officerRace,officerSex"
        ),
        comport,
    ),
    "copa": (
        (
            "LOG_NO,COMPLAINT_DATE,ASSIGNMENT,CURRENT_STATUS,CURRENT_CATEGORY,FINDING_CODE,BEAT,RACE_OF_COMPLAINANTS,"
            "SEX_OF_COMPLAINANTS,AGE_OF_COMPLAINANTS,RACE_OF_INVOLVED_OFFICERS,SEX_OF_INVOLVED_OFFICERS"
        ),
        copa,
    ),
    "ccrb": (
        (
            "As Of Date,Complaint Id,Incident Date,CCRB Received Date,Close Date,Precinct Of Incident Occurrence,"
            "CCRB Complaint Disposition"
        ),
        ccrb,
    ),
    "ccrb_allegations": (
        (
            "As Of Date,Allegation Record Identity,Complaint Id,Tax ID,FADO Type,Allegation,"
            "CCRB Allegation Disposition,Victim / Alleged Victim Age Range At Incident,Victim/Alleged Victim Gender,"
            "Victim / Alleged Victim Race / Ethnicity"
        ),
        ccrb_allegations,
    ),
    "philadelphia": (
        (
            "complaint_id,date_received,district_occurrence,general_cap_classification,officer_id,po_race,po_sex,"
            "po_assigned_unit,investigative_findings,disciplinary_findings"
        ),
        philadelphia,
    ),
    "seattle": (
        (
            "File Number,Unique Id,Received Date,Incident Date,Incident Beat,Allegation,Disposition,Discipline,"
            "Investigation End Date,Case Status,Named Employee ID"
        ),
        seattle,
    ),
    "full": (
        (
            "cr_id,incident_date,complaint_date,closed_date,current_status,agency,beat,category_code,category,recommended_finding,"
            "recommended_outcome,final_finding,final_outcome,officer_name,officer_race,officer_gender,complainant_race,"
            "complainant_gender,complainant_age"
        ),
        full,
    ),
}


def a_file(path: Path, shape: str, complaints: int = 40, seed: int = 1) -> int:
    """Write so many complaints in one of the shapes, in no order; gives how many rows there are."""
    chance = random.Random(seed)  # noqa: S311  made up
    head, rows_of = SHAPES[shape]
    rows = [row for number in range(1000, 1000 + complaints) for row in rows_of(Made(number, chance))]
    chance.shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head.split(","))
        writer.writerows(rows)
    return len(rows)
