"""Texts that templates show and no app offers for translation: by kind and field, each with its reason."""

NAME = "A name is a name in every language."
ADDRESS = "An address is written as it stands on the door and on the map."
LETTER = "A letter is written in the language of its reader from the start."
INSIDE = "Staff or a committee wrote it to themselves; nobody else ever reads it."
AUDIT = "The outside body and the department write it to each other; nobody else ever reads it."
DRAFT = "What an officer has not published belongs to that officer alone."

REASONS = {
    "places.area:name": NAME,
    "meetings.meeting:address": ADDRESS,
    "meetings.series:address": ADDRESS,
    "notices.message:subject": LETTER,
    "notices.message:body": LETTER,
    "contacts.followup:words": INSIDE,
    "contacts.handover:agreements": INSIDE,
    "contacts.handover:places": INSIDE,
    "contacts.handover:contacts": INSIDE,
    "contacts.handover:advice": INSIDE,
    "contacts.newsrequest:answer": INSIDE,
    "complaints.audit:words": AUDIT,
    "complaints.audit:reply_words": AUDIT,
    "concerns.replydraft:text": DRAFT,
    "translators.work:returned_why": "One translator writes it to another, in a language that both have.",
    "translation.share:source": "The name of a source of figures is a name.",
    "translation.review:role": "It says who read a catalogue, and stays as that person said it.",
    "translation.review:what": "It says who read a catalogue, and stays as that person said it.",
    "meetings.minutes:summary": "What came of a meeting is a text of the meeting, draft or not.",
}


def reason(kind: str, field: str) -> str:
    """Why this text is not offered; empty where there is no reason."""
    return REASONS.get(f"{kind}:{field}", "")
