"""Which column of a file is what: our names for what a file can tell, and the names that published exports use.

A column is named in a map by one of our names (`ROLES`). Where there is no map, or it leaves a name out of nothing but
habit, the head is read: each of our names has shapes, the best first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

ROLES: Mapping[str, str] = {
    "number": "the complaint's number: what makes two rows one complaint",
    "incident": "the day on which it happened",
    "received": "the day on which it was received: the clock begins",
    "closed": "the day on which it was closed",
    "status": "open or closed, in the file's words",
    "as_of": "the day on which the file was written out",
    "agency": "who looked into it",
    "area": "the beat (or district) in which it happened",
    "channel": "how it came in",
    "charge": "the allegation's own number, where the file has one",
    "kind": "what was alleged: the category",
    "kind_code": "the category's code",
    "kind_text": "what was alleged: the finer words",
    "finding": "the finding, as decided",
    "finding_recommended": "the finding, as recommended",
    "recommended": "the measure for the officer, as recommended",
    "final": "the measure for the officer, as decided",
    "officer": "the officer: any number, or a name; a keyed mark of it is kept and nothing else",
    "officer_race": "of the officer",
    "officer_sex": "of the officer",
    "unit": "the officer's unit",
    "complainant_race": "of whoever complained",
    "complainant_sex": "of whoever complained",
    "complainant_age": "of whoever complained; an exact age is kept ten years wide",
}
DATES = ("incident", "received", "closed", "as_of")
PEOPLE = ("complainant_race", "complainant_sex", "complainant_age")
CHARGE = ("charge", "kind", "kind_code", "kind_text", "finding", "finding_recommended", "recommended", "final",
          "officer", "officer_race", "officer_sex", "unit")  # fmt: skip

THEM = r"(officers?|ofcr|off|mos|emp|(named |involved )?employees?|po|accused|members?|subject( officers?)?|cops?)"
THEY = (
    r"(complain(an)?ts?|comp|cmplt|residents?|victims?( alleged victim)?|alleged victims?|citizens?|civilians?|"
    r"reporting party|reporters?|cp|cit)"
)
ID = r"(id|no|num|number|nbr|identifier|identity|record identity|tracking number|control number)"
NOT_A_DAY = (
    r"(?!.*\b(hour|time of|month|year|precinct|borough|district|location|weekday|type|method|how|days|status|code)\b)"
)
SHAPES: Mapping[str, tuple[str, ...]] = {
    "number": (
        rf"(complaints?|comp|crb|ccrb|cpd|ia|iad|iapro|opa|ois|cap|dpa|cca|ia pro) ?(case )?{ID}", (rf"(log|cr|"
         rf"crid) ?{ID}"), "crid",
        rf"(pib )?(complaint )?(control|tracking) {ID}", rf"(case|file|matter|investigation|docket) ?{ID}",
        rf"\w{{2,6}} (case|complaint|file|log) {ID}", rf"(ccr|bpc|inc|psu|iapro|aim) ?{ID}", r"ccr", r"complaint",
        rf"opaque {ID}", rf"(incident|inc|report|record|intake|inv|reference|ref) ?{ID}|reference", r"id",
    ),
    "as_of": (
        r"as of( date)?|date as of|data as of", (r"(extract(ed|ion)?|export(ed)?|snapshot|run|pulled|"
         r"refresh(ed)?) (date|on|at)"),
        r"(date )?(extracted|exported|of (the )?extract)|extract",
        r"data (date|loaded at|updated)",  # not "updated at", which is a row's own
    ),
    "received": (
        rf"{NOT_A_DAY}.*(date.*received|received.*(date|on|dt)).*",
        (r"((complaint|case) )?(received|recvd|rcvd|rec d)( at)?|date (receive|rec|"
            r"recd|recv?d)|(receive|rec|recd|recv?d|rcvd) (date|dt)"),
        (r"complaint (date|dt|made|made date|filed|filed date)|date (of )?complaint( made| filed)?|"
         r"date ((complaint|case|investigation) )?(filed|reported|opened|submitted|initiated|created|entered|made)"),
        (r"((complaint|case|investigation) )?(filed|reported|open(ed)?|intake|log|submitted|initiated|entry|created?) "
         r"(date|on|dt|at)"), (r"start date|"
         r"investigation start( date)?"), r"report (date|dt)", r"opened|filed|reported", r"date",
    ),
    "incident": (
        rf"{NOT_A_DAY}.*(incident|occu?rr?ed|occurr?ence|event).*(date|on|dt).*", r"date occ\w*|occ\w* d(ate|t)?",
        rf"{NOT_A_DAY}.*(date|dt).*(incident|occu?rr?ed|occurr?ence|event).*", r"occu?rr?ed",
    ),
    "closed": (
        rf"{NOT_A_DAY}.*clos(ed?|ure|ing) (date|on|dt|at)", rf"{NOT_A_DAY}.*date.*clos(ed?|ure|ing)",
        (rf"{NOT_A_DAY}.*(close[d]?|complet(e|ed|ion)|finali[sz]ed|resolved|resolution|concluded|conclusion|end|disposition|"
         rf"adjudicat\w*|decision|decided|finding) (date|on|dt|at)"),
        (rf"{NOT_A_DAY}.*date.*(close[d]?|complet(e|ed|ion)|finali[sz]ed|resolved|resolution|concluded|disposition|decided|finding|"
         rf"ended)"), r"date (comp|clos|disp|fin)\w{0,3}|(comp|clos|disp) (date|dt)",
        r"((complaint|case|investigation) )?(closed|completed|clsd)|end date|investigation end( date)?",
    ),
    "status": (
        r"(current|case|complaint|investigation|investigative|file) status", (r"status( of)?( the)? (complaint|"
         r"case|investigation)"),
        r"status|stat", r"(working|processing) status|open closed|case state|state of case",
    ),
    "agency": (
        r"agency( name| nm)?|investigating agency|assigned agency|department( name)?", (r"assignment|assigned to|"
         r"investigated by|investigating (unit|body)"),
    ),
    "area": (
        (r"(incident |location )?beat( of (incident|occurrence))?( code| number| no)?|"
         r"beats"), r".*precinct of incident.*|incident precinct|precinct",
        r"(incident|police|occurrence)? ?district( occurrence| of (incident|occurrence))?|district", (r"sector|"
         r"zone|incident sector"),
        r"neighbou?rhood( name)?|borough.*incident.*|community area",
    ),
    "channel": (
        r"(complaint|contact|intake) (source|method|mode|type of contact)|source( of complaint)?|service type",
        r"(how|method|mode)( it was)? (received|filed|reported)|received (by|via|method|how)|channel",
    ),
    "charge": (
        rf"allegation (record )?{ID}|unique (officer )?allegation {ID}|charge {ID}", (r"unique id|row id|"
         r"allegation key"),
    ),
    "kind_code": (r"(current )?(category|cat|allegation|complaint|rule|charge) (code|cd)|allegation type code",),
    "kind": (
        (r"(current |complaint |allegation |general )?(cap )?(category|cat|classification)( name| text| description|"
         r" desc)?"),
        (r"allegation type|type of allegation|fado type|case type|complaint type|type of complaint|"
         r"nature( of complaint)?|incident type|(comp|alg|alleg|cmplt) (type|class)"), r"type",
    ),
    "kind_text": (
        (r"allegations?( s)?( name| text| description| desc| made)?|allegations? investigated|category (text|"
         r"description|desc)"),
        (r"rule (violated|violation|name|text)|(alleged )?violation|charges?|paragraph violat(ed|ion)|"
         r"specific allegation|allegation type|alleg|alg|policy violat(ed|ion)s?|general orders?|directives?"),
    ),
    "finding_recommended": (
        (r"(recommended|recommend|recc?|rec|proposed|investigator s?|investigator|initial) (find(ing)?|disposition|"
         r"recommendation)( code| text| desc)?|finding recommended"),
    ),
    "finding": (
        (r"(final|board|officer|ccrb allegation|allegation|investigative|decided|case|department|fin) (find(ings?)?|"
         r"disposition)( code| text| desc)?"),
        r"findings?( code| text| desc(ription)?| name| disposition)?",
        r"(ccrb )?(complaint )?disposition( of complaint| code| text)?|opo? finding|disp",
        (r"outcome( of (complaint|allegation|case|investigation))?|results?|(complaint|case|allegation) (outcome|"
         r"result)|final outcome|resolution"),
        r"(?!.*disciplin)\w{2,6}( s)? (findings?|disposition)",
    ),
    "recommended": (
        (r"(recommended|recommend|recc?|rec|proposed|board|ccrb) (discipline|discipline recommendation|outcome|"
         r"penalty|action|measure|sanction)( text| desc)?"),
        r"(discipline|penalty) (recommended|recommendation|proposed)|rec disc",
    ),
    "final": (
        (r"(final|actual|imposed|decided|nypd officer|officer|department|chief s?) (discipline|outcome|penalty|"
         r"action|measure|sanction)( text| desc)?"),
        (r"disciplin(e|ary)( action| findings?| imposed| taken| type| outcome| desc)?|penalty|"
         r"actions?( taken)?|sanction|corrective action"),
        r"fin disc", r"final", r"outcome",
    ),
    "officer": (
        rf"({THEM}|unique mos|unique officer|tax) ?(unique )?{ID}", (r"(officer s?|employee|star|badge|shield|"
         r"serial)( badge| star| shield)? ?(no|num|number|id)?"),
        rf"{THEM} ?(badge|star|shield|serial|num|no|name)", r"uid|unique mos|complaint officer number|badge|star",
        THEM,
    ),
    "officer_race": ((rf"{THEM} (race|ethnicity).*|(race|ethnicity)( ethnicity)? of (the )?{THEM}.*|"
     rf"race of involved {THEM}"),),
    "officer_sex": (rf"{THEM} (sex|gender).*|(sex|gender) of (the )?{THEM}.*|(sex|gender) of involved {THEM}",),
    "unit": (
        (r"(po |officer |employee |named employee )?(assigned |current )?(unit|squad|command|bureau)( at incident|"
         r" name| number| assigned)?"),
        r"unit of assignment|officer command.*|division( of officer)?|assigned unit",
    ),
    "complainant_race": (rf"{THEY} (race|ethnicity).*|(race|ethnicity)( ethnicity)? of (the )?{THEY}.*",),
    "complainant_sex": (rf"{THEY} (sex|gender).*|(sex|gender) of (the )?{THEY}.*",),
    "complainant_age": (rf"{THEY} age.*|ages?( range)? of (the )?{THEY}.*",),
}  # fmt: skip
# In this order a column is given away; each goes to one name. Who people are comes first: "officer" is in many names.
ORDER = ("officer_race", "officer_sex", "complainant_race", "complainant_sex", "complainant_age", "charge", "number",
         "as_of", "received", "incident", "closed", "status", "kind_code", "kind", "kind_text", "finding_recommended",
         "recommended", "finding", "final", "officer", "unit", "area", "channel", "agency")  # fmt: skip
OTHER_NAMES = {
    "id": "number", "log_no": "number", "complaint_id": "number", "beat": "area", "category": "kind",
    "category_code": "kind_code", "category_text": "kind_text", "allegation": "kind_text", "outcome": "final",
    "final_outcome": "final",
    "source_date": "as_of", "extracted": "as_of",
}  # fmt: skip


def words_of(name: str) -> str:
    """The words in a column's name: `RaceOfComplainant`, `RACE_OF_COMPLAINANT` and `Race of complainant` are one."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", parted.replace("#", " number ").casefold()).split())


def guess(head: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Our name for each column that can be told by its name; a column of years and one of months make a day."""
    free = {name: words_of(name) for name in head if name}
    found: dict[str, tuple[str, ...]] = {}
    for role in ORDER:
        if name := _best(role, free):
            found[role] = (name,)
            free.pop(name)
    for role in ("received", "closed"):
        pair = [
            name
            for kind in ("year", "month")
            for name, words in free.items()
            if words in (f"{kind} {role}", f"{role} {kind}")
        ]
        if role not in found and len(pair) == 2:  # noqa: PLR2004  a year and a month
            found[role] = tuple(pair)
    if "received" not in found and "closed" not in found and "incident" in found:
        found["received"] = found.pop("incident")  # the file's only day: no clock hangs on it
    return found


def _best(role: str, free: Mapping[str, str]) -> str:
    own = () if role == "charge" else (role.replace("_", " "),)  # a column called "charge" tells what was alleged
    for shape in (*SHAPES[role], *own):
        for name, words in free.items():
            if re.fullmatch(shape, words):
                return name
    return ""


def role_of(name: str) -> str:
    """Our name for what a map calls so, or ""; a map may say `incident_date` for `incident`."""
    if name in ROLES:
        return name
    known = OTHER_NAMES.get(name.casefold()) or next(
        (role for role in ORDER if _best(role, {name: words_of(name)})), ""
    )
    return known if name else ""
