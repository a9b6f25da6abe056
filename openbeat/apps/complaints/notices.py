"""The messages about a complaint. A sealed matter is never named: there is news, and where to read it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

NEWS = Notice(
    name="complaints.news",
    when=_("A sealed matter has arrived, or whoever complained added something."),
    to=_("Those to whom the matter is sealed."),
    subject=_("There is news in a matter"),
    body=_("There is news in a matter. Sign in to read it: this message says nothing about it."),
    neutral=True,
)
LATE = Notice(
    name="complaints.late",
    when=_("An acknowledgement or an answer that was promised is late."),
    to=_("Those to whom the matter is sealed."),
    subject=_("Something promised in a matter is late"),
    body=_("Something that was promised in a matter is late. Sign in to see it: this message says nothing about it."),
    neutral=True,
)
ABOVE = Notice(
    name="complaints.above",
    when=_("A promise about a complaint has been late for some time."),
    to=_("Whoever leads those who investigate, then whoever decides and the commander, then the body above."),
    subject=_("Something promised in a sealed matter is late"),
    body=_(
        "Something that was promised in a sealed matter has been late since {day}. This message says nothing about it."
    ),
    neutral=True,
)
SERIOUS = Notice(
    name="complaints.serious",
    when=_("A sealed matter turned out to be serious."),
    to=_("Those who lead those who investigate, those who decide, and the outside body; nobody whom it is about."),
    subject=_("There is something serious"),
    body=_("There is something serious in a matter. Sign in to see what is yours to do: this message says no more."),
    neutral=True,
)
ALARM = Notice(
    name="complaints.alarm",
    when=_("Somebody says that they are harmed for their complaint, or something in a matter cannot wait."),
    to=_("Whoever leads those who investigate, and the outside body."),
    subject=_("Something in a sealed matter cannot wait"),
    body=_("Something in a sealed matter cannot wait until tomorrow. Sign in to see whether you read it."),
    neutral=True,
)
OFFICER_NEWS = Notice(
    name="complaints.officer",
    when=_("An officer is told of a matter that is about them, or what was decided."),
    to=_("The officer."),
    subject=_("There is something for you to read"),
    body=_("There is something for you to read. Sign in to read it: this message says nothing about it."),
    neutral=True,
)
LIMIT = Notice(
    name="complaints.limit",
    when=_("The state's limit for discipline in a matter is 90, 60 or 30 days away."),
    to=_("Whoever investigates it, leads those who investigate, and decides."),
    subject=_("A limit in a sealed matter is near"),
    body=_("In a sealed matter a limit ends on {day}. Sign in to see which: this message says nothing about it."),
    neutral=True,
)
