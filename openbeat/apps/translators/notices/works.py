"""What translators and those who ask are told; nothing of this quotes the text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

ASKED = Notice(
    name="translators.asked",
    when=_("A translation is asked for."),
    to=_("Whoever translates into the language."),
    subject=_("A translation is asked for: {language}"),
    body=_("A text waits to be put into your language ({language}), by {due}. Who takes it, has it."),
    neutral=True,
)
WAITS = Notice(
    name="translators.waits",
    when=_("A translation waits for a second look."),
    to=_("Whoever else translates into the language."),
    subject=_("A translation waits for your second look: {language}"),
    body=_("Somebody has put a text into {language}. Please read it beside its source. Sign it, or return it."),
    neutral=True,
)
RETURNED = Notice(
    name="translators.returned",
    when=_("A translation comes back with a reason."),
    to=_("Whoever translated it."),
    subject=_("A translation of yours came back"),
    body=_("Somebody read your translation beside its source, and asks for a change. Its page says why."),
    neutral=True,
)
PUBLISHED = Notice(
    name="translators.published",
    when=_("A translation is published."),
    to=_("Whoever asked for it, and whoever made it."),
    subject=_("The translation is published: {language}"),
    body=_("The text can be read in {language} from now on. A second person has read it."),
    neutral=True,
)
