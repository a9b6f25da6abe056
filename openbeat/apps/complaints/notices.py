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
REPLY_LATE = Notice(
    name="complaints.reply_late",
    when=_("Another office has not replied by the day on which a reply to what was sent to it was due."),
    to=_("Whoever sent it."),
    subject=_("A reply is overdue"),
    body=_("A reply to something that you sent is overdue. Sign in and ask after it: this message says no more."),
    neutral=True,
)
ASSIGNED = Notice(
    name="complaints.assigned",
    when=_("Somebody got the task to look into a sealed matter."),
    to=_("Whoever got it."),
    subject=_("There is a task for you"),
    body=_("Somebody gave you a matter to look into. Sign in: this message says nothing about it."),
    neutral=True,
)
GIVEN_BACK = Notice(
    name="complaints.given_back",
    when=_("Somebody gave the task to look into a sealed matter back, because of a conflict."),
    to=_("Those who give out such tasks, and can read the matter."),
    subject=_("A task was given back"),
    body=_("Somebody gave a matter back. Sign in and give it to somebody else: this message says nothing about it."),
    neutral=True,
)
KEEP_RECORDING = Notice(
    name="complaints.keep_recording",
    when=_("A recording may be needed."),
    to=_("Whoever holds it."),
    subject=_("Please keep a recording"),
    body=_(
        "Please keep a recording: do not let it be deleted. The link in this message takes your answer, once. Which "
        "one it is you read where you sign in."
    ),
    neutral=True,
    opens=True,
)
OVERWRITTEN = Notice(
    name="complaints.overwritten",
    when=_("A recording that somebody was asked to keep will be overwritten in at most seven, three or one days."),
    to=_("Those who lead the work on the matter."),
    subject=_("A recording will soon be overwritten"),
    body=_("A recording that was asked for will soon be overwritten, and nobody has said that it is kept. Sign in."),
    neutral=True,
)
STILL_KEEP = Notice(
    name="complaints.still_keep",
    when=_("A recording that somebody was asked to keep will be overwritten in at most seven, three or one days."),
    to=_("Whoever holds it."),
    subject=_("A recording will soon be overwritten"),
    body=_(
        "A recording that you were asked to keep will soon be overwritten, and you have not said that it is kept. The "
        "link in this message takes your answer, once. Which one it is you read where you sign in."
    ),
    neutral=True,
    opens=True,
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
PACKET = Notice(
    name="complaints.packet",
    when=_("A case came to the review board."),
    to=_("Each member who can read it."),
    subject=_("There is something for the board to read"),
    body=_("There is something for the review board to read. Sign in to read it: this message says nothing about it."),
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
AUDIT_ASKS = Notice(
    name="complaints.audit_asks",
    when=_("Somebody of the outside body asked for the key of a closed matter that was drawn for an audit."),
    to=_("Those who can read it."),
    subject=_("Somebody asks for a key"),
    body=_(
        "Somebody of the outside body asks for a key, for an audit. Sign in to see for what: this message says no more."
    ),
    neutral=True,
)
AUDIT_KEY = Notice(
    name="complaints.audit_key",
    when=_("The key of a matter that was drawn for an audit was given."),
    to=_("Whoever asked for it."),
    subject=_("You got a key that you asked for"),
    body=_("You got a key that you asked for. Sign in to read: this message says nothing about it."),
    neutral=True,
)
FOLLOW_UP = Notice(
    name="complaints.follow_up",
    when=_("The day has come on which somebody asks whether what both sides agreed on in a talk holds."),
    to=_("Those who lead the work on the matter."),
    subject=_("There is somebody to ask"),
    body=_("In a matter that ended with a talk somebody is to be asked whether it holds. Sign in to see which."),
    neutral=True,
)
