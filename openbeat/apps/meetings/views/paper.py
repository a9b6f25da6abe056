"""Minutes for paper: the page for everybody, in large print where asked, and the letters of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Side
from openbeat.apps.meetings.queries.answers import answers_since
from openbeat.core.department import queries as department
from openbeat.core.notices import tongues
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.printing.runs import Letter, render_letters
from openbeat.core.web import dates
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.apps.meetings.models import Approval, Minutes, MinutesVersion
    from openbeat.apps.meetings.queries.answers import Answered
    from openbeat.core.notices.models import Message


@dataclass(frozen=True, slots=True)
class Read:
    """What is asked of the database once, whatever the language: versions, passages and approvals."""

    minutes: Minutes
    newest: MinutesVersion
    passages: list[queries.Passage]
    corrections: list[MinutesVersion]
    approvals: list[Approval]
    later: list[Answered]


def read(minutes: Minutes) -> Read:
    """Read minutes that are out, as a visitor may see them."""
    versions = list(queries.versions(minutes))
    newest = versions[-1]
    passages = queries.read(newest.passages, VISITOR)
    later = answers_since(minutes.meeting, newest)
    return Read(minutes, newest, passages, queries.corrections(versions), queries.approvals_of(minutes), later)


def minutes_pdf(minutes: Minutes, *, large: bool, at: datetime) -> bytes:
    """The minutes as a PDF file in the language of the page."""
    data = {
        "minutes": _minutes(read(minutes)),
        "house": department.house().name,
        "printed": _("Printed on %(day)s") % {"day": dates.words(at, "day")},
        "large": large,
    }
    title = _("Minutes: %(title)s") % {"title": minutes.meeting.title}
    return printing.render("minutes", data, language=get_language() or "en", title=title, town_note=_town())


def letters_pdf(minutes: Minutes, messages: Iterable[Message], large: frozenset[int]) -> bytes:
    """A letter for each of these messages: a page for the address, then the minutes, in the language of the reader."""
    found, known = read(minutes), {}
    letters = []
    for message in messages:
        language = message.language
        if language not in known:
            with override(language):
                known[language] = _letter(found)
        address = tuple(line.strip() for line in message.address.replace("\n", ",").split(",") if line.strip())
        name = (message.person.name,) if message.person and message.person.name else ()
        large_print = message.person_id in large
        letters.append(Letter((*name, *address), language, known[language], large_print, _help(message)))
    title = _("Letters: %(title)s") % {"title": minutes.meeting.title}
    return render_letters(letters, title=title)


def _help(message: Message) -> tuple[Passage, ...]:
    """Where nobody knows that the person reads this language: how to get help, in each of ours."""
    lines = tongues.help_lines() if tongues.is_guessed(message.person) else []
    return tuple(Passage(line, code) for code, line in lines)


def _town() -> str:
    return _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""


def _letter(found: Read) -> dict[str, Any]:
    meeting = found.minutes.meeting
    when = dates.words(meeting.starts_at, "day")
    return {
        "house": department.house().name,
        "town_note": _town(),
        "heading": _("What came of the meeting in %(area)s") % {"area": meeting.area.name},
        "words": [
            _("You asked for the minutes of meetings by letter. These are the minutes of %(day)s.") % {"day": when},
            _("Is something wrong, or do you want no more letters? Call the liaison officer, or write to us."),
        ],
        "minutes": _minutes(found),
    }


def _minutes(found: Read) -> dict[str, Any]:
    return {
        "facts": _facts(found),
        "apart": _apart(found),
        "passages": [block for passage in found.passages for block in (_passage(passage), *_answers(passage.answers))]
        + _later(found),
        "corrections": [
            {"day": dates.words(version.at, "day"), "reason": Passage.of(version, "reason")}
            for version in found.corrections
        ],
    }


def _facts(found: Read) -> list[dict[str, Any]]:
    meeting = found.minutes.meeting
    hours = f"{dates.words(meeting.starts_at)} - {dates.words(meeting.ends_at, 'time')}"
    stands = f"{found.minutes.get_stage_display()} ({_('version %(number)s') % {'number': found.newest.number}})"
    facts = [
        (_("Meeting"), [Passage.of(meeting, "title")]),
        (_("Day"), [hours]),
        (_("Place"), [Passage.of(meeting, name) for name in ("place", "address") if getattr(meeting, name)]),
        (_("Stage"), [stands]),
        (_("Approved"), [_approved(found, approval) for approval in found.approvals]),
    ]
    return [{"label": label, "lines": lines} for label, lines in facts if lines]


def _approved(found: Read, approval: Approval) -> str:
    side = approval.get_side_display()
    if approval.at:
        return f"{side}: {dates.words(approval.at, 'day')}"
    return f"{side}: {_('not approved') if found.minutes.is_published else _('still asked')}"


def _apart(found: Read) -> list[str]:
    minutes = found.minutes
    said = []
    if not minutes.is_published and minutes.amendable_until:
        until = dates.words(minutes.amendable_until, "day")
        said.append(_("This is a draft. Those who were there can propose other words until %(day)s.") % {"day": until})
    if minutes.corrected_at:
        said.append(_("These minutes were corrected after they were published. The reasons stand at the end."))
    missing = [approval.side for approval in found.approvals if minutes.is_published and not approval.at]
    if Side.COMMUNITY in missing:
        said.append(_("Not approved by the community's side."))
    if Side.POLICE in missing:
        said.append(_("Not approved by the police's side."))
    return said


def _passage(passage: queries.Passage) -> dict[str, Any]:
    level, title, kicker = 3, _title(passage), ""
    if passage.head:
        level, title = 2, passage.label or _("What came of it")
    elif passage.card:
        kicker = " · ".join(str(word) for word in (passage.card.kind_label, passage.card.stage_label) if word)
    words = Passage(passage.text.text, passage.text.language, passage.text.slot) if passage.text.text else ""
    return {"level": level, "title": title, "kicker": kicker, "words": words, "sides": _sides(passage)}


def _answers(answers: Iterable[Answered]) -> list[dict[str, Any]]:
    """Questions that were sent in, each with its answer and when it came."""
    blocks: list[dict[str, Any]] = []
    for one in answers:
        title = Passage(one.asked.text, one.asked.language, one.asked.slot) if one.asked.text else _("A question")
        day = _("Asked while the meeting ran, answered later: %(day)s") % {"day": dates.words(one.at, "day")}
        kicker = _("Asked while the meeting ran, answered there") if one.there else day
        words = Passage(one.answer.text, one.answer.language, one.answer.slot)
        blocks.append({"level": 3, "title": title, "kicker": kicker, "words": words, "sides": []})
    return blocks


def _later(found: Read) -> list[dict[str, Any]]:
    head = {"level": 2, "title": _("Answered later"), "kicker": "", "words": "", "sides": []}
    return [head, *_answers(found.later)] if found.later else []


def _title(passage: queries.Passage) -> Any:
    if passage.card:
        return Passage(passage.card.title, passage.card.language)
    if passage.hidden:
        return _("Something that is not shown here any more.")
    return Passage(passage.title.text, passage.title.language, passage.title.slot)


def _sides(passage: queries.Passage) -> list[dict[str, Any]]:
    if not passage.own:
        return []
    sides = []
    for side in (Side.COMMUNITY, Side.POLICE):
        words = passage.own.get(side, passage.text)
        label = str(side.label) if side in passage.own else _("As it was written")
        sides.append({"label": label, "words": Passage(words.text, words.language, words.slot)})
    return sides
