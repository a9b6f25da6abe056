"""Kinds of misconduct as a list that a department can change, and what travels into a classification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django_stubs_ext import StrPromise

    from openbeat.apps.complaints.models import Accused
    from openbeat.core.places.models import Area

FIRST_LIST = 1  # the version of the list below; a department's own lists come after it
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class KindOf:
    """One kind of misconduct: its code, what people call it, what it means, and how it is taken.

    `language` is that of the name, where somebody here wrote it; `key` is the key of its row then.
    """

    code: str
    name: StrPromise | str
    definition: StrPromise | str = ""
    serious: bool = False  # routed and alarmed at once
    mediable: bool = False  # both sides may talk instead
    retaliation: bool = False  # for speaking up: an allegation of its own, with the shortest clock
    language: str = ""
    key: int | None = None


KINDS = (
    KindOf(
        "force",
        pgettext_lazy("kind of misconduct", "Force"),
        _("An officer hurt somebody, or used more force than was needed."),
        serious=True,
    ),
    KindOf(
        "false_arrest",
        pgettext_lazy("kind of misconduct", "Wrong arrest or stop"),
        _("An officer stopped, held or arrested somebody without a lawful reason."),
    ),
    KindOf(
        "search",
        pgettext_lazy("kind of misconduct", "Search or taking things"),
        _("An officer searched a person, a home, a car or a telephone, or took something, without a lawful reason."),
    ),
    KindOf(
        "bias",
        pgettext_lazy("kind of misconduct", "Unequal treatment"),
        _("An officer treated somebody worse because of who they are."),
    ),
    KindOf(
        "discourtesy",
        pgettext_lazy("kind of misconduct", "Rudeness"),
        _("An officer was rude, shouted, mocked or insulted somebody."),
        mediable=True,
    ),
    KindOf(
        "neglect",
        pgettext_lazy("kind of misconduct", "Duty not done"),
        _("An officer did not do what had to be done: did not come, did not write it down, did not help."),
        mediable=True,
    ),
    KindOf(
        "truthfulness",
        pgettext_lazy("kind of misconduct", "Not telling the truth"),
        _("An officer said or wrote something false, or left out what mattered."),
    ),
    KindOf(
        "sexual",
        pgettext_lazy("kind of misconduct", "Sexual misconduct"),
        _("An officer said or did something sexual that had no place there."),
        serious=True,
    ),
    KindOf(
        "domestic",
        pgettext_lazy("kind of misconduct", "Violence at home by an officer"),
        _("An officer hurt or threatened somebody in their own family or home."),
        serious=True,
    ),
    KindOf(
        "retaliation",
        pgettext_lazy("kind of misconduct", "Revenge for speaking up"),
        _("Somebody was threatened or treated badly because they complained, or helped somebody who did."),
        serious=True,
        retaliation=True,
    ),
    KindOf(
        "criminal",
        pgettext_lazy("kind of misconduct", "A crime"),
        _("An officer did what the law calls a crime."),
        serious=True,
    ),
    KindOf(
        "procedure",
        pgettext_lazy("kind of misconduct", "Rules not followed"),
        _("An officer did not follow a rule of the department, such as giving a name, or having the camera on."),
        mediable=True,
    ),
    KindOf(
        "other",
        pgettext_lazy("kind of misconduct", "Something else"),
        _("Something that is none of the kinds above."),
        mediable=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided something, since when it holds, why, and the language of that reason."""

    by: str  # an office, never a person
    why: str
    language: str


@dataclass(frozen=True, slots=True, repr=False)
class Who:
    """Whom a matter is about, as far as anybody knows."""

    name: str = ""
    badge: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Point:
    """One thing that somebody says was done: its kind, by whom (None: nobody knows), and in a sentence what."""

    kind: str
    accused: Accused | None
    words: str
    language: str


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """What becomes different in a classification, and why: kinds by key of the allegation, what goes, what comes."""

    why: str
    language: str
    kinds: Mapping[int, str]
    gone: Collection[int] = ()
    points: Sequence[Point] = ()
    area: Area | None = None
