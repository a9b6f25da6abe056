"""The components of our pages, written once: `{% load web %}`.

**A page** extends `web/base.html` and fills blocks: `title` (without the site's name), `description`, `breadcrumbs`,
`content` (inside `<main>`: direct children stand in a column of 72rem), `scripts` (`{% include "web/htmx.html" %}`
only where the page uses htmx), `feeds` (`<link rel="alternate" type="application/atom+xml" …>`), `danger` (the slim
line on top; leave it alone), `alternates` (hreflang and canonical; empty it where an address must not show). A form
whose fields are laid out by hand begins with `{% include "web/forms/summary.html" %}`.

**Components**

    {% loop concern.station %}                five stations; `Station`, its value, or "" (nothing reached yet)
    {% loop concern.station late=True %}      the current station says "late" too
    {% status "late" _("Late") %}             a word with a sign: open, wait, ok, late, private, draft, info
    {% when at %}                             <time>: 24 November 2026, 18:30, in the department's zone
    {% when at "day" %}                       day, weekday (Tuesday 24 November 2026, 18:30), weekday-day, time, month
    {% due due_at %}                          by 15 December 2026 / by today / late since 20 November 2026, 3 days
    {% due due_at kept_at %}                  kept on 12 November 2026 / kept late, on 21 November 2026
    {% timeline entries %}                    entries: `web.moments.Moment(at, words, …)` or dicts with those keys
    {% field form.title %}                    one field: label, hint, error, aria-describedby ({{ form }} does them all)
    {% notice "info" %}…{% endnotice %}       info, ok, warn, late; {% notice "warn" title=_("Two of you …") %}
    {% danger %}                              "In danger now?": first thing of every open form and receipt
    {% empty _("No concerns yet.") %}         what is not here; and what to do: {% empty words url label %}
    {% pager page_obj %}                      newer and older, "page 2 of 7"; keeps filters of the query string
    {% bar share label %}                     share from 0 to 1, or None; label is read aloud: _("9 of 10")
    {% bar share label "late" %}              kind: brand (default), ok, late
    {% sparkline values label %}              values: (words, number) pairs; SVG and the same as a table to unfold
    {% columns values label %}                values: web.columns.Column(words, number, before), and a table
    {% breadcrumbs _("Concerns") url title %} label, url, label, url …; the last label without url is this page
    {% share %}                               the address of this page, to copy
    {% print_button %}                        prints this page (only shown where scripts run)
    {% diff mine theirs %}                    two texts side by side; what differs is marked, in words too
    {% changes before now [label] %}          what became of a text: before and since then, what differs is marked
    {% kept "a/line.html" line=facts %}       a template whose facts are all hashable: drawn once for all
    {% kept_each "a/line.html" lines %}       the same for each of these facts, each in <li>
    {% address "/desk/" %}                    a fixed address, in the language of the page
    {% map svg caption %}                     a figure around the SVG of places.figures

**Classes** (no inline style anywhere; SVG takes `class="fill-brand|fill-ok|fill-late|fill-tint|line-brand"`)

    .card .grid .stack .split     a card; cards side by side (.grid.even: of one height); a column; content and aside
    .hero .lead .kicker .meta     top of a page; first paragraph; small line over a title; quiet words
    .acts                         a row of buttons
    .btn .quiet .small .grave     links and <button> look alike; grave: it cannot be undone
    .band                         a tinted band over the full width (direct child of the content block)
    .rows                         <ul class="rows"><li>…: a list with lines between; .rows .kicker and so on inside
    .facts                        <dl class="facts"><div><dt>…</dt><dd>…</dd></div></dl>
    .ok .late .wait               coloured words (the word itself says it)
    .figure                       a big figure in a card: <p class="figure">9 of 10</p>
    .quote                        <blockquote class="quote">: what somebody wrote
    .filter                       <form class="filter" method="get">: fields in a row and a button
    .table                        rows become cards where it is narrow: <td data-label="…">; see below
    .number                       a column of figures: <th class="number">, <td class="number">
    .sr .only-print .no-print     for screen readers only; on paper only; not on paper
    .code                         a receipt's code: large, spaced, one line
    .tags                         <ul class="tags"><li>…: short words side by side; links inside are big enough to touch
    .tabs                         <nav class="tabs"><a aria-current="page">…: pages of one matter

A table keeps its meaning when CSS lays it out as cards only with roles: `<table class="table" role="table">`,
`<thead role="rowgroup">`, `<tr role="row">`, `<th role="columnheader" scope="col">`, `<td role="cell" data-label="…">`.
A `<th role="rowheader" scope="row">` is the title of its card. Put no link into a caption: it has no place in a table.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.core.paginator import Page
from django.forms import CheckboxInput, FileInput, HiddenInput, PasswordInput
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.web import addresses, charts, columns, dates, diffs, furniture, moments
from openbeat.core.web.kept import drawn
from openbeat.kit import clock
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from django.forms import BoundField

register = template.Library()

STATUSES = ("open", "wait", "ok", "late", "private", "draft", "info")
NOTICES = ("info", "ok", "warn", "late")
NO_WORDS = (CheckboxInput, ChoiceWidget, FileInput, HiddenInput)


# The loop, and how a matter stands


@register.simple_tag
def loop(station: str, late: bool = False) -> SafeString:  # noqa: FBT001, FBT002  template tags take what a template writes
    """Draw the five stations of the loop; `station` is the one that was reached last."""
    return _loop(str(station or ""), bool(late), get_language() or "")


@lru_cache(maxsize=512)
def _loop(station: str, late: bool, _language: str) -> SafeString:  # noqa: FBT001
    names = list(Station.values)
    reached = names.index(station) if station in names else -1
    steps = (_step(index, reached, str(label), late=late) for index, label in enumerate(Station.labels))
    shape = '<ol class="loop" role="list" aria-label="{}">{}</ol>'
    return format_html(shape, _("How far this has come"), format_html_join("", "{}", ((step,) for step in steps)))


def _step(index: int, reached: int, label: str, *, late: bool) -> SafeString:
    last = len(Station.values) - 1
    if index == reached:
        kind = "now done" if index == last else "now late" if late else "now"
        more = format_html(' <span class="loop-late">{}</span>', _("late")) if late and index != last else ""
        return format_html(
            '<li class="{}" aria-current="step"><span class="loop-word">{}{}</span></li>', kind, label, more
        )
    said, kind = (_("done"), "done") if index < reached else (_("not yet"), "")
    shape = '<li class="{}"><span class="loop-word">{}<span class="sr">: {}</span></span></li>'
    return format_html(shape, kind, label, said)


@register.simple_tag
def status(kind: str, words: object) -> SafeString:
    """Say how something stands: a word with a sign, so that colour is never alone."""
    if kind not in STATUSES:
        raise ValueError(f"{kind!r} is none of {', '.join(STATUSES)}")
    return format_html('<span class="status {}">{}</span>', kind, words)


@register.simple_tag
def when(at: dates.Moment | None, form: str = "full") -> SafeString | str:
    """Say a moment or a day, in the department's zone; nothing where there is none."""
    return dates.tag(at, form) if at else ""


@register.simple_tag
def due(at: dates.Moment | None, kept: dates.Moment | None = None) -> SafeString | str:
    """Say by when something is promised, since when it is late, or when it was kept."""
    if not at:
        return ""
    return dates.promise(at, kept)


@register.inclusion_tag("web/parts/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """Show what happened, in order."""
    return {"moments": moments.told(entries)}


@register.simple_tag
def kept(template_name: str, **facts: Hashable) -> SafeString:
    """Draw a template that sees these facts and nothing else, once for each language, zone and day."""
    return drawn(template_name, zone=timezone.get_current_timezone_name(), day=dates.day_of(clock.now()), **facts)


@register.simple_tag
def kept_each(template_name: str, lines: Iterable[Hashable]) -> SafeString:
    """Draw a list: for each line the same template, which sees that `line` and nothing else, as `kept` does."""
    same = {"zone": timezone.get_current_timezone_name(), "day": dates.day_of(clock.now())}
    return format_html_join("", "<li>{}</li>", ((drawn(template_name, **same, line=line),) for line in lines))


# Forms and messages


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Draw one field of a form."""
    return bound.as_field_group()


@register.filter
def keeps_words(form: Any) -> bool:
    """Whether words were typed that are still there after an error: files are not, nor is a password."""
    widgets = [field.widget for field in form.fields.values()]
    typed = [widget for widget in widgets if not isinstance(widget, NO_WORDS)]
    return bool(typed) and not any(isinstance(widget, PasswordInput) for widget in widgets)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: object = "") -> SafeString:
    """Set something apart that somebody should read."""
    if kind not in NOTICES:
        raise ValueError(f"{kind!r} is none of {', '.join(NOTICES)}")
    head = format_html('<p class="notice-title">{}</p>', title) if title else ""
    return format_html('<div class="notice {}">{}{}</div>', kind, head, content)


@register.simple_tag
def danger(slim: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """Tell somebody in danger what to do at once."""
    words = furniture.house().danger
    return drawn("web/parts/danger.html", call=str(words.call), relay=str(words.relay), slim=slim)


@register.simple_tag
def empty(words: object, url: str = "", label: object = "") -> SafeString:
    """Say that there is nothing, and what to do."""
    act = format_html('<p class="acts"><a class="btn" href="{}">{}</a></p>', url, label) if url else ""
    return format_html('<div class="empty"><p>{}</p>{}</div>', words, act)


@register.simple_tag
def diff(mine: str, theirs: str) -> SafeString:
    """Show two texts side by side with what differs marked."""
    ours, others = diffs.compared(mine, theirs)
    shape = '<section class="diff-side"><h2 class="diff-title">{}</h2><div dir="auto">{}</div></section>'
    left = format_html(shape, _("What stands now"), others)
    return format_html('<div class="diff">{}{}</div>', left, format_html(shape, _("What you wrote"), ours))


@register.simple_tag
def changes(before: str, now: str, label: object = "") -> SafeString:
    """Show what became of a text: as it stood, and as it stands since then, with what differs marked."""
    newer, older = diffs.compared(now, before, said=(_("new:"), _("left out:")))
    shape = '<section class="diff-side"><p class="diff-title">{}</p><div dir="auto">{}</div></section>'
    left = format_html(shape, _("Before"), older)
    return format_html('<div class="diff">{}{}</div>', left, format_html(shape, label or _("Since then"), newer))


# Figures


@register.simple_tag
def bar(share: float | None, label: object, kind: str = "brand") -> SafeString:
    """Draw a share as a bar."""
    return charts.bar(share, label, kind)


@register.inclusion_tag("web/parts/sparkline.html")
def sparkline(values: Sequence[charts.Point], label: object) -> dict[str, Any]:
    """Draw numbers over time as a line, with the same as a table."""
    return {"drawing": charts.sparkline(values, label), "values": values, "label": label}


@register.inclusion_tag("web/parts/columns.html", name="columns")
def columns_of(values: Sequence[columns.Column], label: object) -> dict[str, Any]:
    """Draw how many each month, beside the year before where it is known, with the same as a table."""
    compared = any(column.before is not None for column in values)
    most = max((max(column.number, column.before or 0) for column in values), default=0)
    about = {"last": values[-1] if values else None, "most": most, "compared": compared}
    return {"drawing": columns.drawing(values, label), "columns": values, "label": label, **about}


@register.simple_tag(name="map")
def map_of(svg: str, caption: object = "") -> SafeString:
    """Put a figure around a map that `places.figures` drew."""
    words = format_html("<figcaption>{}</figcaption>", caption) if caption else ""
    return format_html('<figure class="map">{}{}</figure>', svg, words)


# Finding one's way


@register.simple_tag
def breadcrumbs(*pairs: object) -> SafeString:
    """Show the way from the front page: label, url, label, url, …, and last this page's label."""
    way = [(_("Home"), addresses.address("/")), *zip(pairs[0::2], pairs[1::2], strict=False)]
    links = format_html_join("", '<li><a href="{1}">{0}</a></li>', way)
    here = format_html('<li><span aria-current="page">{}</span></li>', pairs[-1]) if len(pairs) % 2 else ""
    shape = '<nav class="crumbs" aria-label="{}"><ol role="list">{}{}</ol></nav>'
    return format_html(shape, _("You are here"), links, here)


@register.inclusion_tag("web/parts/pager.html", takes_context=True)
def pager(context: Context, page_obj: Page[Any]) -> dict[str, Any]:
    """Lead to the page before and the page after; the filters stay."""
    request = context.get("request")
    return {
        "page": page_obj,
        "before": addresses.turned(request, page=page_obj.previous_page_number()) if page_obj.has_previous() else "",
        "after": addresses.turned(request, page=page_obj.next_page_number()) if page_obj.has_next() else "",
    }


@register.inclusion_tag("web/parts/share.html", takes_context=True)
def share(context: Context) -> dict[str, Any]:
    """Show the address of this page, to copy."""
    request: HttpRequest = context["request"]
    return {"address": request.build_absolute_uri(request.path)}


@register.simple_tag
def print_button() -> SafeString:
    """Offer to print this page; hidden where scripts do not run, since the browser's menu prints too."""
    return format_html('<button type="button" class="btn quiet small" data-print>{}</button>', _("Print"))


@register.simple_tag
def address(path: str) -> str:
    """Lead to a fixed address of this site ("/desk/") in the language of this page."""
    return addresses.address(path)
