"""Law and safety, as settings: each line has a default that protects the weaker side, until somebody decides it.

None of this is legal advice. `openbeat check` shows every line until a decision about it is on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Number:
    """A figure that a line carries: its default, and between what it may lie; where each has a name, one is chosen."""

    default: int
    least: int
    most: int
    label: StrPromise
    names: tuple[StrPromise, ...] = ()  # of least, least + 1, ...

    def name(self, figure: int) -> StrPromise | str:
        """What people call a figure."""
        return self.names[figure - self.least] if self.names else str(figure)


@dataclass(frozen=True, slots=True)
class Line:
    """One setting: its key, its name, what must be decided, and what holds until then."""

    key: str
    label: StrPromise
    question: StrPromise
    default: StrPromise
    number: Number | None = None


LINES = (
    Line(
        "publication",
        _("What is published"),
        _(
            "What is published, of whom, from which stage on, and under which law? The chief and the city's "
            "lawyer sign it."
        ),
        _(
            "No officer is named. Findings appear as rows. Nothing of a person who complains is shown. An "
            "allegation is labelled as what somebody said."
        ),
    ),
    Line(
        "compelled",
        _("Compelled statements"),
        _("When is an officer's statement compelled (Garrity), who admonishes, and who may read it?"),
        _(
            "A compelled statement and all that comes from it has its own readers. Nobody who works on the "
            "criminal matter can be added."
        ),
    ),
    Line(
        "officer_rights",
        _("The officer's rights"),
        _(
            "Which rights does an officer have in a complaint: notice, representative, written answer, time "
            "limits, access, reasons, appeal?"
        ),
        _(
            "The officer is told what and when, or why not yet. The officer may have a representative, answer in "
            "writing, see the reasons, appeal, and gets a letter when cleared."
        ),
    ),
    Line(
        "limitation",
        _("The limit for discipline"),
        _("For how many months after the department knew of it does the law let an officer be disciplined?"),
        _("One year. Whoever investigates, leads and decides is warned 90, 60 and 30 days before."),
        Number(12, 1, 120, _("Months")),
    ),
    Line(
        "evidence",
        _("Evidence"),
        _("How are files and recordings kept, and who asks others to preserve theirs?"),
        _(
            "Each file gets a SHA-256 fingerprint when it arrives, shown on the receipt. The original is never "
            "changed. Recordings elsewhere are asked for within a day."
        ),
    ),
    Line(
        "records",
        _("Records and holds"),
        _("Which series of records are there, how long is each kept, and who can put a hold on it?"),
        _(
            "Nothing is destroyed while it is under a hold, an open request or its period. A deletion is complete"
            " when the last backup expires, and the page gives that date."
        ),
    ),
    Line(
        "open_meetings",
        _("Open meetings"),
        _("Which bodies fall under an open meetings act, and how are their meetings announced?"),
        _("A body that decides does so only in meetings that were announced."),
        Number(72, 0, 720, _("Hours before a meeting; 0 where no such act applies")),
    ),
    Line(
        "contact",
        _("Calls and messages"),
        _("Which consent is needed to call or write to somebody, and at which hours is it quiet?"),
        _(
            "No recorded voice and no automatic dialling to a mobile without consent on record. Live calls are "
            "dialled by hand. Any clear wish to stop is followed. A safe way goes before the preferred way."
        ),
    ),
    Line(
        "victims",
        _("Victims of family, sexual or child violence"),
        _(
            "For how many years are a victim, the address and the telephone number left out of calls and letters,"
            " and who releases single messages?"
        ),
        _("They are left out for two years, in every part of this software. A supervisor releases single messages."),
        Number(2, 1, 20, _("Years")),
    ),
    Line(
        "draws",
        _("Draws and lotteries"),
        _("Where does the seed of a draw come from, and who repeats the draw as a check?"),
        _(
            "The list is frozen and its fingerprint published first. Then comes a seed that nobody here controls."
            " An auditor repeats the draw on the list, anybody on a list without names."
        ),
    ),
    Line(
        "minors",
        _("Minors"),
        _("When is a guardian told that a minor spoke to us?"),
        _(
            "A minor may speak alone. A guardian is told if the minor agrees or the law commands it. Nothing of a"
            " minor is public."
        ),
    ),
    Line(
        "walls",
        _("Walls"),
        _("Who answers demands from outside, and how is it made sure that what people give serves its purpose alone?"),
        _(
            "What people give here is not used for investigations, intelligence or immigration. Nobody can search"
            " for a person across all parts. Immigration status is never asked. A person sees who read their "
            "page. Every demand from outside is on record and counts in public."
        ),
    ),
    Line(
        "names",
        _("Names"),
        _("Who is named in public?"),
        _(
            "Nobody outside the police is named in public. A contact, a proposer or a speaker appears by role or "
            "by a name of their choosing."
        ),
    ),
    Line(
        "serious_complaints",
        _("Serious complaints"),
        _("Does the outside body get a key at once to a complaint that is serious?"),
        _("Yes. Whoever it is about gets none."),
        Number(1, 0, 1, _("The outside body"), (_("Only where somebody adds it"), _("Gets a key at once"))),
    ),
    Line(
        "small_numbers",
        _("Small numbers"),
        _("Below which number of people is a published figure left out?"),
        _(
            "A figure that describes fewer than five people is left out. Complaints, stages, findings, days and "
            "promises are never left out."
        ),
        Number(5, 3, 50, _("People")),
    ),
    Line(
        "cjis",
        _("Criminal justice information"),
        _("Which data are criminal justice information, where may they lie, and how are they encrypted?"),
        _(
            "None is kept here until somebody has decided. The age format has no module validated under FIPS: ask"
            " for AES-256 where that is needed."
        ),
    ),
    Line(
        "danger",
        _("In danger now"),
        _("Which numbers and relay ways does somebody in danger use here?"),
        _(
            "Every open form and receipt begins with 911, text to 911, and relay 711, and says that nobody reads "
            "this at once."
        ),
    ),
    Line(
        "machines",
        _("Machines that translate"),
        _("May a machine draft translations, and which one? A person reads every draft and signs for it."),
        _("No machine drafts. People translate."),
        Number(
            0,
            0,
            2,
            _("Which machine"),
            (_("None"), _("A program on our own machine"), _("Also the translation server in the settings")),
        ),
    ),
    Line(
        "machines_sealed",
        _("Machines and complaints"),
        _("May a program on our own machine draft a translation of what somebody says in a complaint?"),
        _("No machine reads a complaint. Whatever is decided, no word of a complaint goes to another machine."),
        Number(0, 0, 1, _("Complaints"), (_("No"), _("Yes, by a program on our own machine"))),
    ),
)
BY_KEY = {line.key: line for line in LINES}
