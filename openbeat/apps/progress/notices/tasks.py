"""The messages that the chart sends."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

GIVEN = Notice(
    name="progress.given",
    when=_("A task is given to a post."),
    to=_("Whoever holds the post that is responsible for the task."),
    subject=_("A task for you: {title}"),
    body=_("In {area} you are responsible for this task: {title}\n\nIt is promised for {due}."),
)
ASKED = Notice(
    name="progress.asked",
    when=_("The community asks about a task."),
    to=_("Whoever holds the post that is responsible for the task."),
    subject=_("A question about: {title}"),
    body=_("The community's contact of {area} asks about this task: {title}\n\nAn answer is due by {due}."),
)
SLIPPED = Notice(
    name="progress.slipped",
    when=_("The date of a task changes."),
    to=_("The community's contact for the task."),
    subject=_("A new date for: {title}"),
    body=_("This task in {area} has a new date: {title}\n\nIt is now promised for {due}. The chart says why."),
)
COMPLETED = Notice(
    name="progress.completed",
    when=_("A task is completed."),
    to=_("The community's contact for the task."),
    subject=_("Is it solved? {title}"),
    body=_("This task in {area} was completed: {title}\n\nPlease look whether it holds, and say so on its page."),
)
UNCONFIRMED = Notice(
    name="progress.unconfirmed",
    when=_("Three weeks after a task was completed nobody has said whether it holds."),
    to=_("The community's contact for the task."),
    subject=_("Nobody confirmed it: {title}"),
    body=_(
        "This task in {area} was completed three weeks ago: {title}\n\n"
        "Nobody has said whether it holds, so the chart says: completed, not confirmed. You can still say so."
    ),
)
ESCALATED = Notice(
    name="progress.escalated",
    when=_("A problem encountered on a task is escalated to a post."),
    to=_("Whoever holds the post to which it is escalated."),
    subject=_("A problem for you: {title}"),
    body=_("In {area} this task cannot go on: {title}\n\nYou are asked to remove the problem, by {due}."),
)
REASON_OWED = Notice(
    name="progress.reason_owed",
    when=_("A tactic that is in use is not wanted by residents, and no reason is published."),
    to=_("Whoever is the liaison officer of the area."),
    subject=_("A reason is owed in {area}"),
    body=_(
        "More residents of {area} say “not wanted” than “wanted” to a tactic that is in use.\n\n"
        "By {due} publish why it is used all the same, or give it up."
    ),
    neutral=True,
)
