"""Which words of circulars and inquiries may stand in several languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.models import Circular, CircularText, Inquiry, Turn
from openbeat.apps.contacts.queries import texts
from openbeat.apps.contacts.services import circulars
from openbeat.core.hooks.texts import Kind, offer
from openbeat.core.places.models import Post

WORDS = {"words": _("Words")}
INQUIRY = Inquiry._meta.label_lower

offer(
    Kind(
        CircularText._meta.label_lower,
        _("Circular"),
        {"title": _("In one line")} | WORDS,
        texts.circular_texts,
        texts.texts_seen,
        {Circular._meta.label_lower: texts.texts_in},
        circulars.find_anew,
    )
)
offer(Kind(Post._meta.label_lower, _("Post"), {"hours": _("Hours")}, texts.hours_texts, texts.for_all))
offer(Kind(INQUIRY, _("Inquiry"), WORDS, texts.inquiry_texts, texts.inquiries_seen))
offer(
    Kind(
        Turn._meta.label_lower,
        _("The answer"),
        WORDS,
        texts.turn_texts,
        texts.turns_seen,
        {INQUIRY: texts.turns_in},
    )
)
