"""The words that stand on our pages themselves, translated at the moment of printing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

EVERY_PAGE = {
    "page": _("Page {number} of {total}"),
    "unprintable": _(
        "The mark \ufffd stands for a character that could not be printed. The page on the screen shows it."
    ),
}

CHART = {
    "task": _("Task {number}"),
    "to_undertake": _("Task to undertake"),
    "responsible": _("Who is responsible for this task"),
    "timetable": _("Timetable for completion"),
    "completed": _("Completed"),
    "problems": _("Problems encountered"),
    "tactics": _("How the police propose to go about it, and what residents say"),
    "nothing": _("There is no task on this chart."),
    "source": _(
        "After the Progress Chart of the Joint Community Police Training handbook, Chicago Police Department, 1996."
    ),
    "by_hand": _("To write on by hand: whoever keeps the chart enters it afterwards."),
}

CONCERN = {
    "danger": _("In danger now?"),
    "danger_words": _("Call the emergency number. Nobody reads this form at once."),
    "what": _("What is wrong?"),
    "what_help": _("Say what happens, how often, and since when. Please name nobody."),
    "where": _("Where is it?"),
    "where_help": _("A street and a number, a corner, or a place that everybody knows."),
    "who_sees": _("Who may see it?"),
    "public": _("Everybody. First somebody looks that it shows no name, home or face."),
    "private": _("Only the liaison officer of my area and the officer's commander."),
    "you": _("You, if you like"),
    "name": _("A name to call you by (it need not be your own)"),
    "reach": _("How can we reach you? Telephone, e-mail or address"),
    "language": _("Which language shall we answer in?"),
    "safe": _("When is it safe to call?"),
    "next": _("What happens next"),
    "steps": [
        _("Whoever takes this form writes a receipt code in the box below and gives you the lower part."),
        _("The liaison officer of your area answers by the date that the receipt names."),
        _("With the code you can see the answer at any time, and say whether it solved the matter."),
    ],
    "office": _("For whoever takes this form"),
    "taken_by": _("Taken by"),
    "taken_on": _("Date and time"),
    "code": _("Receipt code"),
    "keep": _("Keep this part. The code opens your concern: show it to nobody."),
    "type_at": _("Type the code at {address}, or read it out to the liaison officer."),
}

COMPLAINT = {
    "danger": CONCERN["danger"],
    "danger_words": CONCERN["danger_words"],
    "nothing_else": _(
        "Nothing is asked but what happened: no name, no identity document, no status, no notary, no oath. "
        "Leave empty what you do not know or do not want to say."
    ),
    "sorts": [_("A complaint"), _("Praise"), _("A question")],
    "speaks_as": [
        _("It happened to me."),
        _("It happened to somebody else, and I write for them."),
        _("I saw it, or heard it."),
    ],
    "what": _("What happened?"),
    "what_help": _("In your own words, in your own language. What was said, and what was done?"),
    "where": _("Where was it?"),
    "when": _("When was it, or about when?"),
    "who": _("Who is it about?"),
    "who_help": _("Name, badge number, car, or what they looked like. Several people, if there were."),
    "witnesses": _("Did anybody else see or hear it?"),
    "hopes": _("What do you hope for?"),
    "outside": _("It is about the chief, or about the office that receives complaints."),
    "unseen": _("Who in the police must not see this?"),
    "ask": _("They may ask me something: I come back with my code."),
    "pass_on": _("If it is praise: you may pass my words on to the officer."),
    "pass_on_help": _("Not who I am. Without this they stay with those who read it."),
    "safely": _("Which way is safe for you, and when? Only if you want it."),
    "language": _("Which language shall we answer in? Do you want an interpreter?"),
    "next": CONCERN["next"],
    "steps": [
        _("Whoever takes this form gives you the lower part. Its code is your receipt."),
        _("Somebody reads it, and somebody who has no part in it looks into what happened."),
        _("With the code you see each step, and the answer with its reasons: on the site, by telephone, or in person."),
    ],
    "paper": _("A paper is not sealed: whoever takes it down hears or reads what you say."),
    "office": CONCERN["office"],
    "taken_by": CONCERN["taken_by"],
    "taken_on": CONCERN["taken_on"],
    "code": CONCERN["code"],
    "keep": _("Keep this part where nobody else finds it. Whoever has the code can read all of it."),
    "type_at": _("Type the code at {address}, or read it out on the telephone."),
}

RECEIPT = {
    "danger": CONCERN["danger"],
    "danger_words": CONCERN["danger_words"],
    "code": _("Your receipt code"),
    "keep": _("Keep this page. Whoever has the code can read what you wrote."),
    "about": _("What it is about"),
    "received": _("Received"),
    "due": _("An answer is due by"),
    "responsible": _("Who owes you the answer"),
    "next": _("What happens next"),
    "type_at": CONCERN["type_at"],
}

SIGN_IN = {
    "no-name": _("You need not write a name: a mark in the row is enough."),
    "kept": _("Names are for whoever leads the meeting, are never published, and are deleted after 90 days."),
    "number": _("No."),
    "name": _("A name of your choosing, or a mark"),
    "first": _("Here for the first time?"),
    "language": _("The language you speak best"),
}

MINUTES = {
    "corrections": _("Corrections after publication"),
    "differ": _("Here the two sides differ. Both versions stand:"),
    "page_only": _("Page {number}"),
}

POSTER = {
    "cancelled": _("Cancelled:"),
    "nothing": _("No meeting is announced for this month."),
    "come": _("Everybody may come. You need no account and no papers."),
    "bring": _("Bring what you want to talk about. Who cannot come can take part beforehand."),
    "more": _("Agenda, changes, and what came of the last meeting:"),
    "code_alt": _("A code that leads to {address}"),
}

KEY = {
    "rehearsal": _("Rehearsal. This is a throwaway key: it opens nothing, and nothing was changed."),
    "key": _("The key of this half. Gaps and small letters do not matter when you type it."),
    "qr": _("The same key, to be read by a camera"),
    "signed": _("Signed"),
}

REDACTED = {
    "how": _("Each page is a picture. Below it stand the words that can be read on it."),
    "page_of_file": _("Page {number} of the file"),
    "alt": _("Page {number} as a picture. Its words stand below it."),
    "no_words": _("No words of this page are known."),
}

CASE = {
    "alleged": _("What somebody said"),
    "said": _("Somebody said this. Whether it is so is said below."),
    "done": _("What was done"),
    "found": _("What was found"),
    "no_points": _("It was not taken apart into points."),
    "months": _("When"),
}

LABELS: dict[str, dict[str, Any]] = {
    "key": KEY,
    "chart": CHART,
    "poster": POSTER,
    "concern": CONCERN,
    "complaint": COMPLAINT,
    "receipt": RECEIPT,
    "minutes": MINUTES,
    "letter": MINUTES,
    "signin": SIGN_IN,
    "redacted": REDACTED,
    "case": CASE,
}
