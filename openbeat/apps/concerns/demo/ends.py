"""What most stories do not show: not ours, nothing more, told before, asked again, a late one, another date, a question
that was private."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from openbeat.apps.concerns import services
from openbeat.apps.concerns.demo.folk import Folk, gather, liaison_of
from openbeat.apps.concerns.lifecycle import (
    Correction,
    End,
    Job,
    Look,
    NewDate,
    NoAction,
    Reply,
    Ruling,
    Said,
    Scrubbed,
    Sentence,
)
from openbeat.core.hooks import chart
from openbeat.core.notices import services as outbox
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Concern
    from openbeat.core.hooks.demo import Town

HOUR = timedelta(hours=1)


def ends(town: Town) -> None:
    """Make one of each in the first beats, through the services, in the last weeks."""
    folk = gather(town)
    _not_ours(town, folk)
    _no_action(town, folk)
    _told_before(town, folk)
    _asked_again(town, folk)
    _again(town, folk)
    _put_right(town, folk)
    _planned(town, folk)
    _private(town, folk)
    services.escalate(at=town.now)


def _raised(town: Town, folk: Folk, number: int, days: float, by: int, **said: Any) -> Concern:
    """Raised in the beat of this number so many days ago, and looked at two hours later."""
    area, who = town.areas[number % len(town.areas)], folk.residents["en"][by % len(folk.residents["en"])]
    words = Said(**{"language": "en", "category": "other", **said})
    at = town.at(days, 15)
    concern = services.raise_concern(words, area=area, by=who, at=at)
    if words.private:
        return concern
    return services.look(concern, Look(), by=liaison_of(folk, area), at=at + 2 * HOUR)


def _heard(folk: Folk, concern: Concern, sentence: str, at: datetime, *, take_up: bool = True) -> Concern:
    officer = liaison_of(folk, concern.area)
    return services.acknowledge(concern, Sentence(sentence, "en", take_up), by=officer, at=at)


def _not_ours(town: Town, folk: Folk) -> None:
    concern = _raised(
        town, folk, 0, 20, 1, category="noise", title="Freight trains blow their horn at two in the morning",
        story="Every night at the Foundry Lane crossing. Nobody sleeps through it.", place="Foundry Lane crossing",
    )  # fmt: skip
    _heard(folk, concern, "The horn of the night trains at Foundry Lane wakes you.", town.at(19, 15), take_up=False)
    end = End(
        "The railway has to sound the horn there, and we cannot change that. The Railway Office can make it a quiet "
        "crossing with gates. We passed your words on and asked them to write to you.",
        "en", "Railway Office of the state", "+1 608 555 0190", "https://railways.example.org/quiet-crossings",
    )  # fmt: skip
    services.not_ours(concern, end, by=liaison_of(folk, concern.area), at=town.at(18, 16))


def _no_action(town: Town, folk: Folk) -> None:
    concern = _raised(
        town, folk, 1, 25, 2, category="other", title="A van has stood at the river for weeks",
        story="Grey, no wheels missing, nobody in it. It takes up two places.", place="River lot",
    )  # fmt: skip
    _heard(folk, concern, "A grey van stands at the river lot and is not moved.", town.at(24, 15))
    end = End(
        "We went there on three days. The van is registered, it was moved between our visits, and parking there is "
        "free. If it does not move for a month, tell us again and we look at once.", "en", reason=NoAction.LAWFUL,
    )  # fmt: skip
    services.no_action(concern, end, by=liaison_of(folk, concern.area), at=town.at(20, 17))


def _told_before(town: Town, folk: Folk) -> None:
    first = _raised(
        town, folk, 0, 9, 3, category="lighting", title="The lamps on the mill stairs are all out",
        story="All four lamps on the stairs from Mill Street to the water are dark. People fall.", place="Mill stairs",
    )  # fmt: skip
    _heard(folk, first, "The four lamps on the mill stairs do not burn, and people fall.", town.at(8, 15))
    second = _raised(
        town, folk, 0, 7, 4, category="lighting", title="It is dark on the mill stairs",
        story="The stairs down to the water have no light any more.", place="Stairs at the mill",
    )  # fmt: skip
    for number in range(3):
        services.me_too(first, by=VISITOR, at=town.at(6 - number), device=f"device {number}")
    services.me_too(second, by=folk.residents["en"][6], at=town.at(6))
    outbox.follow(folk.residents["en"][7], second, at=town.at(6))
    words = "Somebody told us of the same lamps two days before. We go on with that one: you are told there."
    services.merge(second, first, End(words, "en"), by=liaison_of(folk, first.area), at=town.at(5, 15))


def _asked_again(town: Town, folk: Folk) -> None:
    concern = _raised(
        town, folk, 1, 60, 5, category="traffic", title="Lorries turn in front of the kindergarten",
        story="They reverse over the pavement when the children come.", place="Harbour Road 4",
    )  # fmt: skip
    officer = liaison_of(folk, concern.area)
    _heard(folk, concern, "Lorries reverse over the pavement at the kindergarten.", town.at(58, 15))
    services.answer(
        concern, Reply("A sign and two posts keep lorries off the pavement.", "en"), by=officer, at=town.at(50)
    )
    first = services.ask_to_reopen(
        concern, Reply("On Saturdays they drive round the posts.", "en"), by=VISITOR, at=town.at(30)
    )
    no = Ruling(False, "We stood there on two Saturdays and saw none. Tell us the hour if you see one.", "en")  # noqa: FBT003
    services.decide(first, no, by=officer, at=town.at(26, 15))
    again = Reply("It is between six and seven, before the market opens. One post is bent now.", "en")
    services.ask_to_reopen(concern, again, by=folk.residents["en"][8], at=town.at(2))


def _again(town: Town, folk: Folk) -> None:
    concern = _raised(
        town, folk, 2, 40, 9, category="vandalism", title="The bus stop at the school is smashed again and again",
        story="New glass, and a week later it lies on the ground.", place="School stop",
    )  # fmt: skip
    officer, who = liaison_of(folk, concern.area), concern.raised_by
    _heard(folk, concern, "The glass of the school stop is broken again and again.", town.at(38, 15))
    services.answer(concern, Reply("The glass is new, and patrols pass at night.", "en"), by=officer, at=town.at(33))
    assert who  # noqa: S101  it was raised by a resident
    services.reopen(concern, Reply("It lies on the ground again since Sunday.", "en"), by=who, at=town.at(12))
    services.look(concern, Look(), by=officer, at=town.at(11, 16))
    date = NewDate((town.now + timedelta(days=12)).date(), "The maker of the glass delivers it in ten days.", "en")
    services.shift(concern, date, by=officer, at=town.at(4, 15))


def _put_right(town: Town, folk: Folk) -> None:
    concern = _raised(
        town, folk, 0, 3, 10, category="children", title="The way to school has no safe place to cross",
        story="At the bakery all cross, and cars do not stop.", place="Bakery corner",
    )  # fmt: skip
    _heard(folk, concern, "You want a zebra crossing at the bakery.", town.at(2, 15), take_up=False)
    assert concern.raised_by  # noqa: S101  it was raised by a resident
    said = "Not a zebra. A grown-up with a sign, at eight and at one, would do."
    services.correct(concern, Correction(False, said, "en"), by=concern.raised_by, at=town.at(1, 15))  # noqa: FBT003


def _planned(town: Town, folk: Folk) -> None:
    concern = _raised(
        town, folk, 3, 6, 11, category="lighting", title="The lamp at the chapel flickers all night",
        story="It goes on and off until the morning.", place="Chapel",
    )  # fmt: skip
    _heard(folk, concern, "The lamp at the chapel flickers at night.", town.at(5, 15))
    officer, at = liaison_of(folk, concern.area), town.at(4, 15)
    if chart.provided():
        due = (town.now + timedelta(days=9)).date()
        services.chart(concern, Job("Change the lamp at the chapel", "en", due), by=officer, at=at)
    else:
        services.planned(str(concern.pk), by=officer, at=at)


def _private(town: Town, folk: Folk) -> None:
    concern = _raised(
        town, folk, 1, 30, 12, category="police", private=True, title="May I film at the door?",
        story="Two officers came to my sister's flat. She filmed them and they told her to stop. Was that right?",
    )  # fmt: skip
    officer = liaison_of(folk, concern.area)
    _heard(folk, concern, "You ask whether your sister may film officers at her door.", town.at(29, 15))
    services.answer(concern, Reply("Yes, she may. I have spoken with both officers.", "en"), by=officer, at=town.at(24))
    words = Scrubbed(
        "May somebody film officers who stand at their door?",
        "Yes. Anybody may film officers at work, in public and in their own home, as long as they keep out of the way.",
        "en",
    )
    services.publish_question(concern, words, by=officer, at=town.at(23))
