"""`{% rights %}…{% endrights %}` around texts of rights and consent; `{% rights inline %}` inside a paragraph."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from openbeat.core.web.rights import in_both

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token
    from django.template.context import Context

register = template.Library()
_INSIDE: ContextVar[bool] = ContextVar("inside_rights", default=False)  # marks within marks say nothing twice
SHAPES = {
    "block": '{}<div class="meta" lang="{}" dir="ltr">{}</div>',
    "inline": '{} <span lang="{}" dir="ltr">({})</span>',  # also in a button, where quiet words would not be seen
}


class RightsNode(template.Node):
    """Draws what stands inside; and in English once more, where no native speaker signed the words."""

    def __init__(self, inside: NodeList, shape: str) -> None:
        self.inside = inside
        self.shape = shape

    def render(self, context: Context) -> SafeString:
        """The words, and the English beside them where it must stand there."""
        if _INSIDE.get():
            return self.inside.render(context)
        token = _INSIDE.set(True)
        try:
            words, source = in_both(lambda: self.inside.render(context).strip())
        finally:
            _INSIDE.reset(token)
        if not source:
            return SafeString(words)
        return format_html(SHAPES[self.shape], SafeString(words), settings.LANGUAGE_CODE, SafeString(source))


@register.tag
def rights(parser: Parser, token: Token) -> RightsNode:
    """Mark texts of rights: `{% rights %}`, or `{% rights inline %}` inside a paragraph, an item or a heading."""
    words = token.split_contents()[1:]
    if words not in ([], ["inline"]):
        raise template.TemplateSyntaxError("{% rights %} stands alone, or with `inline`.")
    inside = parser.parse(("endrights",))
    parser.delete_first_token()
    return RightsNode(inside, words[0] if words else "block")
