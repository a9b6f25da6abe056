"""How a tactic goes in the example town: proposed, answered, spoken about as a whole, used or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.progress.lifecycle import Opinion, Proposal, Say, Words
from openbeat.apps.progress.services import answers, tactics
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.progress.demo.facts import Idea
    from openbeat.apps.progress.models import Tactic, Task
    from openbeat.kit.actors import Actor

BETWEEN = timedelta(minutes=37)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A tactic for a task, or for what the task was made from."""

    idea: Idea
    task: Task
    officer: Actor
    contact: Actor
    about: Ref | None = None

    def steps(self, at: datetime) -> Iterator[datetime]:
        """Go the whole way from this moment on; whoever drives this stops at the town's now."""
        idea = self.idea
        yield at
        said = Words(idea.words, "en")
        proposal = Proposal(self.task.area, self.about or Ref.of(self.task), idea.field, said, idea.agency)
        tactic = tactics.propose(proposal, by=self.officer, at=at)
        for number, opinion in enumerate(self._opinions()):
            yield (at := at + BETWEEN)
            answer = answers.say(tactic, opinion, device=f"example {number}", by=VISITOR, at=at)
            if opinion.words.text:
                answers.look(answer, withheld="", by=self.contact, at=at)
        if idea.official:
            yield (at := at + BETWEEN)
            answers.speak(tactic, Opinion(idea.official, Words(idea.official_why, "en")), by=self.contact, at=at)
        if idea.used:
            yield (at := at + timedelta(days=1))
            self._use(tactic, at)

    def _opinions(self) -> list[Opinion]:
        written = [Opinion(say, Words(words, language)) for say, words, language in self.idea.why]
        counts = dict(zip(Say.values, self.idea.says, strict=True))
        for opinion in written:
            counts[opinion.say] -= 1
        silent = [Opinion(say, Words("", "en")) for say, count in counts.items() for _one in range(count)]
        return [*written, *silent]

    def _use(self, tactic: Tactic, at: datetime) -> None:
        tactic.refresh_from_db()
        why = Words(self.idea.reason, "en") if self.idea.reason else None
        tactics.use(tactic, why=why, version=tactic.version, by=self.officer, at=at)
