"""Shows texts with blocks in them: `{{ text|blocks }}`, or `{% blocks %}…{% endblocks %}` around what is drawn."""

from __future__ import annotations

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from openbeat.core.redaction.texts import BLOCK, TOKEN, plain, said

register = template.Library()


@register.filter
def blocks(text: str) -> SafeString:
    """The text with its blocks drawn, each with its reason in words; lines stay lines."""
    return _drawn(escape(text).replace("\n", "<br>"))


@register.filter
def plainly(text: str) -> str:
    """The text with its blocks in words alone."""
    return plain(text)


@register.simple_block_tag(name="blocks")
def drawn_blocks(content: str) -> SafeString:
    """What stands between the tags is drawn already; the blocks in it are drawn too."""
    return _drawn(content)


def _drawn(markup: str) -> SafeString:
    return mark_safe(TOKEN.sub(lambda found: _block(found[1]), markup))  # noqa: S308  escaped before; a code is letters


def _block(code: str) -> str:
    shape = '<mark><span aria-hidden="true">{}</span> {}</mark>'
    return format_html(shape, BLOCK, said(code))
