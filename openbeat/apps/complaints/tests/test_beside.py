"""The pages beside a matter: who finds them, what they show, and what their forms do."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Outcome, Promise, Stage, Words
from openbeat.apps.complaints.lifecycle.clocks import Paused, Reason
from openbeat.apps.complaints.lifecycle.sides import Given, Heard
from openbeat.apps.complaints.models import (
    Allegation,
    CasePause,
    CheckIn,
    Complaint,
    OfficerNotice,
    OfficerPaper,
    Referral,
)
from openbeat.apps.complaints.tests.makers import NOON, SAID, Office, a_complaint, an_office, opened_as, unlocked
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.people.models import Person
from openbeat.core.web import dates
from openbeat.kit.clock import now
from tests.cast import Cast

DAY = timedelta(days=1)
PAGES = ("clocks", "officers", "statements", "referrals")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[cast.imani])


@pytest.fixture
def complaint(client: Client, office: Office) -> Complaint:
    """A matter in work, with Ines at its page: unlocked, and she has said why."""
    found = a_complaint(office, Stage.IN_WORK, at=now() - 2 * DAY).complaint
    unlocked(client, office, office.ines)
    opened_as(client, found)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_for_readers_and_each_opening_is_on_record(
    client: Client, cast: Cast, office: Office, complaint: Complaint, name: str
) -> None:
    before = Entry.objects.filter(act="open").count()

    page = client.get(f"/complaints/{complaint.pk}/{name}/")

    assert page.status_code == 200
    assert f"Sealed matter {complaint.pk}" in page.text
    assert Entry.objects.filter(act="open").count() == before + 1
    other = Client()
    for stranger in (cast.lee, cast.cora, cast.ada, office.omar):
        other.force_login(stranger)
        assert other.get(f"/complaints/{complaint.pk}/{name}/").status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_shown_while_the_key_is_locked(client: Client, office: Office, name: str) -> None:
    found = a_complaint(office, Stage.IN_WORK).complaint
    client.force_login(office.ines)

    page = client.get(f"/complaints/{found.pk}/{name}/")

    assert "passphrase" in page.text
    assert "What is owed" not in page.text


def test_a_reader_lets_the_clock_stand_still_and_run_again(client: Client, complaint: Complaint) -> None:
    here = f"/complaints/{complaint.pk}/clocks/"

    client.post(f"{here}pause/", {"reason": "court", "text": "The judge has it.", "language": "en"})
    page = client.get(here)
    assert "A court has the matter." in page.text
    assert "The judge has it." in page.text
    client.post(f"{here}look/")
    client.post(f"{here}resume/")

    assert CasePause.objects.get().until is not None
    assert Obligation.objects.filter(paused_at__isnull=False).count() == 0


def test_what_is_refused_comes_back_in_its_form_with_the_reason(client: Client, complaint: Complaint) -> None:
    here = f"/complaints/{complaint.pk}/clocks/"

    page = client.post(f"{here}shift/", {"due": "2000-01-01", "reason": "court"})

    assert page.status_code == 403
    assert "The new date must be later" in page.text
    assert client.post(f"{here}pause/", {"reason": "rain"}).status_code == 422


def test_words_are_given_back_where_the_key_was_locked_meanwhile(client: Client, office: Office) -> None:
    found = a_complaint(office, Stage.IN_WORK).complaint
    client.force_login(office.ines)

    page = client.post(f"/complaints/{found.pk}/clocks/harm/", {"text": "He stops her.", "language": "en"})

    assert "He stops her." in page.text
    assert not Allegation.objects.filter(retaliation=True).exists()


def test_harm_is_taken_down_and_acknowledged_on_its_page(client: Client, complaint: Complaint) -> None:
    here = f"/complaints/{complaint.pk}/clocks/harm/"

    client.post(here, {"text": "He stops her.", "language": "en"})
    client.post(f"{here}read/", {"text": "We have read it.", "language": "en"})

    assert Allegation.objects.get(retaliation=True).number == 2
    assert Obligation.objects.get(promise=Promise.RETALIATION_ACKNOWLEDGE).kept_at is not None


def test_an_officer_is_told_answers_and_learns_the_outcome(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    here = f"/complaints/{complaint.pk}/officers/"
    told = {"number": "1", "email": cast.imani.email, "text": "That you took a telephone.", "language": "en"}
    assert client.post(f"{here}tell/", {**told, "email": "nobody@example.org"}).status_code == 422
    client.post(f"{here}tell/", told)
    notice = OfficerNotice.objects.get()
    assert cast.imani.name in client.get(here).text

    theirs = Client()
    unlocked(theirs, office, cast.imani)
    assert f"/complaints/officer/{notice.pk}/" in theirs.get("/complaints/officer/").text
    page = theirs.get(f"/complaints/officer/{notice.pk}/")
    assert "That you took a telephone." in page.text
    assert "Your rights" in page.text
    theirs.post(f"/complaints/officer/{notice.pk}/", {"sort": "answer", "text": "I gave it back.", "language": "en"})
    assert "I gave it back." in client.get(here).text

    point = {"finding": Outcome.UNFOUNDED, "standard": "preponderance", "definitions": 1, "decided_at": now()}
    Allegation.objects.update(**point)
    assert theirs.get(f"/complaints/officer/{notice.pk}/letter.pdf").status_code == 404
    client.post(f"{here}outcome/", {"number": "1", "text": "It did not happen.", "language": "en"})
    assert "It did not happen." in theirs.get(f"/complaints/officer/{notice.pk}/").text
    assert theirs.get(f"/complaints/officer/{notice.pk}/letter.pdf").content.startswith(b"%PDF")


def on_paper(answer: Any) -> str:
    """What stands on a PDF, in one line."""
    pages = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_an_officer_without_a_key_gets_a_letter_that_says_no_word_of_the_matter(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    here = f"/complaints/{complaint.pk}/officers/"
    assert client.get(f"{here}1/notice.pdf").status_code == 404  # nobody was told
    Allegation.objects.update(kind="force")
    told = Words("That you took a telephone at Weir Street.", "en")
    notice = services.tell_officer(complaint.accused.get(), cast.lee, told, by=office.ines, at=NOON)
    opened = Entry.objects.filter(act="open").count()

    letter = on_paper(client.get(f"{here}1/notice.pdf"))

    assert notice.on_paper
    assert f"{here}1/notice.pdf" in client.get(here).text
    assert Entry.objects.filter(act="open").count() == opened + 2
    for words in ("A notice to you", cast.lee.name, "Alder Falls", "You were told of it on 4 May 2026", "force",
                  "Stands by you: nobody yet", "by 18 May 2026", "may have a representative"):  # fmt: skip
        assert words in letter
    for sealed in ("telephone at", "Weir", SAID.words[:20], f"matter {complaint.pk}"):
        assert sealed not in letter
    assert client.get(f"{here}1/cleared.pdf").status_code == 404
    other = Client()
    for stranger in (cast.lee, cast.cora, cast.ada, office.omar):
        other.force_login(stranger)
        assert other.get(f"{here}1/notice.pdf").status_code == 404


def test_an_officer_answers_the_letter_on_paper_and_the_next_one_says_that_it_came(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    here, today = f"/complaints/{complaint.pk}/officers/", now().date()
    form = {"number": "1", "sort": "answer", "came_on": today.isoformat(), "text": "I gave it back.", "language": "en"}
    early = client.post(f"{here}paper/", form)
    assert (early.status_code, "has not been told yet" in early.text) == (403, True)
    services.tell_officer(complaint.accused.get(), cast.lee, Words("That.", "en"), by=office.ines, at=now() - DAY)
    letter = on_paper(client.get(f"{here}1/notice.pdf"))
    assert "write it on paper, with your name and the day on which you were told" in letter
    assert "What you wrote on paper came to us" not in letter
    other = Client()
    for stranger in (cast.lee, cast.cora, cast.ada, office.omar):
        other.force_login(stranger)
        assert other.post(f"{here}paper/", form).status_code == 404
    too_late = client.post(f"{here}paper/", {**form, "came_on": (today + 2 * DAY).isoformat()})
    assert (too_late.status_code, "I gave it back." in too_late.text) == (403, True)
    assert not OfficerPaper.objects.exists()

    client.post(f"{here}paper/", form)

    page = client.get(here).text
    assert all(words in page for words in ("I gave it back.", "It came on paper. Written down here by:", "Ines"))
    assert f"What you wrote on paper came to us on {dates.words(today, 'day')}." in on_paper(
        client.get(f"{here}1/notice.pdf")
    )


def test_the_letter_is_in_the_officers_language_and_names_who_stands_by_them(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    Person.objects.filter(pk=cast.lee.pk).update(language="es")
    notice = services.tell_officer(complaint.accused.get(), cast.lee, Words("That.", "en"), by=office.ines, at=NOON)
    OfficerNotice.objects.filter(pk=notice.pk).update(representative=cast.lou)

    letter = on_paper(client.get(f"/complaints/{complaint.pk}/officers/1/notice.pdf"))

    assert cast.lou.name in letter
    assert "4 de mayo de 2026" in letter


def test_whoever_was_cleared_gets_that_on_paper_and_whoever_was_not_does_not(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    here = f"/complaints/{complaint.pk}/officers/"
    services.tell_officer(complaint.accused.get(), cast.lee, Words("That.", "en"), by=office.ines, at=NOON)
    point = {"standard": "preponderance", "definitions": 1, "decided_at": now()}
    Allegation.objects.update(finding=Outcome.SUSTAINED, **point)
    client.post(f"{here}outcome/", {"number": "1", "text": "It happened.", "language": "en"})
    assert client.get(f"{here}1/cleared.pdf").status_code == 404
    assert "cleared.pdf" not in client.get(here).text

    Allegation.objects.update(finding=Outcome.UNFOUNDED, **point)

    assert f"{here}1/cleared.pdf" in client.get(here).text
    assert "You have been cleared" in on_paper(client.get(f"{here}1/cleared.pdf"))


def test_what_an_officer_was_told_is_there_for_nobody_else(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    services.tell_officer(complaint.accused.get(), cast.imani, Words("Told.", "en"), by=office.ines, at=now())
    notice = OfficerNotice.objects.get()

    other = Client()
    for stranger in (cast.lee, cast.cora, cast.ada, office.omar, office.ines):
        other.force_login(stranger)
        assert other.get(f"/complaints/officer/{notice.pk}/").status_code == 404
        assert other.post(f"/complaints/officer/{notice.pk}/", {}).status_code == 404
    assert "Told." not in client.get("/complaints/officer/").text


def test_why_an_officer_is_not_told_yet_stands_on_the_page(client: Client, complaint: Complaint) -> None:
    here = f"/complaints/{complaint.pk}/officers/"
    until = (now() + 20 * DAY).date().isoformat()

    client.post(f"{here}not-yet/", {"number": "1", "why": "evidence", "until": until})

    assert "Evidence could be lost." in client.get(here).text


def test_a_compelled_statement_is_opened_by_its_readers_alone_and_each_opening_is_listed(
    client: Client, office: Office, complaint: Complaint
) -> None:
    here = f"/complaints/{complaint.pk}/statements/"
    client.post(f"{here}new/", {"given": "compelled", "whose": "", "text": "I took it.", "language": "en"})

    assert "I took it." not in client.get(here).text
    page = client.get(f"{here}1/")
    assert "I took it." in page.text
    assert Entry.objects.filter(kind="complaints.statement", act="open").count() == 1
    services.take_statement(complaint, Heard(Given.VOLUNTARY, "Freely.", "en"), by=office.ines, at=now())
    assert "Freely." in client.get(here).text
    assert client.get(f"{here}2/").status_code == 404
    source = f"complaints.statement:{queries.statements_of(complaint)[0].pk}"
    account = f"complaints.account:{complaint.account.pk}"
    client.post(f"{here}source/", {"made": account, "source": source})
    assert "What comes from a compelled statement" in client.get(here).text


def test_what_is_sent_to_others_is_put_on_record_and_what_was_compelled_cannot_be_chosen(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = services.take_statement(complaint, Heard(Given.COMPELLED, "I took it.", "en"), by=office.ines, at=now())
    here = f"/complaints/{complaint.pk}/referrals/"
    sent = {"to": "prosecutor", "whom": "The District Attorney", "text": "Please look.", "language": "en"}
    account = f"complaints.account:{complaint.account.pk}"

    assert client.post(f"{here}new/", {**sent, "items": [f"complaints.statement:{row.pk}"]}).status_code == 422
    client.post(f"{here}new/", {**sent, "items": [account], "criminal": "on"})
    client.post(f"{here}reply/", {"number": "1", "text": "We decline.", "language": "en"})
    client.post(f"{here}criminal/", {"email": cast.imani.email})
    page = client.get(here)
    client.post(f"{here}close/", {"number": "1"})

    assert "The District Attorney" in page.text
    assert "We decline." in page.text
    assert cast.imani.name in page.text
    assert Referral.objects.get().closed_at is not None


def test_whoever_complained_sees_the_pause_reports_harm_and_answers_the_question(
    client: Client, office: Office
) -> None:
    filed = a_complaint(office, Stage.IN_WORK, at=now() - 31 * DAY)
    services.pause(filed.complaint, Paused(Reason.COURT, "In June.", "en"), by=office.ines, at=now() - 3 * DAY)
    services.ask_about_harm(at=now())
    client.post("/receipt/", {"code": filed.code})
    own = f"/complaints/{filed.complaint.pk}/own/"

    page = client.get(own)
    assert "A court has the matter." in page.text
    assert "In June." in page.text
    check_in = CheckIn.objects.get()
    client.post(f"{own}harm/{check_in.pk}/", {"harmed": "no", "text": "", "language": "en"})
    client.post(f"{own}harm/", {"text": "He stops me.", "language": "en"})

    check_in.refresh_from_db()
    assert check_in.answered_at is not None
    assert Allegation.objects.filter(retaliation=True).count() == 1
    assert "He stops me." in client.get(own).text
    stranger = Client()
    assert stranger.post(f"{own}harm/", {"text": "x", "language": "en"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_however_much_there_is(
    client: Client, office: Office, complaint: Complaint, count: int, count_queries: CountQueries
) -> None:
    for number in range(count):
        at = now() - DAY + number * timedelta(hours=1)
        services.pause(complaint, Paused(Reason.COURT, "In June.", "en"), by=office.ines, at=at)
        services.resume(complaint, by=office.ines, at=at)
        services.take_statement(complaint, Heard(Given.VOLUNTARY, "Freely.", "en"), by=office.ines, at=at)

    costs = []
    for name in ("clocks", "statements"):
        with count_queries(COSTS[name]):
            costs.append(client.get(f"/complaints/{complaint.pk}/{name}/").status_code)

    assert costs == [200, 200]


COSTS = {"clocks": 24, "statements": 32}
