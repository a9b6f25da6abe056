"""The messages about mail: that a letter was taken, that a reply was, or why not. None repeats what was written."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

SENDER = _("Whoever wrote the letter.")
OWNER = _("Whoever holds the liaison officer's post.")

LETTER_TAKEN = Notice(
    name="concerns.letter_taken",
    when=_("Somebody writes to the address of an area."),
    to=SENDER,
    subject=_("We have what you wrote to {area}"),
    body=_(
        "We have your letter. The liaison officer of {area} owes you an answer by {day}.\n\n"
        "Only the liaison officer and the officer's commander read it. On its page you see how far it has come. There "
        "you can also let everybody read it, and get a receipt code.\n\n"
        "In danger now? {call} Nobody reads this address at once.{more}"
    ),
    neutral=True,
)
LETTER_EMPTY = Notice(
    name="concerns.letter_empty",
    when=_("Somebody writes to the address of an area, and there are no words in the letter."),
    to=SENDER,
    subject=_("We found no words in your letter"),
    body=_("We found no words of yours in your letter to {area}. Please write again, above what you quote.{more}"),
    neutral=True,
)
WORDS_ADDED = Notice(
    name="concerns.words_added",
    when=_("Whoever raised a concern replies to a message about it."),
    to=SENDER,
    subject=_("We have what you added in {area}"),
    body=_("What you wrote was added, and the liaison officer of {area} was told.{more}"),
    neutral=True,
)
REPLY_NOT_TAKEN = Notice(
    name="concerns.reply_not_taken",
    when=_("A reply to a message about a concern cannot be taken."),
    to=_("Whoever got the message that was replied to."),
    subject=_("A reply about {area} was not taken"),
    body=_("A reply came to a message that we sent you about {area}. It was not taken: {why} Please use the page."),
    neutral=True,
)
REPLY_KEPT = Notice(
    name="concerns.reply_kept",
    when=_("Whoever owns a concern replies to a message that does not ask for the answer."),
    to=OWNER,
    subject=_("Your reply about {area} waits for you"),
    body=_(
        "You replied to a message about {area} that did not ask for an answer. Nobody but you reads your reply. On its "
        "page you press one button, and it is the answer; or you throw it away."
    ),
    neutral=True,
)
REPLY_PUBLISHED = Notice(
    name="concerns.reply_published",
    when=_("The reply of whoever owns a concern became its answer."),
    to=OWNER,
    subject=_("Your reply is now the answer in {area}"),
    body=_("Your reply is now the answer, as you sent it. On its page you can put it right at any time."),
    neutral=True,
)
NEW_FOR_YOU = Notice(
    name="concerns.new_for_you",
    when=_("A concern is raised."),
    to=OWNER,
    subject=_("Somebody told you something in {area}"),
    body=_(
        "Somebody told you something in {area}. Please read it and take it up. An answer is owed by {day}. "
        "You can also answer by replying to this message: your words become the answer, and whoever may read the "
        "concern can read them."
    ),
    neutral=True,
)
FURTHER_FOR_YOU = Notice(
    name="concerns.further_for_you",
    when=_("Whoever raised a concern writes more."),
    to=OWNER,
    subject=_("Somebody wrote more in {area}"),
    body=_("Whoever raised something in {area} wrote more. Please read it on its page."),
    neutral=True,
)
