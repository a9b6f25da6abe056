"""Every read of what this app keeps."""

from openbeat.apps.contacts.queries.inquiries import (
    KIND,
    by_key,
    card,
    cards,
    follow_ups_of,
    history,
    own,
    promised,
    rows,
    told_of,
    turns_of,
    visible_to,
    waiting_for,
)
from openbeat.apps.contacts.queries.posts import ContactCard, contact_cards, post_to_write_to

__all__ = [
    "KIND",
    "ContactCard",
    "by_key",
    "card",
    "cards",
    "contact_cards",
    "follow_ups_of",
    "history",
    "own",
    "post_to_write_to",
    "promised",
    "rows",
    "told_of",
    "turns_of",
    "visible_to",
    "waiting_for",
]
