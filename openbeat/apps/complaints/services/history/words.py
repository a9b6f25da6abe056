"""What words of other systems mean: findings, stages, measures, kinds, and who people are. A table each, read in order.

The words are those of published exports (Chicago, New York, Seattle, New Orleans, Philadelphia, Indianapolis and
others). What stands in no line means nothing here: only a map can say it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from openbeat.apps.complaints.lifecycle import Measure, Outcome, Without
from openbeat.apps.complaints.lifecycle.history import OTHER_KIND, PastEnd, PastMeasure, PastStatus

NONE_YET = frozenset({"", "null", "nan", "pending", "open", "active", "in progress", "under investigation", "initial",
                      "not applicable", "n a", "none", "blank", "investigation pending", "tbd", "not yet",
                      "no finding yet", "assigned", "suspended", "unknown", "not recorded", "not available",
                      "not stated", "not provided", "data not provided", "not specified", "not reported", "no data",
                      "missing", "non applicable", "in process"})  # fmt: skip
CODES = {
    "su": Outcome.SUSTAINED, "ns": Outcome.NOT_SUSTAINED, "ex": Outcome.EXONERATED, "un": Outcome.UNFOUNDED,
    "na": Without.DECLINED, "nc": Without.DECLINED, "nf": PastEnd.NOT_SAID, "ad": PastEnd.NOT_SAID,
    "ac": PastEnd.NOT_SAID, "mb": Without.MEDIATED, "wd": Without.WITHDRAWN, "pf": Outcome.POLICY_MATTER,
}  # fmt: skip
UNSAID = re.compile(r"\bpending\b|\bongoing\b")  # where no table says more
ENDS = (
    # What was sustained stays so, whatever became of the officer: "Sustained - RUI Resigned", "(MOS Unidentified)"
    (
        Outcome.SUSTAINED,
        (
            r"^(partially |partly )?(sustained|substantiated)\b(?!.*not based)|^(improper conduct|out of policy)|"
            r"not justified|^unjustified|not within (\w+ )?(policy|guidelines)"
        ),
    ),
    (Outcome.UNFOUNDED, r"\bunfounded\b|\bunfd?\b|did not occur|\bnot involved\b|^false\b"),
    (
        Outcome.EXONERATED,
        (
            r"exonerat|\bexon\b|lawful and proper|(?<!not )within (\w+ )?(policy|guidelines)|\bjustified\b|"
            r"\bproper conduct|in compliance|"
            r"^in policy"
        ),
    ),
    (
        Outcome.OTHER_VIOLATION,
        r"other (misconduct|violation)|misconduct (noted|not based)|not based on (the )?(original )?complaint",
    ),
    (
        Without.NOT_IDENTIFIED,
        (
            r"(officer|mos|employee|member|subject).*(unidentified|not identified|unknown)|(unidentified|unknown|"
            r"unable to identify).*(officer|mos|employee|member)"
        ),
    ),
    (
        Without.UNAVAILABLE,
        (
            r"(complainant|victim|witness)s?( is)? (unavailable|unidentified|not available|deceased)|no contact|"
            r"unable to (contact|"
            r"locate)|could not be (reached|found)"
        ),
    ),
    (Without.WITHDRAWN, r"withdr[ae]w|\babandoned\b"),
    (
        Without.DECLINED,
        r"no affidavit|affidavit not|uncooperative|(no|non|lack of|not|fail\w* to) ?cooperat|declined|refus",
    ),
    (Without.LITIGATION, r"litigation|civil suit|\blawsuit|in court"),
    (
        Without.OFFICER_LEFT,
        (
            r"resign|retire|subject terminated|officer left|no longer (employed|with)|separated|^rui\b|deceased|"
            r"left (the )?department"
        ),
    ),
    (
        Without.MEDIATED,
        r"^(closed )?(successfully )?(mediated|conciliat|mediation( completed| successful)?$)|negotiated settlement",
    ),
    (Without.CLARIFIED, r"clarifi|explained|\bresolved (informally|by explanation)|informal(ly)? resol"),
    (
        Without.REFERRED,
        (
            r"refer(red|ral) to|\breferred\b|^referral$|outside (of )?jurisdiction|no jurisdiction|transferr?ed|"
            r"other agency"
        ),
    ),
    (
        Outcome.POLICY_MATTER,
        (
            r"policy (failure|matter|review|deficien|defect|related)|management action|training (failure|deficiency)|"
            r"supervision failure|no policy(?! violation)"
        ),
    ),
    (
        Outcome.NOT_SUSTAINED,
        (
            r"not[ -]?sust(ain\w*)?\b|non ?sustain|no sustained|unsubstantiat|not substantiat|inconclusive|"
            r"unable to (determine|prove|resolve)|not resolved|unresolved|unprov|not prove|"
            r"insufficient evidence|undetermined|"
            r"not guilty"
        ),
    ),
    (
        Outcome.SUSTAINED,
        (r"^(partially |partly )?(sust\b|sustain|substantiat|founded|guilty|proven\b|violation found)"),
    ),
    (
        PastEnd.NOT_SAID,
        (
            r"administrativ|information only|info only|no finding|no (formal )?investigation|^nfim\b|^di ?2\b|closed|"
            r"no disposition|closure|exceptional|inactivat|miscellaneous|dismiss|allegation removed|"
            r"mediation attempted|terminated|truncated|"
            r"duplicate|cancel"
        ),
    ),
)
STATES = (
    (
        PastStatus.OPEN,
        (
            r"^(re ?open|open|pending|active|in progress|ongoing|under (investigation|review|appeal)|in review|"
            r"assigned|new|received|initial|suspended|on hold|intake|awaiting|awaits|forwarded|tolled|o$|review|appeal|"
            r"arbitration|hearing|investigat(?!.*(complete|clos|conclud|finish|final|done)))|not (yet )?(closed|"
            r"complete)|"
            r"incomplete|\bpending$"
        ),
    ),
    (
        PastStatus.CLOSED,
        r"^c$|clos|complete|final|resolved|dispos|adjudicat|conclud|finished|dismissed|done|^nfim|inactive|admin",
    ),
)
MEASURES = (
    (PastMeasure.OTHER, r"vacation|forfeit"),
    (Measure.SUSPENSION, r"suspen|days? off|without pay|\b\d+ ?days?\b"),
    (
        Measure.NONE,
        (
            r"^no\b.*(action|penalty|discipline|sanction|guilty)|^none$|^not? (sustained|disciplined)|^no discipline|"
            r"violation noted|^nothing$"
        ),
    ),
    (PastMeasure.LEFT, r"resign|retire|left the|deceased|no longer"),
    (Measure.DISMISSAL, r"terminat|dismiss|separat|discharg|fired|removal"),
    (Measure.DEMOTION, r"demot|reduc.* (in )?rank|loss of rank"),
    (Measure.COUNSELLING, r"counsel|verbal|oral|warning|admonish|instruct|caution|coaching|supervisory|mentor"),
    (Measure.REPRIMAND, r"reprimand|written|letter|censure"),
    (Measure.TRAINING, r"train|education|remedial"),
    (
        PastMeasure.OTHER,
        (
            r"command discipline|probation|fine\b|transfer|reassign|other|charges|schedule [a-d]\b|"
            r"guilty"
        ),
    ),
)
KINDS = (
    ("sexual", r"sex(ual|ually)?\b|\brape\b"),
    ("domestic", r"domestic|family violence"),
    ("retaliation", r"retaliat|reprisal"),
    ("bias", (r"bias|impartial|racial|profil|discriminat|slur|offensive language|\brace\b|ethnic|gender|religio|"
     r"equal protection")),
    ("force", (r"\bforce\b|physical(ly)? abus|assault|firearm|shooting|shots|taser|pepper|chok|struck|strik|"
    r"punch|kick|baton|brutal|restrain|"
     r"handcuff|weapon|gun (pointed|drawn)")),
    ("false_arrest", r"arrest|lock ?up|imprison|detention|detain|\bstop(s|ped)?\b|refusal to process"),
    ("search", r"search|seiz|frisk|\bstrip|entry|premises|\bwarrant|property|confiscat"),
    ("criminal", r"criminal|crime|theft|steal|brib|corrupt|extort|drug|substance|alcohol|intoxic|dui\b"),
    ("truthfulness", r"dishonest|truth|false|perjur|falsif|misleading|lying"),
    ("discourtesy", r"courte|rude|verbal abuse|demeanor|attitude|profan|language|professional|respect|word\b"),
    ("neglect", r"service|neglect|failure to|fail(ed|s)? to|lack of|response|inadequate|(?<!off )duty|refus"),
    ("procedure", (r"procedur|polic(y|ies)|rule|operation|personnel|conduct|unbecoming|insubordinat|absent|uniform|"
     r"camera|abuse of authority|harass|threat|vehic|driv|traffic|pursuit|accident|violation|parking|report|record")),
)  # fmt: skip
SEXES = (("female", r"^(f|w)\b|^female|^wom[ae]n"), ("male", r"^m\b|^male|^man\b|^men\b"),
         ("other", r"^(x|nb)\b|non ?binary|trans|gender|other|queer"))  # fmt: skip
RACES = (
    ("hispanic", r"hispan|latin|^h\b|^s$|^w ?h\b|^wwh\b"), ("asian", r"\basian|pacific|hawaii|^a\b|^api\b|^p\b"),
    ("native", r"native|american ind|indian|alaska|^i\b"), ("black", r"black|african|^b\b"),
    ("white", r"white|caucas|^w\b"), ("several", r"two or more|multi|mixed|bi ?racial"),
    ("other", r"other|middle east|refused|^o\b"),
)  # fmt: skip
DAYS = re.compile(
    r"(\d{1,3})(?:\.\d+)?[ -]*(?:working |calendar |duty )?days?\b|susp\w*[^\d]{0,12}(\d{1,3})\b(?! ?h(ou)?rs?\b)"
)
RANGE = re.compile(r"\d{1,2} ?(?:-|to) ?\d{1,3}|[<>]=? ?\d{1,3}|\d{1,2} ?(?:\+|and over|or over|or older|and older)|"
                   r"(?:under|over) \d{1,2}")  # fmt: skip
AGES = range(1, 111)
ADULT = 18


def plain(text: str) -> str:
    """A word without capitals, marks and double spaces."""
    return " ".join(re.sub(r"[^a-z0-9/+<>]+", " ", text.casefold()).replace("/", " ").split())


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((str(code) for code, shape in table if re.search(shape, text)), None)


@lru_cache(10_000)
def finding(text: str) -> str | None:
    """The code of a finding; "" where there is none yet, None where the word is not known."""
    bare = plain(text)
    if bare in NONE_YET:
        return ""
    if bare in CODES:
        return str(CODES[bare])
    return _first(ENDS, bare) or ("" if UNSAID.search(bare) else None)


@lru_cache(10_000)
def status(text: str) -> str | None:
    """Where a case stands; None where the word is not known. What is called by a finding is over."""
    return _first(STATES, plain(text)) or (PastStatus.CLOSED.value if finding(text) else None)


@lru_cache(10_000)
def measure(text: str) -> str | None:
    """What followed for an officer; "" where nothing is said yet, None where the word is not known."""
    bare = plain(text)
    return Measure.NONE.value if bare == "none" else "" if bare in NONE_YET else _first(MEASURES, bare)


@lru_cache(10_000)
def days(text: str) -> int | None:
    """How many days a suspension has, where it says."""
    found = DAYS.search(plain(text))
    return int(found[1] or found[2]) if found else None


@lru_cache(10_000)
def kind(text: str) -> str | None:
    """Our nearest kind of allegation; None where nothing is near."""
    bare = plain(text)
    return OTHER_KIND if bare in {"other", "miscellaneous"} else _first(KINDS, bare)


@lru_cache(10_000)
def sex(text: str) -> str | None:
    """A word of ours; None where it is not known."""
    return _first(SEXES, plain(text))


@lru_cache(10_000)
def race(text: str) -> str | None:
    """A word of ours; None where it is not known."""
    return _first(RACES, plain(text))


@lru_cache(10_000)
def age(text: str) -> str | None:
    """Ten years wide: somebody's exact age is kept nowhere. A range stays as it is written."""
    bare = text.strip().removesuffix(".0")
    if bare.isascii() and bare.isdigit():
        years = int(bare)
        if years not in AGES:
            return None
        return f"under {ADULT}" if years < ADULT else f"{max(years // 10 * 10, ADULT)}-{years // 10 * 10 + 9}"
    return bare if RANGE.fullmatch(bare.casefold()) else None
