"""What each column and each measure of the tidy table means: the code book, in English, for whoever works with it."""

from __future__ import annotations

COLUMNS = (
    ("measure", "text", "What is counted; see the measures below."),
    ("kind", "text", "The kind of allegation that the line is about; empty: all kinds."),
    ("group", "text", "The finding, measure, stage, year, age, unit, place or group of people that the line is about."),
    ("value", "number", "The number: a count, days, a share from 0 to 1, or a rate. Empty: see note."),
    ("low", "number", "Lower end of the 95 % interval; the measure says by which method. Empty: a count, or see note."),
    (
        "high",
        "number",
        "Upper end of the 95 % interval; the measure says by which method. Empty: a count, or see note.",
    ),
    ("n", "number", "Of how many complaints or allegations the number is."),
    ("definition", "text", "Under which definition it was counted: see definitions in outcomes.json."),
    ("version", "number", "The version of that definition; 0: as another system used the word."),
    ("as_of", "date", "The day as of which all is counted (ISO 8601)."),
    ("note", "text", "Why a number is missing: not reached, too few for an estimate, or left out since few people."),
    ("source", "text", "The file or system that the line is about; empty: all together."),
)
BAND = "interval by inverting the log-log (exponential Greenwood) band, as Brookmeyer and Crowley do"
MEASURES = (
    ("received", "Complaints that came, all years."),
    ("open", "Complaints open at the as-of date."),
    ("closed", "Complaints closed by the as-of date."),
    ("closed_without_date", "Of these, closed on a day that is not known."),
    ("not_said", "Imported complaints of which nobody knows whether they are closed."),
    ("allegations", "Allegations, each against one officer."),
    ("allegations_ended", "Allegations that have ended, with a finding or without one."),
    ("received_in_year", "Complaints that came in the calendar year in `group`."),
    ("closed_in_year", "Complaints that were closed in the calendar year in `group`."),
    ("open_by_age", "Open complaints by days since they came."),
    ("days_until_half_closed", f"Days until half are closed (Kaplan-Meier median), overall and by kind; {BAND}."),
    (
        "days_until_nine_in_ten_closed",
        f"Days until nine in ten are closed (Kaplan-Meier), overall and by kind; {BAND}.",
    ),
    ("days_until_half_reached", f"Days until half have come to the stage in `group` (Kaplan-Meier); {BAND}."),
    (
        "days_until_half_closed_by_the_end_of_year",
        "The same of all that had come by the end of the year in `group`, as it stood then.",
    ),
    ("days_until_nine_in_ten_closed_by_the_end_of_year", "The same for nine in ten."),
    (
        "findings_closed_in_year",
        "Allegations with this finding in complaints that were closed in the year; `group`: `year: finding`.",
    ),
    ("findings", "Allegations that ended with the finding in `group` (or without one, and why)."),
    ("share_of_findings", "The same as a share of all allegations that have ended, with Wilson's interval."),
    (
        "decided_as_recommended:findings",
        "Share of findings decided as whoever investigated recommended, with Wilson's interval.",
    ),
    ("decided_as_recommended:outside", "The same as the body outside said."),
    ("decided_as_recommended:discipline", "Share of discipline decided as recommended, with Wilson's interval."),
    ("recommended_and_decided:…", "How often the pair `recommended > decided` in `group` came."),
    ("discipline_recommended, …_decided, …_imposed, …_final", "Times the measure in `group` stood at that step."),
    ("discipline_beside_matrix", "Discipline within, below or above the department's published matrix."),
    ("retaliation_alleged, …_ended, …_sustained", "Allegations of retaliation."),
    ("check_ins_asked, check_ins_answered", "Times somebody was asked whether anybody harms them for complaining."),
    ("recordings_asked, recordings_lost", "Recordings asked to be kept, and lost after that."),
    ("count_by_unit, …_kind, …_place", "Allegations of a unit or kind, complaints of a place."),
    ("rate_a_year_by_…", "The same a year, with Garwood's exact interval."),
    ("rate_per_thousand_by_place", "The same a year for each 1,000 residents, with Garwood's exact interval."),
    ("rate_per_hundred_by_unit", "The same a year for each 100 officers of the unit, with Garwood's exact interval."),
    ("share_sustained_by_…", "Share of ended allegations that were sustained, with Wilson's interval."),
    ("source:received, source:…", "The same of one source alone, where there are several; see `source`."),
    ("complainants_by_…, officers_by_…", "People by group, where the publication profile allows it; few: left out."),
)
