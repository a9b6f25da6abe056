"""The minutes of the town's meetings: written, amended, approved by two sides, published, now and then corrected."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Decision, Part, Proposal, Words
from openbeat.apps.meetings.services import amendments, approving, minutes
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting, Minutes
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

LATE = 0.12  # one in eight
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PROPOSED = "Eight places were named, not seven: the steps behind the bakery were the eighth."
ACCEPTED = "Two others remembered the steps too. It says eight now."
DECLINED = "The clerk had written down who promised it, and three people who were there agree."
ELSEWHERE = "The officer said that he will come himself, not that somebody will."
OWN_COMMUNITY = "We were promised an officer on foot on Friday evenings. No date was given, and we asked for one twice."
OWN_POLICE = "We said that we would look for officers for Friday evenings. We could not promise it that evening."
CORRECTED = "The figure of the break-ins was that of another beat. It was put right."


def _turn(draft: Minutes) -> int:
    """A number of this evening that is the same each time the town is built."""
    meeting = draft.meeting
    return meeting.starts_at.date().toordinal() // 7 + sum(meeting.area.slug.encode())


def minuted(town: Town, meeting: Meeting, summary: Words, by: Actor) -> None:
    """Write the minutes of one evening and bring them as far as the days since then allow."""
    minutes.write_sum(meeting, words=summary, version=1, by=by, at=meeting.ends_at)
    late = town.rng.random() < LATE
    at = meeting.ends_at + timedelta(days=town.rng.randint(9, 14) if late else town.rng.randint(1, 4), hours=15)
    if at < town.now:
        handed_out = minutes.hand_out(meeting, by=by, at=at)
        _amended(town, handed_out, by)
        _approved(town, handed_out, by)


def _amended(town: Town, draft: Minutes, by: Actor) -> None:
    """In every third evening two people who were there want other words: one is right, the other is not."""
    at = (draft.handed_out_at or town.now) + 2 * DAY
    if _turn(draft) % 3 or at > town.now:
        return
    item = queries.items_of(draft.meeting).filter(part=Part.NEW, ref_kind="", position__gt=0).first()
    first = amendments.propose(draft, item, Proposal(PROPOSED, "en", f"{draft.pk}-1"), by=VISITOR, at=at)
    second = amendments.propose(draft, None, Proposal(ELSEWHERE, "en", f"{draft.pk}-2"), by=VISITOR, at=at + HOUR)
    if at + DAY < town.now:
        yes = Decision(accepted=True, text=PROPOSED, language="en", reason=ACCEPTED, reason_language="en")
        no = Decision(accepted=False, text="", language="en", reason=DECLINED, reason_language="en", words_shown=True)
        amendments.answer(first, yes, by=by, at=at + DAY)
        amendments.answer(second, no, by=by, at=at + DAY)


def _approved(town: Town, draft: Minutes, by: Actor) -> None:
    """Both sides approve in time; in every fourth evening each in its own words; now and then one side does not."""
    at = (draft.amendable_until or town.now) + 2 * HOUR
    if at > town.now:
        return
    checked = minutes.close(draft, at=at)
    chair = _holder(draft.area, Role.CHAIR, at)
    if _turn(draft) % 4 == 1 and chair:
        _differ(checked, by, chair, at=at + HOUR)
    for number, actor in enumerate(actor for actor in (by, chair) if actor):
        _approve(town, checked, actor, at=at + (number + 1) * DAY)
    if checked.approve_by and checked.approve_by + HOUR < town.now:
        checked.refresh_from_db()
        _came_out(town, checked, by)


def _approve(town: Town, draft: Minutes, by: Actor, *, at: datetime) -> None:
    newest = queries.newest(draft)
    slow = _turn(draft) % 7 == 6 and by.holds(Role.CHAIR)  # noqa: PLR2004  now and then a chair is too late
    if newest and at < town.now and by.person and not slow:
        approving.approve(draft, version=newest.number, by=by, at=at)


def _differ(draft: Minutes, police: Actor, chair: Actor, *, at: datetime) -> None:
    item = queries.items_of(draft.meeting).filter(part=Part.NEW, ref_kind="", position__gt=0).first()
    approving.own_version(draft, item, Words(OWN_POLICE, "en"), by=police, at=at)
    approving.own_version(draft, item, Words(OWN_COMMUNITY, "en"), by=chair, at=at)


def _came_out(town: Town, checked: Minutes, by: Actor) -> None:
    """Published, by approval or because the time was over; every fifth is corrected later."""
    until = checked.approve_by or town.now
    if not checked.is_published:
        checked = approving.publish_late(checked, at=until + HOUR)
    at = until + 3 * DAY
    if _turn(checked) % 5 == 2 and at < town.now:  # noqa: PLR2004  every fifth
        words = Words(f"{checked.summary} ({CORRECTED})", checked.summary_language)
        approving.correct(checked, None, words, why=Words(CORRECTED, "en"), by=by, at=at)


def _holder(area: Area, role: str, at: datetime) -> Actor | None:
    holders = people.holders(places.post(area, role), at)
    return holders[0] if holders else None
