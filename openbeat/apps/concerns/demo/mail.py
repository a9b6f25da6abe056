"""What came to the town by e-mail and at meetings, and an appeal against something that is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.demo.folk import gather
from openbeat.apps.concerns.lifecycle import Arrival, Category, Channel, Look, Reply, Said, Sentence
from openbeat.core.hooks.inbox import Letter
from openbeat.core.moderation import services as moderation
from openbeat.core.moderation.facts import Words
from openbeat.core.moderation.models import Outcome, Removal
from openbeat.core.people.facts import Contact
from openbeat.core.people.holder import Holder
from openbeat.core.people.roles import Role
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mailed:
    """A letter of the town: who wrote it, and what became of it."""

    sender: str
    subject: str
    text: str
    category: str
    days_ago: int
    opened: bool = False  # its sender lets everybody read it
    later: str = ""  # what the sender added by a reply
    answer: str = ""
    language: str = "en"


LETTERS = (
    Mailed("Gil Marsh", "Bus stop at the mill without light", "We wait there at six in the morning, six or seven of "
           "us. Since the post was hit by a truck there is no lamp at all.", "lighting", 24, opened=True,
           later="The post itself is gone since yesterday. There are bare wires.",
           answer="The power company made the wires safe the same day. A new post with a lamp stands since Friday."),
    Mailed("Wilma Ott", "Scooters on the walk by the water", "They come from behind without a sound. My mother does "
           "not dare to go there any more.", "traffic", 9, opened=True),
    Mailed("Raul Peña", "Carreras de motos los domingos", "Cada domingo por la noche corren motos frente a la iglesia.",
           "noise", 4, language="es"),
    Mailed("Dot Finley", "Somebody waits at our door", "A man I do not know sits in a car before our house in the "
           "evening. I do not want the neighbours to read this.", "other", 2),
    Mailed("Kyaw Win", "လမ်းမီး မလင်းပါ", "စက်ရုံဘေးက လမ်းထောင့်မှာ လမ်းမီး နှစ်ပတ်ကြာ မလင်းပါ။ ညဘက် အလုပ်ကပြန်ရင် အရမ်းမှောင်ပါတယ်။",
           "lighting", 1, language="und"),  # the mail program did not say which language
)  # fmt: skip
AT_MEETINGS = (
    ("lighting", "The alley behind the bakery is dark", "Said by four people at the meeting.", 41),
    ("children", "Balls roll from the school yard onto the road", "The fence has a hole at the corner.", 33),
    ("theft", "Packages are taken from the steps", "Three people spoke of it at the meeting.", 12),
)


def letters(town: Town) -> None:
    """Make what came by e-mail and at meetings, in the first beats."""
    folk = gather(town)
    for number, mailed in enumerate(LETTERS):
        area = town.areas[number % 2]
        _mailed(town, mailed, area, folk.liaisons[area.pk])
    for number, (category, title, story, days_ago) in enumerate(AT_MEETINGS):
        area, at = town.areas[number % len(town.areas)], town.at(days_ago, 26)
        said = Said(title, story, "en", category)
        arrival = Arrival(Channel.MEETING, contact=Contact("telephone", f"+1 608 555 017{number}"))
        officer = folk.liaisons[area.pk]
        concern = services.enter_concern(said, area=area, by=officer, at=at, arrival=arrival)
        concern = services.look(concern, Look(), by=officer, at=at + HOUR)
        services.acknowledge(concern, Sentence(title, "en"), by=officer, at=at + DAY)


def _mailed(town: Town, mailed: Mailed, area: Area, officer: Person) -> None:
    at, address = town.at(mailed.days_ago, 14), f"{mailed.sender.split()[0].lower()}@example.org"
    letter = Letter(address, mailed.sender, mailed.subject, mailed.text, mailed.language, once=f"town {mailed.subject}")
    done = services.raise_by_mail(area, letter, answers=True, at=at)
    concern = queries.by_number(done.ref.key) if done.ref else None
    if concern is None or concern.raised_by is None:
        return
    concern = services.sort(concern, category=Category(mailed.category), by=officer, at=at + 2 * HOUR)
    resident = Holder(frozenset({Ref.of(concern)}))
    if mailed.opened:
        concern = services.open_up(concern, by=resident, at=at + 3 * HOUR)
        concern = services.look(concern, Look(), by=officer, at=at + 4 * HOUR)
    if mailed.days_ago > 3:  # noqa: PLR2004  what came yesterday still waits
        understood = Sentence(mailed.subject, mailed.language)
        concern = services.acknowledge(concern, understood, by=officer, at=at + 5 * HOUR)
    _went_on(concern, mailed, officer, letter, town)


def _went_on(concern: Concern, mailed: Mailed, officer: Person, letter: Letter, town: Town) -> None:
    at = concern.raised_at + 2 * DAY
    if mailed.later and concern.raised_by:
        reply = Letter(letter.sender, letter.name, "", mailed.later, mailed.language, once=f"{letter.once} later")
        services.add_by_mail(concern, reply, by=concern.raised_by, answers=True, at=at)
        concern = services.look(concern, Look(), by=officer, at=at + HOUR)
    if mailed.answer:
        answer = Reply(mailed.answer, mailed.language, concern.answers_given)
        services.answer(concern, answer, by=officer, at=min(at + 3 * DAY, town.now))


def appeals(town: Town) -> None:
    """Two appeals against what is not shown: one was granted, one waits for the commander."""
    commander = town.cast.cora
    mine = [row for row in Removal.objects.filter(lifted_at=None).order_by("decided_at", "pk") if _decides(row, town)]
    for number, removal in enumerate(mine[:2]):
        concern = queries.by_number(removal.key)
        if concern is None:
            continue
        by = concern.raised_by or Holder(frozenset({Ref.of(concern)}))
        words = Words("The street is named, but nobody who lives there. Everybody should know of it.", "en")
        at = max(removal.decided_at + DAY, town.at(3 + 20 * (1 - number)))
        made = moderation.appeal(removal, words, by=by, at=at)
        if number == 0:
            why = Words("You are right: it names a street and no person. It is shown now.", "en")
            moderation.decide(made, Outcome.SHOWN, why, by=commander, at=min(at + 2 * DAY, town.now))


def _decides(removal: Removal, town: Town) -> bool:
    commander = town.cast.cora
    return (
        commander.holds(Role.COMMANDER, in_=removal.area_id)
        and removal.decided_by_id != commander.pk
        and removal.decided_at < town.now - 2 * DAY
    )
