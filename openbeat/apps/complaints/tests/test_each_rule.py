"""For each rule of each act somebody, and a matter, of whom every other rule says yes and this one alone says no."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import pytest

from openbeat.apps.complaints import policies
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.lifecycle.audits import AuditAct
from openbeat.apps.complaints.lifecycle.board import BoardAct
from openbeat.apps.complaints.lifecycle.mediating import Talk
from openbeat.apps.complaints.lifecycle.sides import Side
from openbeat.apps.complaints.policies import audits, board, mediating, sides, summaries
from openbeat.apps.complaints.tests.situations import MATTERS, World
from openbeat.kit.policy import Policy, Rule
from tests.cast import Cast

POLICIES = {
    name: policy
    for module in (policies, audits, board, mediating, sides, summaries)
    for name, policy in vars(module).items()
    if isinstance(policy, Policy)
}
PACKET = (BoardAct.READ, BoardAct.RECUSE, BoardAct.SAY, BoardAct.VOTE, BoardAct.RECOMMEND, BoardAct.LIST,
          BoardAct.CHOOSE_NAME, BoardAct.NOTICE, BoardAct.CANCEL, BoardAct.REPLY)  # fmt: skip
OTHERS: dict[str, tuple[StrEnum, ...]] = {  # what an act is done to, where that is no matter
    "packet": PACKET,
    "audit": tuple(set(AuditAct) - {AuditAct.GIVE}),
    "notice": (Side.READ_NOTICE, Side.WRITE, Side.NAME_REPRESENTATIVE, Talk.ANSWER),
    "passed on": (Side.READ_PRAISE,),
    "recording": (Act.ANSWER_RECORDING,),
}
ABOUT = {f"{type(act).__name__}.{act.name}": about for about, acts in OTHERS.items() for act in acts}

Pairs = tuple[tuple[str, str], ...]
HOLDS: Pairs = (("holder", "a case"),)
READS: Pairs = (("inside", "a case"), ("inside", "a case given to them"), ("outside", "a case"))
IN_STAGE = (*READS, *HOLDS)
NOT_THEIRS: Pairs = (("resident", "a case"),)
# For each rule: who, and what, so that at one of the stages it alone says no.
ALONE: dict[str, Pairs] = {
    "has a key to it": (
        ("inside, without a key", "a case"),
        ("inside, without a key", "a case given to them"),
        ("inside, without a key", "a case given to them, not signed"),
        ("outside, without a key", "a case"),
        ("inside, and a prosecutor", "a case with a compelled statement"),
    ),
    "has signed": (
        ("inside", "a case given to them, not signed"),
        ("outside", "a case given to them, not signed"),
    ),
    "does not audit it": (
        ("outside, and audits it", "a case"),
        ("outside, and audits it", "a case given to them"),
        ("outside, and audits it", "a case for the outside body alone"),
    ),
    "has the receipt": (*NOT_THEIRS, ("resident", "a case joined to one that nobody checked")),
    "leads": (("investigator", "a case"),),
    "takes in": (("investigator", "a case"),),
    "supervises": (("investigator", "a case"),),
    "decides": (("investigator", "a case"),),
    "is outside": (
        ("inside", "a case"),
        ("investigator", "a case"),
        ("resident", "an audit"),
        ("inside", "an audit"),
    ),
    "may end it": (("investigator", "a case"),),
    "may reopen it": (("investigator", "a case"),),
    "investigates": (("inside", "a case"), ("investigator", "a case")),
    "has it now": (("investigator", "a case"),),
    "has the task": (("inside", "a case"), ("inside", "a case given to somebody, not signed")),
    "has not signed": (("inside", "a case given to them"),),
    "looks with other eyes": (
        ("outside", "a case given to them"),
        ("inside", "a case given to them"),
        ("inside", "a case given to them that they checked"),
    ),
    "is for them to steer": (("inside", "a case that the outside body looks into"),),
    "goes by itself": (("inside", "a case joined to an open one"),),
    "is undecided": IN_STAGE,
    "is a complaint": (("inside", "praise"),),
    "says what it is about": (("inside", "a case without a point"),),
    "is inside too": (("outside", "a case for the outside body alone"),),
    "is in mediation": IN_STAGE,
    "was agreed": IN_STAGE,
    "has decisions": READS,
    "is open": READS,
    "is sent": IN_STAGE,
    "is being written": HOLDS,
    "is praise": READS,
    "was looked into": READS,
    "is far enough": READS,
    "found a violation": (("inside", "a case without a violation"),),
    "owes no discipline": (("inside", "a case that owes discipline"),),
    "is settled": (("inside", "a case with an open point"),),
    "says why": (("inside", "a case whose reasons are not told"),),
    "was checked": (("holder", "a case that nobody checked"),),
    "was answered with another": (("holder", "a case joined to an open one"), ("holder", "a case")),
    "was checked with another": (("holder", "a case joined to one that nobody checked"),),
    "is not walled off": (("inside, and a prosecutor", "a case"),),
    "is second person": (("inside", "a case with their summary"),),
    "interprets": (("inside, without a key", "a case"), ("outside, and audits it", "a case")),
    "writes down": NOT_THEIRS,
    "receives": (*NOT_THEIRS, ("resident", "a packet")),
    "words the rules": NOT_THEIRS,
    "is administrator": NOT_THEIRS,
    "imports": (("administrator", "a case"),),
    "works here": NOT_THEIRS,
    "is on the board": (("on the board, and of the department", "a packet"), ("resident", "a packet")),
    "reviews": (("on the board", "a packet of another case"), ("on the board", "a packet not sent")),
    "leads the department": (
        ("resident", "a packet"),
        ("resident", "an audit that was told"),
        ("resident", "an audit"),
    ),
    "works on complaints": (("resident", "an audit"),),
    "goes on": (("outside", "an audit that was told"),),
    "was told": (("chief", "an audit"),),
    "is unanswered": (("chief", "an audit that was answered"),),
    "is their notice": (("resident", "a notice"),),
    "is the officer": (("representative", "a notice"),),
    "is being asked": (("officer", "a notice"),),
    "is praised": (("resident", "praise passed on"),),
    "was asked to keep it": (("resident", "a recording"),),
}
FREE = {"anyone"}
# Rules that never say no alone, since another one says it as well; each stands there for a better sentence.
CHECKS = ("SEND_BACK", "TO_OVERSIGHT", "TO_DECISION", "OVERSEE", "DECIDE")
IMPLIED = {
    **{(f"Act.{act}", "has signed"): "whoever has the task has no other eyes at the next step" for act in CHECKS},
    **{(f"Act.{act}", "is worked on"): "nobody has now what is not worked on" for act in ("FIND", "END_POINT")},
    ("Act.RECOMMEND", "while it is in_work"): "whoever investigated has no other eyes at any later step",
}
COUNTED = 8


def leaves(rule: Rule) -> Iterator[Rule]:
    """The rules that an act's rule is made of."""
    parts = rule.all_of or rule.any_of
    if not parts:
        yield rule
    for part in parts:
        yield from leaves(part)


def whole(rule: Rule, yes: Callable[[Rule], bool]) -> bool:
    """What an act's rule says, where this is what each of its rules says."""
    if rule.all_of:
        return all(whole(part, yes) for part in rule.all_of)
    return any(whole(part, yes) for part in rule.any_of) if rule.any_of else yes(rule)


def named(act: StrEnum) -> str:
    """An act by its list and its name: two lists may use one word."""
    return f"{type(act).__name__}.{act.name}"


def listed(leaf: Rule) -> Pairs:
    """Who and what stands in the table for a rule; of a lifecycle's rules one line for all."""
    return IN_STAGE if leaf.name.startswith("while it is") else ALONE.get(leaf.name, ())


def every_rule() -> Iterator[tuple[StrEnum, Rule, Rule]]:
    """Each act of each policy, its rule, and each rule that this is made of."""
    for policy in POLICIES.values():
        for act, rule in policy.rules.items():
            yield from ((act, rule, leaf) for leaf in leaves(rule) if leaf.name not in FREE)


class Table:
    """The table beside the policies."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._said: dict[tuple[Rule, str, str, str], list[bool]] = {}

    def found(self, act: StrEnum, rule: Rule, leaf: Rule, pairs: Pairs) -> dict[tuple[str, str], list[int]]:
        """For which of these pairs this rule alone says no to this act, and at which places in their things."""
        about = ABOUT.get(named(act), "matter")
        fitting = [pair for pair in pairs if (pair[1] in MATTERS if about == "matter" else about in pair[1])]
        alone = {pair: self._alone(rule, leaf, about, pair) for pair in fitting}
        return {pair: places for pair, places in alone.items() if places}

    def _alone(self, rule: Rule, leaf: Rule, about: str, pair: tuple[str, str]) -> list[int]:
        who, what = pair
        said = {id(each): self._says(each, about, what, who) for each in leaves(rule)}
        return [
            place
            for place in range(len(said[id(leaf)]))
            if not whole(rule, lambda each: said[id(each)][place])  # noqa: B023  called at once
            and whole(rule, lambda each: each is leaf or said[id(each)][place])  # noqa: B023  called at once
        ]

    def _says(self, leaf: Rule, about: str, what: str, who: str) -> list[bool]:
        key = leaf, about, what, who
        if key not in self._said:
            actor = self.world.actors[who]
            self._said[key] = [bool(leaf(actor, thing)) for thing in self.world.things(about, what, who)]
        return self._said[key]


@pytest.mark.slow
def test_each_rule_of_each_act_says_no_alone_to_somebody_of_the_table(cast: Cast) -> None:
    """A rule that is added to an act fails here, until somebody is found whom it alone keeps out. And each line of
    the table is such a one.
    """
    table, used, silent = Table(World(cast)), {name: set[tuple[str, str]]() for name in ALONE}, set()
    for act, rule, leaf in every_rule():
        found = table.found(act, rule, leaf, listed(leaf))
        used.setdefault(leaf.name, set()).update(found)
        if not found:
            silent.add((named(act), leaf.name))

    assert silent == set(IMPLIED)
    assert {name: used[name] for name in ALONE} == {name: set(pairs) for name, pairs in ALONE.items()}


@pytest.mark.slow
def test_what_another_rule_says_as_well_is_said_alone_by_nobody_and_each_sentence_is_read(cast: Cast) -> None:
    """Were the other rule gone, the reason in the table would be wrong. Where several ways lead in, the last one that
    is closed says why; else it is the rule that alone says no.
    """
    table = Table(World(cast))
    implied = set()
    for act, rule, leaf in every_rule():
        if (named(act), leaf.name) in IMPLIED:
            implied.add((named(act), leaf.name))
            everybody = tuple((who, what) for who in table.world.staff for what in MATTERS)
            assert table.found(act, rule, leaf, everybody) == {}, (act, leaf.name)
            assert any(_is_heard(table, rule, leaf, *pair) for pair in everybody), (act, leaf.name)
        elif leaf in _must_hold(rule):
            _reads_its_sentence(table, act, rule, leaf)

    assert implied == set(IMPLIED)
    assert len(implied) == COUNTED


def _is_heard(table: Table, rule: Rule, leaf: Rule, who: str, what: str) -> bool:
    """Whether somebody reads the sentence of this rule, though another one says no as well."""
    actor = table.world.actors[who]
    said = [(rule(actor, thing), leaf(actor, thing)) for thing in table.world.things("matter", what, who)]
    return any(not heard and heard == own for heard, own in said)


def _must_hold(rule: Rule) -> list[Rule]:
    if rule.any_of:
        return []
    return [leaf for part in rule.all_of for leaf in _must_hold(part)] if rule.all_of else [rule]


def _reads_its_sentence(table: Table, act: StrEnum, rule: Rule, leaf: Rule) -> None:
    for (who, what), at in table.found(act, rule, leaf, listed(leaf)).items():
        thing = table.world.things(ABOUT.get(named(act), "matter"), what, who)[at[0]]
        actor = table.world.actors[who]
        assert rule(actor, thing) == leaf(actor, thing), (act, leaf.name)
        assert leaf(actor, thing).reason
