"""The messages about a request for news: neutral words, and never what somebody wrote."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

NEWS_ASKED = Notice(
    name="contacts.news_asked",
    when=_("The committee of an area asks for news of something that is owed."),
    to=_("Whoever holds the post that owes it."),
    subject=_("The committee of {area} asks for news"),
    body=_("The committee of {area} asks how far something is that your post owes. One line is enough."),
    neutral=True,
)
NEWS_GIVEN = Notice(
    name="contacts.news_given",
    when=_("The post that was asked gives news."),
    to=_("Whoever asked for the committee."),
    subject=_("There is news for the committee of {area}"),
    body=_("The post that your committee in {area} asked has answered. Read the line on the page."),
    neutral=True,
)
