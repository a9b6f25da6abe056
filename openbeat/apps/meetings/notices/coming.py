"""The messages to whoever said that they come: a meeting is public, so they say what it is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

TO = _("Whoever said that they come, or waits for a place, and can be reached.")

CANCELLED = Notice(
    name="meetings.cancelled",
    when=_("A meeting is cancelled."),
    to=TO,
    subject=_("Does not take place: {title}"),
    body=_("You said that you come. “{title}” on {when} does not take place. The reason: {reason}"),
    neutral=True,
)
MOVED = Notice(
    name="meetings.moved",
    when=_("The time or the place of a meeting changes."),
    to=TO,
    subject=_("Changed: {title}"),
    body=_(
        "You said that you come. “{title}” is now on {when}. Place: {place}\n\n"
        "You need not do anything if you still come. If you cannot, please say so: somebody else may wait for your "
        "place."
    ),
    neutral=True,
)
PLACE = Notice(
    name="meetings.place",
    when=_("Somebody on the waiting list of a meeting gets a place."),
    to=_("Whoever waited for it."),
    subject=_("There is a place for you: {title}"),
    body=_(
        "You waited for a place. Now you have one: “{title}” on {when}. Place: {place}\n\n"
        "If you cannot come any more, please say so: then the next one gets it."
    ),
    neutral=True,
)
FOLLOWERS = _("Whoever follows one of the areas that it is for.")
OFF_HERE = Notice(
    name="meetings.off_here",
    when=_("A meeting is cancelled."),
    to=FOLLOWERS,
    subject=_("A meeting in {area} does not take place"),
    body=_("The meeting in {area} of {day} does not take place. Its page says why."),
    neutral=True,
)
MOVED_HERE = Notice(
    name="meetings.moved_here",
    when=_("The time or the place of a meeting changes."),
    to=FOLLOWERS,
    subject=_("A meeting in {area} has changed"),
    body=_("The meeting in {area} is now on {day}. Its page says at which hour, and where."),
    neutral=True,
)
SOON_HERE = Notice(
    name="meetings.soon_here",
    when=_("When the first reminder of a meeting goes out."),
    to=FOLLOWERS,
    subject=_("Soon: a meeting in {area}"),
    body=_("There is a meeting in {area} on {day}. Its page says where, and what it is about. Everybody may come."),
    neutral=True,
)
