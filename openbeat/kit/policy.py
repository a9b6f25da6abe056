"""Who may do what: rules that answer yes, or no with a reason people can read (translatable)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may I?". A no always says why."""

    allowed: bool
    reason: StrPromise | str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(allowed=True)


class Refused(Exception):
    """Raised when somebody tries an act that the policy refuses them; carries the sentence that says why."""


class Conflict(Exception):
    """Raised when what somebody edits was changed meanwhile by somebody else; `theirs` is the text that stands now."""

    def __init__(self, theirs: str, version: int) -> None:
        super().__init__(theirs)
        self.theirs = theirs
        self.version = version


@dataclass(frozen=True, slots=True)
class Rule:
    """A named condition. `a & b` and `a | b` keep the reason of the part that said no."""

    judge: Callable[[Any, Any], Verdict]
    name: str = ""  # in words, for docs/reference
    all_of: tuple[Rule, ...] = ()  # what `&` joined: a no of one is a no
    any_of: tuple[Rule, ...] = ()  # what `|` joined: a yes of one is a yes

    def __call__(self, person: Any, thing: Any) -> Verdict:
        return self.judge(person, thing)

    def __and__(self, other: Rule) -> Rule:
        return Rule(
            lambda person, thing: self(person, thing) and other(person, thing),
            f"{self.name}, and {other.name}",
            all_of=(self, other),
        )

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            lambda person, thing: self(person, thing) or other(person, thing),
            f"({self.name}, or {other.name})",
            any_of=(self, other),
        )


def rule(otherwise: StrPromise) -> Callable[[Callable[[Any, Any], bool]], Rule]:
    """Make a Rule from a yes/no function and the sentence that explains its no."""

    def wrap(holds: Callable[[Any, Any], bool]) -> Rule:
        refusal = Verdict(allowed=False, reason=otherwise)
        name = holds.__name__.strip("_").replace("_", " ")
        return Rule(lambda person, thing: ALLOWED if holds(person, thing) else refusal, name)

    return wrap


anyone = Rule(lambda _person, _thing: ALLOWED, "anyone")


@rule(_("Sign in first."))
def signed_in(person: Any, _thing: Any) -> bool:
    """Holds for whoever has an account and is signed in."""
    return person.person is not None


class Policy:
    """Every act of an app and the rule that guards it. An act that is not listed fails loudly."""

    def __init__(self, rules: Mapping[StrEnum, Rule]) -> None:
        self.rules = dict(rules)

    def verdict(self, person: Any, act: StrEnum, thing: Any) -> Verdict:
        """Say whether this person may do this act to this thing, and why not."""
        return self.rules[act](person, thing)

    def require(self, person: Any, act: StrEnum, thing: Any) -> None:
        """Raise Refused with the reason unless the verdict is yes."""
        if not (verdict := self.verdict(person, act, thing)):
            raise Refused(verdict.reason)

    def doors(self, person: Any, thing: Any) -> dict[str, Verdict]:
        """All verdicts at once, for templates: `{% if doors.close %}`."""
        return {act.value: judge(person, thing) for act, judge in self.rules.items()}
