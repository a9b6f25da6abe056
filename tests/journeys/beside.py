"""What stands beside a sealed matter, filled with the marker by its own pages, and read there by those who may."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.test import Client

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo import INES
from openbeat.apps.complaints.lifecycle import Reach, Signed, Sort, Stage
from openbeat.apps.complaints.models import CheckIn, Complaint, CriminalSide, OfficerNotice, PassedOn, Referral, Waiting
from openbeat.apps.complaints.policies import INTERPRETER
from openbeat.apps.complaints.services import Filed
from openbeat.apps.complaints.tests.makers import Office, a_complaint, cleared_up, opened_as, unlocked
from openbeat.core.people import demo as people
from openbeat.core.people.models import Person
from openbeat.core.places import queries as places
from openbeat.kit.clock import now
from tests.cast import Cast
from tests.marks import marked, places_with

DAY = timedelta(days=1)
PAGES = ("", "own/", "clocks/", "officers/", "statements/", "statements/1/", "referrals/", "mediation/", "language/",
         "casework/", "findings/", "discipline/", "recordings/", "packet/", "summary/", "classify/")  # fmt: skip
PUBLIC = ("/complaints/", "/complaints/outcomes/", "/complaints/outcomes.json", "/complaints/outcomes.csv",
          "/complaints/cases/", "/complaints/board/", "/complaints/desk/summaries/", "/complaints/board/desk/",
          "/complaints/officer/", "/complaints/pledges/")  # fmt: skip


def an_interpreter() -> Person:
    """Somebody who interprets, without a pledge yet."""
    whole = places.root()
    assert whole
    part = replace(INES, key="thiri", name="Thiri Aung")
    return people.appear(part, [(INTERPRETER, whole)], now() - 60 * DAY)


def beside(client: Client, cast: Cast, office: Office, thiri: Person) -> list[Complaint]:
    """Clocks, harm, the officers' side, what went to others, statements, a mediation, an interpreter; which matters."""
    return [
        delayed_and_harmed(client, office),
        told_to_the_officer(client, cast, office),
        praised(client, cast, office),
        sent_to_others(client, cast, office),
        talked_over(client, office),
        interpreted(client, cast, office, thiri),
    ]


def delayed_and_harmed(client: Client, office: Office) -> Complaint:
    """The clock stands still, with words; whoever complained is asked after harm, and answers."""
    filed = a_complaint(office, Stage.IN_WORK, at=now() - 31 * DAY, once="delayed", words=marked("delayed"))
    here = at_the_page(client, office, filed)
    sent(client, f"{here}clocks/pause/", {"reason": "court", "text": marked("pause"), "language": "en"})
    services.ask_about_harm(at=now())
    own = with_the_receipt(client, filed)
    assert marked("pause") in client.get(own).text
    question = CheckIn.objects.get(complaint=filed.complaint).pk
    sent(client, f"{own}harm/{question}/", {"harmed": "yes", "text": marked("reply"), "language": "en"})
    sent(client, f"{own}harm/", {"text": marked("harm"), "language": "en"})
    assert marked("harm") in client.get(own).text
    client.post("/receipt/matters/close/")
    at_the_page(client, office, filed)
    assert marked("reply") in client.get(f"{here}clocks/").text
    sent(client, f"{here}clocks/harm/read/", {"text": marked("read"), "language": "en"})
    client.post("/sign-out/")
    return filed.complaint


def told_to_the_officer(client: Client, cast: Cast, office: Office) -> Complaint:
    """An officer is told, answers, here and on paper, learns the outcome, and appeals."""
    filed = a_complaint(office, Stage.IN_WORK, at=now() - 2 * DAY, once="told", words=marked("of an officer"))
    here = at_the_page(client, office, filed)
    told = {"number": "1", "email": cast.imani.email, "text": marked("told the officer"), "language": "en"}
    sent(client, f"{here}officers/tell/", told)
    theirs = OfficerNotice.objects.get().get_absolute_url()
    unlocked(client, office, cast.imani)
    sent(client, theirs, {"sort": "answer", "text": marked("of the officer"), "language": "en"})
    cleared_up(filed.complaint, office, by=office.ines, at=now())
    at_the_page(client, office, filed)
    paper = {"number": "1", "sort": "answer", "came_on": now().date().isoformat(), "language": "en"}
    sent(client, f"{here}officers/paper/", {**paper, "text": marked("on paper")})
    sent(client, f"{here}officers/outcome/", {"number": "1", "text": marked("outcome"), "language": "en"})
    unlocked(client, office, cast.imani)
    sent(client, theirs, {"sort": "appeal", "text": marked("appeal of the officer"), "language": "en"})
    written = ("of the officer", "on paper", "appeal of the officer")
    assert all(marked(words) in client.get(theirs).text for words in ("told the officer", "outcome", *written))
    at_the_page(client, office, filed)
    assert all(marked(words) in client.get(f"{here}officers/").text for words in written)
    client.post("/sign-out/")
    return filed.complaint


def praised(client: Client, cast: Cast, office: Office) -> Complaint:
    """Praise is passed on, in other words, to an officer who reads those."""
    agreed: dict[str, Any] = {"sort": Sort.PRAISE, "reach": Reach(pass_on=True)}
    filed = a_complaint(office, at=now() - 2 * DAY, once="praise", words=marked("of praise"), **agreed)
    here = at_the_page(client, office, filed)
    passed = {"email": cast.imani.email, "text": marked("passed on"), "language": "en"}
    sent(client, f"{here}officers/praise/", passed)
    unlocked(client, office, cast.imani)
    page = client.get(PassedOn.objects.get().get_absolute_url()).text
    assert (marked("passed on") in page, marked("of praise") in page) == (True, False)
    client.post("/sign-out/")
    return filed.complaint


def sent_to_others(client: Client, cast: Cast, office: Office) -> Complaint:
    """Statements, a compelled one and a free one; the prosecutor gets the matter, and replies; the criminal side."""
    filed = a_complaint(office, Stage.IN_WORK, at=now() - 2 * DAY, once="sent", words=marked("sent"))
    here = at_the_page(client, office, filed)
    for given in ("compelled", "voluntary"):
        heard = {"given": given, "whose": "", "text": marked(given), "language": "en"}
        sent(client, f"{here}statements/new/", heard)
    assert marked("voluntary") in client.get(f"{here}statements/").text
    assert marked("compelled") in client.get(f"{here}statements/1/").text
    item = f"complaints.account:{filed.complaint.account.pk}"
    out = {"to": "prosecutor", "whom": marked("whom"), "text": marked("asked"), "language": "en", "items": [item]}
    sent(client, f"{here}referrals/new/", out)
    sent(client, f"{here}referrals/reply/", {"number": "1", "text": marked("reply"), "language": "en"})
    sent(client, f"{here}referrals/criminal/", {"email": cast.lee.email})
    page = client.get(f"{here}referrals/").text
    assert all(words in page for words in (marked("whom"), marked("asked"), marked("reply"), cast.lee.name))
    gone, side = Referral.objects.get(), CriminalSide.objects.get()
    assert places_with(item, {"items": bytes(gone.items)}) == []  # no words of ours stand in these two
    assert places_with(cast.lee.name, {"who": bytes(side.who), "mark": side.mark.encode()}) == []
    client.post("/sign-out/")
    return filed.complaint


def talked_over(client: Client, office: Office) -> Complaint:
    """Both sides talk, with somebody between them, and agree."""
    filed = a_complaint(office, Stage.CLASSIFIED, at=now() - 2 * DAY, once="talked", words=marked("talked"))
    here = f"{at_the_page(client, office, filed)}mediation/"
    sent(client, here, {"act": "offer", "language": "en"})
    own = with_the_receipt(client, filed)
    sent(client, f"{own}mediation/", {"says": "yes"})
    client.post("/receipt/matters/close/")
    at_the_page(client, office, filed)
    sent(client, here, {"act": "officer_yes", "language": "en"})
    talk = {"act": "arrange", "language": "en", "words": marked("mediator"), "held_on": f"{now().date()}"}
    sent(client, here, talk)
    with_the_receipt(client, filed)
    assert marked("mediator") in client.get(own).text
    client.post("/receipt/matters/close/")
    at_the_page(client, office, filed)
    sent(client, here, {"act": "agreed", "language": "en", "words": marked("agreed")})
    assert all(marked(words) in client.get(here).text for words in ("mediator", "agreed"))
    with_the_receipt(client, filed)
    assert marked("agreed") in client.get(own).text
    client.post("/receipt/matters/close/")
    return filed.complaint


def interpreted(client: Client, cast: Cast, office: Office, thiri: Person) -> Complaint:
    """What is not in the language of whoever complained waits for an interpreter, who puts it there."""
    filed = a_complaint(office, at=now() - 2 * DAY, once="interpreted", words=marked("interpreted"), language="my")
    services.note_pledge(thiri, Signed(date(2026, 5, 1), ("my",), from_elsewhere=True), by=cast.ada, at=now())
    here = at_the_page(client, office, filed)
    sent(client, f"{here}interpreter/", {"interpreter": str(thiri.pk)})
    sent(client, f"{here}write/", {"text": marked("waits"), "language": "en", "act": "acknowledge"})
    unlocked(client, office, thiri)
    assert marked("waits") in client.get(f"{here}language/").text
    waiting = Waiting.objects.get().pk
    sent(client, f"{here}language/", {"waiting": str(waiting), "text": marked("ဖတ်ပြီးပါပြီ")})
    own = with_the_receipt(client, filed)
    assert marked("ဖတ်ပြီးပါပြီ") in client.get(own).text
    client.post("/receipt/matters/close/")
    return filed.complaint


def at_the_page(client: Client, office: Office, filed: Filed) -> str:
    """Ines, her key unlocked, has said why she opens it; where it is."""
    unlocked(client, office, office.ines)
    opened_as(client, filed.complaint)
    return f"/complaints/{filed.complaint.pk}/"


def with_the_receipt(client: Client, filed: Filed) -> str:
    """Whoever complained came back with their code; where their own page is."""
    client.logout()
    client.post("/receipt/", {"code": filed.code})
    return f"/complaints/{filed.complaint.pk}/own/"


def sent(client: Client, where: str, typed: Mapping[str, object]) -> None:
    """It was taken: the answer leads on to a page."""
    answer = client.post(where, typed)
    assert answer.status_code == 302, (where, answer.status_code, re.findall(r'class="error[^<]*<', answer.text))


def shown_to_others(client: Client, cast: Cast, office: Office, matters: Iterable[Complaint]) -> dict[str, bytes]:
    """Every page beside these matters, and every public one that is made from them, for people who may not read them.

    Whoever handles it is among them, with a locked key, and so is the outside body, with its key unlocked.
    """
    paths = [f"/complaints/{matter.pk}/{page}" for matter in matters for page in PAGES]
    theirs = OfficerNotice.objects.get().get_absolute_url()
    praise = PassedOn.objects.get().get_absolute_url()
    found = {}
    for who in (None, cast.rosa, cast.lee, cast.cora, cast.ada, office.ines, office.omar):
        client.logout()
        if who == office.omar:
            unlocked(client, office, who)
        elif who:
            client.force_login(who)
        for path in (*paths, *PUBLIC, theirs, f"{theirs}letter.pdf", praise):
            found[f"{path} for {who}"] = client.get(path).content
    client.logout()
    return found
