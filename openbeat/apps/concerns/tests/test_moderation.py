"""What is not shown is in a public log, without words and names; whoever wrote it appeals; somebody else decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.concerns import services as concerns
from openbeat.apps.concerns.lifecycle import Look, Said, Stage
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.moderation import queries, services
from openbeat.core.moderation.facts import Words
from openbeat.core.moderation.models import Appeal, Outcome, Removal
from openbeat.core.moderation.policies import MODERATION_POLICY, Act
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import Cast
from openbeat.core.people.holder import Holder
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

WHY = Words("Nobody is named in it.", "en")


def withheld(cast: Cast, by: str = "lee", reason: str = "name") -> Concern:
    concern = a_concern(cast)
    return concerns.look(concern, Look(words=reason), by=cast[by], at=NOON)


def the_removal() -> Removal:
    return Removal.objects.get()


def an_appeal(cast: Cast, by: str = "lee") -> Appeal:
    withheld(cast, by)
    return services.appeal(the_removal(), WHY, by=cast.rosa, at=NOON)


def test_the_log_says_what_where_why_and_in_which_role_and_never_the_words(client: Client, cast: Cast) -> None:
    concern = withheld(cast)

    text = client.get("/moderation/").text

    assert "It names or describes a private person." in text
    assert "Concern: the words" in text
    assert "Liaison officer" in text
    assert cast.beat.name in text
    assert concern.title not in text
    assert concern.story not in text
    assert cast.rosa.name not in text
    assert cast.lee.name not in text
    assert f"/concerns/{concern.pk}/" not in text


def test_criticism_of_the_police_is_no_reason(client: Client, db: None) -> None:
    assert "Criticism of the police is never a reason." in client.get("/moderation/").text


def test_the_log_is_narrowed_to_a_reason_and_a_month(client: Client, cast: Cast) -> None:
    withheld(cast)

    def lines(query: str) -> int:
        return client.get(f"/moderation/{query}").text.count("Concern: the words")

    assert [lines(""), lines("?reason=name"), lines("?reason=home")] == [1, 1, 0]
    assert [lines("?month=2026-05"), lines("?month=2026-04"), lines("?month=2026-13"), lines("?page=x")] == [1, 0, 1, 1]


def test_a_second_look_that_shows_it_ends_the_line_and_another_reason_is_another_line(cast: Cast) -> None:
    concern = withheld(cast)
    concerns.look(concern, Look(words="name"), by=cast.lee, at=NOON)
    assert Removal.objects.count() == 1

    concerns.look(concern, Look(words="home"), by=cast.cora, at=NOON)
    concerns.look(concern, Look(), by=cast.cora, at=NOON)

    rows = Removal.objects.order_by("pk").values_list("reason", "role", "lifted_at")
    assert list(rows) == [("name", "liaison", NOON), ("home", "commander", NOON)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _ in range(count):
        withheld(cast)
    client.get("/moderation/")

    with count_queries(6):
        text = client.get("/moderation/?page=1").text

    assert text.count("Concern: the words") == count


def test_whoever_wrote_it_appeals_and_the_commander_owes_the_decision(cast: Cast) -> None:
    made = an_appeal(cast)

    row = Obligation.objects.get(promise="moderation.appeal")
    assert row.owner
    assert (row.owner.role, row.kept_at) == ("commander", None)
    assert list(Message.objects.filter(kind="moderation.asked").values_list("person__name", flat=True)) == [
        cast.cora.name
    ]
    assert made.words not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_the_holder_of_the_receipt_may_appeal_and_a_neighbour_may_not(cast: Cast) -> None:
    concern = withheld(cast)
    removal = the_removal()

    with pytest.raises(Refused, match="Only whoever wrote it may appeal"):
        services.appeal(removal, WHY, by=cast.noor, at=NOON)
    holder = Holder(frozenset({Ref.of(concern)}))

    assert services.appeal(removal, WHY, by=holder, at=NOON).made_by == cast.rosa
    with pytest.raises(Refused, match="There was an appeal against this already"):
        services.appeal(removal, WHY, by=cast.rosa, at=NOON)


def test_what_was_written_with_a_receipt_is_in_the_export_and_goes_with_the_person(cast: Cast) -> None:
    concern = withheld(cast)
    made = services.appeal(the_removal(), WHY, by=Holder(frozenset({Ref.of(concern)})), at=NOON)

    kept = people.export(cast.rosa, by=cast.rosa, at=NOON)["things"]
    assert [row["words"] for row in kept if row["kind"] == "moderation.appeal"] == [WHY.text]
    people.forget(cast.rosa, by=cast.rosa, at=NOON)

    made.refresh_from_db()
    assert made.words == ""


def test_whoever_takes_a_matter_over_takes_over_its_appeal(cast: Cast) -> None:
    said = Said("Dark", "It is dark.", "en", "lighting")
    concern = concerns.raise_concern(said, area=cast.beat, by=VISITOR, at=NOON)
    concerns.look(concern, Look(words="name"), by=cast.lee, at=NOON)
    made = services.appeal(the_removal(), WHY, by=Holder(frozenset({Ref.of(concern)})), at=NOON)
    assert made.made_by_id is None

    concerns.claim(str(concern.pk), by=cast.noor, at=NOON)
    people.forget(cast.noor, by=cast.noor, at=NOON)

    made.refresh_from_db()
    assert (made.made_by, made.words) == (cast.noor, "")


def test_granted_the_words_are_shown_and_whoever_appealed_is_told(client: Client, cast: Cast) -> None:
    made = an_appeal(cast)

    services.decide(made, Outcome.SHOWN, Words("It names nobody.", "en"), by=cast.cora, at=NOON + timedelta(days=1))

    concern = Concern.objects.get()
    assert (concern.words_withheld, the_removal().lifted_at) == ("", NOON + timedelta(days=1))
    assert concern.story in client.get(f"/concerns/{concern.pk}/").text
    assert "shown again" in client.get("/moderation/").text
    assert Obligation.objects.get(promise="moderation.appeal").kept_at
    assert Message.objects.filter(kind="moderation.decided", person=cast.rosa).count() == 1


def test_upheld_it_stays_withheld_with_the_reason_for_whoever_appealed(client: Client, cast: Cast) -> None:
    made = an_appeal(cast)
    services.decide(made, Outcome.UPHELD, Words("It names a neighbour.", "en"), by=cast.cora, at=NOON)
    client.force_login(cast.rosa)

    text = client.get(f"/moderation/{made.removal.pk}/appeal/").text

    assert Concern.objects.get().words_withheld == "name"
    assert "It stays as it was decided." in text
    assert "It names a neighbour." in text
    assert "It names a neighbour." not in Client().get("/moderation/").text


MAY = {"lee": "cora", "cora": "ada"}


@pytest.mark.parametrize("by", MAY)
def test_somebody_else_decides(cast: Cast, by: str) -> None:
    made = an_appeal(cast, by)

    everybody = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
    may = {name for name in everybody if MODERATION_POLICY.verdict(cast[name], Act.DECIDE, made)}

    assert may == {MAY[by]}


def test_whoever_decided_before_hears_why_not(cast: Cast) -> None:
    made = an_appeal(cast, "cora")

    with pytest.raises(Refused, match="You decided this before"):
        services.decide(made, Outcome.UPHELD, WHY, by=cast.cora, at=NOON)


def test_reading_an_appeal_is_on_record_and_hidden_from_others(client: Client, cast: Cast) -> None:
    made = an_appeal(cast)
    client.force_login(cast.noor)
    assert client.get(made.get_absolute_url()).status_code == 404
    client.force_login(cast.cora)

    text = client.get(made.get_absolute_url()).text

    assert Concern.objects.get().story in text
    assert Entry.objects.filter(act="open", kind="moderation.appeal", by=cast.cora).count() == 1


def test_appeal_and_decision_by_their_pages(client: Client, cast: Cast) -> None:
    concern = withheld(cast)
    client.force_login(cast.rosa)
    page = client.get(f"/concerns/{concern.pk}/").text
    own = f"/moderation/of/concerns.concern/{concern.pk}/"
    assert own in page
    key = the_removal().pk
    assert f"/moderation/{key}/appeal/" in client.get(own).text
    assert client.post(f"/moderation/{key}/appeal/", {"text": "", "language": "en"}).status_code == 422

    client.post(f"/moderation/{key}/appeal/", {"text": "It names nobody.", "language": "en"})
    client.force_login(cast.cora)
    made = Appeal.objects.get()
    assert made.get_absolute_url() in client.get("/moderation/appeals/").text
    client.post(made.get_absolute_url(), {"outcome": "shown", "text": "Right.", "language": "en"})

    assert Concern.objects.get().words_withheld == ""


def test_nobody_else_finds_what_of_it_is_not_shown(client: Client, cast: Cast) -> None:
    concern = withheld(cast)
    client.force_login(cast.noor)

    assert client.get(f"/moderation/of/concerns.concern/{concern.pk}/").status_code == 404
    assert client.get(f"/moderation/{the_removal().pk}/appeal/").status_code == 404
    assert "/moderation/of/" not in client.get(f"/concerns/{concern.pk}/").text


def test_what_was_answered_keeps_its_line(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED)
    concerns.look(concern, Look(words="case"), by=cast.lee, at=NOON)

    assert [line.reason for line in queries.log("", "", "")[1]] == ["It could harm an open case."]
