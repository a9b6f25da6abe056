"""Numbers in words: "9 of 10" before percentages, days with their interval, and what is not reached said so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

GROUPED = 999  # from here on a language may group digits


def number(value: float | None, digits: int = 0) -> str:
    """A number as this language writes it; empty where there is none."""
    if value is not None and abs(value) < GROUPED:  # nothing to group: a page writes hundreds of these
        return f"{round(value, digits):.{digits}f}".replace(".", str(get_format("DECIMAL_SEPARATOR")))
    return "" if value is None else number_format(round(value, digits), digits, use_l10n=True, force_grouping=True)


def days(count: int) -> str:
    """So many days."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": number(count)}


def _held(words: str) -> str:
    """The same words, where no line ends between a number and its per cent."""
    return words.replace(" %", "\u00a0%")


def interval_words(low: int | None, high: int | None) -> str:
    """The 95 % interval of a number of days; an edge that is not reached yet is open."""
    if low is None:
        return _("nobody can say yet within which bounds")
    if high is None:
        return _held(_("95 %% interval: from %(low)s days, with no upper end yet") % {"low": number(low)})
    return _held(_("95 %% interval: %(low)s to %(high)s days") % {"low": number(low), "high": number(high)})


def within_words(told: Mapping[str, Any], name: str) -> str:
    """`94 days (95 % interval: 90 to 99 days)`; why not, where there is no such number."""
    if told["too_few"]:
        return _("too few to say")
    if told[name] is None:
        return _("not reached yet")
    return f"{days(told[name])} ({interval_words(*told[f'{name}_interval'])})"


def time_words(told: Mapping[str, Any]) -> tuple[str, ...]:
    """How long it takes, in sentences: half, nine in ten, and that open ones count."""
    if told["too_few"]:
        return (_few_words(told),)
    found = []
    if told["median"] is None:
        found.append(_("Fewer than half are closed, so nobody can say yet how long half of them take."))
    else:
        found.append(_("Half are finished within %(days)s.") % {"days": within_words(told, "median")})
    if told["percentile_90"] is None:
        found.append(_("Nine in ten are not finished yet."))
    else:
        found.append(_("Nine in ten are finished within %(days)s.") % {"days": within_words(told, "percentile_90")})
    facts = {"n": number(told["n"]), "open": number(told["censored"])}
    found.append(_("This is of %(n)s complaints. %(open)s of them are still open, and they count too.") % facts)
    return tuple(found)


def _few_words(told: Mapping[str, Any]) -> str:
    if not told["n"]:
        return _("There is none yet.")
    listed = ", ".join(days(each) for each in told["durations"]) or _("none")
    facts = {"listed": listed, "open": number(told["censored"])}
    return _("These are too few for an estimate. Finished after: %(listed)s. Still open: %(open)s.") % facts


def share_words(row: Mapping[str, Any], count: int, total: int) -> str:
    """`12 of 40 (30 %, between 18 % and 46 %)`."""
    if row["share"] is None:
        return _("%(count)s of %(total)s") % {"count": number(count), "total": number(total)}
    percent = {name: number(100 * row[name]) for name in ("share", "low", "high")}
    facts = {"count": number(count), "total": number(total), **percent}
    return _held(_("%(count)s of %(total)s (%(share)s %%, 95 %% interval %(low)s to %(high)s %%)") % facts)


def rate_words(rate: Mapping[str, float] | None) -> str:
    """`3.2 (2.1 to 4.8)`."""
    if rate is None:
        return _("not known")
    facts = {name: number(rate[name], 1) for name in ("value", "low", "high")}
    return _("%(value)s (%(low)s to %(high)s)") % facts


def a_year(rate: Mapping[str, float]) -> str:
    """`3.2 (2.1 to 4.8) a year`."""
    return _("%(rate)s a year") % {"rate": rate_words(rate)}
