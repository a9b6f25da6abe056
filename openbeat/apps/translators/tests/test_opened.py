"""A private text becomes public: what was written of it before is seen by nobody, and does not come back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import Client
from django.utils import translation
from lxml import html

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import Piece, Written
from openbeat.apps.translators.lifecycle import Credit, Reason, Stage
from openbeat.apps.translators.models import Draft, Work
from openbeat.apps.translators.services import drafts, looks, updates, works
from openbeat.apps.translators.tests.makers import KIND, NOON, Hall, a_translator
from openbeat.core.hooks.texts import Quote
from openbeat.core.ledger.models import Entry
from openbeat.core.people.models import Person
from openbeat.core.places.models import Area
from openbeat.core.translation import exchange, reading
from openbeat.core.translation import queries as translations
from openbeat.core.translation import services as texts
from openbeat.core.translation.models import Translation
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

OLD = ("Jim Doe sells drugs at 5 Elm.", "We meet on Monday at six.")
NEW = ("Somebody sells drugs at the corner.", "We meet on Monday at six.")
WORDS = ("Jim Doe vende drogas en Elm 5.", "Nos vemos el lunes a las seis.")
WAYS = ("", "drafts/", *(f"file.{form}" for form in exchange.Form))
NOTHING = "What was written before that is not kept."
LEFT_OUT = "1 passage does not stand in the text any more. Its words were left out."
PRIVATE = ("Jim", "Elm 5", "5 Elm", "Doe is spelt")


def again(person: Person) -> Person:
    """Somebody, as the database knows them now."""
    return Person.objects.get(pk=person.pk)


def a_private_work(cast: Cast, hall: Hall, stage: Stage = Stage.TAKEN) -> Work:
    """A text that Lee, Lena and Noor read and Rosa does not; Lena drafted it, Noor returned or signed it."""
    hall.hidden.add(str(cast.beat.pk))
    hall.readers |= {cast.lee.pk, cast.lena.pk, cast.noor.pk}
    a_translator(cast.rosa)
    lena, noor = a_translator(cast.lena), a_translator(cast.noor)
    work = works.ask(hall.says(cast.beat, "\n\n".join(OLD)), "es", by=cast.lee, at=NOON)
    work = works.take(work, by=lena, at=NOON)
    work = drafts.write(work, Written(0, OLD, WORDS), by=lena, at=NOON)
    work = drafts.propose(work, work.version, Credit(5), by=lena, at=NOON)
    if stage == Stage.TAKEN:
        work = looks.give_back(work, Reason("Doe is spelt with an e.", "en"), by=noor, at=NOON)
        Work.objects.filter(pk=work.pk).update(machine_why="It lost “Jim”.")
    if stage == Stage.PUBLISHED:
        work = looks.sign(work, work.version, by=noor, at=NOON)
    return work


def again_work(work: Work) -> Work:
    """A work, as the database knows it now."""
    return Work.objects.get(pk=work.pk)


def a_form_from_before(**more: str) -> dict[str, Any]:
    """What somebody sends who opened the page while the text was private."""
    return {"version": "1", "shown": json.dumps(OLD), "words-0": "Jim D.", "words-1": "El lunes.", **more}


def sent_again(page: str) -> dict[str, str]:
    """What a browser sends that sends the form of a page once more, as it came."""
    return dict(next(form.form_values() for form in html.fromstring(page).forms if "shown" in form.fields))


def opens(cast: Cast, hall: Hall, words: tuple[str, ...] = NEW) -> None:
    """The text is reworded, and everybody may read it; the list of texts does not know it yet."""
    hall.words[str(cast.beat.pk)] = "\n\n".join(words)
    hall.hidden.clear()


def renew(cast: Cast) -> None:
    """The list of texts follows."""
    texts.renew([Ref(KIND, str(cast.beat.pk))], at=NOON)


def all_of(client: Client, work: Work) -> str:
    """All that the desk shows of a work: its page, what was saved, its files."""
    return "".join(client.get(f"{work.get_absolute_url()}{way}").text for way in WAYS)


def page(area: Area, words: tuple[str, ...] = NEW) -> str:
    """What everybody reads in Spanish where the text stands."""
    area.about = "\n\n".join(words)
    with translation.override("es"), reading.reading() as fill:
        return fill(
            engines["django"].from_string("{% load texts %}{% text area 'about' block %}").render({"area": area})
        )


def test_nothing_of_what_was_written_before_is_seen_by_whoever_comes_after(
    client: Client, cast: Cast, hall: Hall
) -> None:
    work = a_private_work(cast, hall)
    client.force_login(cast.lena)
    assert [word in all_of(client, work) for word in PRIVATE] == [True] * 4

    opens(cast, hall)
    renew(cast)

    for person in (cast.rosa, cast.lena):
        client.force_login(person)
        seen = all_of(client, work)
        assert NEW[0] in seen
        assert [word for word in (*PRIVATE, "It lost") if word in seen] == []
    assert WORDS[1] in seen
    assert NOTHING not in seen
    work.refresh_from_db()
    assert (work.stage, work.returned_why, work.returned_why_language, work.machine_why) == (Stage.TAKEN, "", "", "")
    assert [one.pieces for one in Draft.objects.all()] == [[[OLD[1], WORDS[1], "person"]]] * 2


def test_where_nothing_of_it_stands_in_the_text_no_draft_is_kept_and_the_page_says_so(
    client: Client, cast: Cast, hall: Hall
) -> None:
    work = a_private_work(cast, hall)
    opens(cast, hall, NEW[:1])
    renew(cast)

    client.force_login(cast.lena)
    assert NOTHING in client.get(work.get_absolute_url()).text
    assert Draft.objects.count() == 0


def test_whoever_wrote_what_still_stands_does_not_sign_it(cast: Cast, hall: Hall) -> None:
    work = a_private_work(cast, hall)
    lena, noor = again(cast.lena), again(cast.noor)
    works.take(works.hand_back(work, by=lena, at=NOON), by=noor, at=NOON)
    opens(cast, hall)
    renew(cast)
    work = again_work(work)
    work = drafts.write(work, Written(work.version, NEW, ("Alguien vende drogas.", None)), by=noor, at=NOON)
    work = drafts.propose(work, work.version, Credit(5), by=noor, at=NOON)

    with pytest.raises(Refused):
        looks.sign(work, work.version, by=lena, at=NOON)
    assert looks.sign(work, work.version, by=again(cast.rosa), at=NOON).stage == Stage.PUBLISHED


def test_what_a_machine_wrote_is_known_to_be_of_a_machine_still(cast: Cast, hall: Hall) -> None:
    work = a_private_work(cast, hall)
    lena = again(cast.lena)
    work = drafts.write(work, Written(work.version, OLD, ("", "")), by=lena, at=NOON)
    work = drafts.put(work, [Piece(*pair, "machine") for pair in zip(OLD, WORDS, strict=True)], by=lena, at=NOON)
    opens(cast, hall)
    renew(cast)

    assert queries.draft_of(again_work(work)) == [Piece(OLD[1], WORDS[1], "machine")]


def test_an_update_that_was_open_goes_on_with_the_passages_that_stand(cast: Cast, hall: Hall) -> None:
    a_private_work(cast, hall, Stage.PUBLISHED)
    source = hall.says(cast.beat, "\n\n".join((*OLD, "Bring a lamp.")))
    work = works.ask(source, "es", by=cast.lee, at=NOON)
    opens(cast, hall)
    renew(cast)

    work = again_work(work)
    assert [(piece.source, piece.words) for piece in queries.draft_of(work)] == [(OLD[1], WORDS[1])]
    assert (work.is_update, work.anew_at) == (True, work.version)


def test_until_the_list_of_texts_follows_the_desk_shows_nothing_of_it(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_private_work(cast, hall)
    url = work.get_absolute_url()
    opens(cast, hall)

    for person in (cast.rosa, cast.lena, cast.ada):
        client.force_login(person)
        assert [client.get(f"{url}{way}").status_code for way in WAYS] == [404] * len(WAYS)
        assert url not in client.get("/translate/").text
    with pytest.raises(Refused, match="You may not read the text itself"):
        drafts.restore(work, 1, by=again(cast.lena), at=NOON)

    renew(cast)
    client.force_login(cast.rosa)
    assert client.get(url).status_code == 200


def test_whoever_acts_in_that_moment_acts_on_what_is_left(client: Client, cast: Cast, hall: Hall) -> None:
    work = a_private_work(cast, hall)
    opens(cast, hall)
    client.force_login(cast.lena)

    client.post(f"{work.get_absolute_url()}draft/", a_form_from_before(save="1"))

    assert [word for word in PRIVATE if word in all_of(client, work)] == []
    assert [(piece.source, piece.words) for piece in queries.draft_of(again_work(work))] == [(OLD[1], "El lunes.")]


def test_what_waited_for_a_second_look_is_taken_again_on_record(cast: Cast, hall: Hall) -> None:
    work = a_private_work(cast, hall, Stage.PROPOSED)
    opens(cast, hall)

    renew(cast)

    work.refresh_from_db()
    assert (work.stage, work.taken_by) == (Stage.TAKEN, cast.lena)
    last = Entry.objects.filter(kind="translators.work", key=str(work.pk)).latest("pk")
    assert (last.act, last.actor) == ("return_translation", "program")
    lena = again(cast.lena)
    done = drafts.write(work, Written(work.version, NEW, ("Alguien vende drogas.", WORDS[1])), by=lena, at=NOON)
    done = drafts.propose(done, done.version, Credit(5), by=lena, at=NOON)
    assert looks.sign(done, done.version, by=again(cast.noor), at=NOON).stage == Stage.PUBLISHED


def test_of_what_was_published_before_the_passages_stay_that_stand_in_the_text_now(cast: Cast, hall: Hall) -> None:
    a_private_work(cast, hall, Stage.PUBLISHED)
    opens(cast, hall)
    before = page(cast.beat)  # the list of texts does not know yet
    renew(cast)

    for shown in (before, page(cast.beat)):
        assert (WORDS[1] in shown, "Jim" in shown) == (True, False)
    kept = Translation.objects.get()
    assert kept.pairs == [[OLD[1], WORDS[1]]]
    assert [(one.current, one.stale) for one in translations.covered()] == [(0, 1)]


def test_of_what_was_published_before_nothing_stays_where_nothing_of_it_stands_in_the_text(
    cast: Cast, hall: Hall
) -> None:
    a_private_work(cast, hall, Stage.PUBLISHED)
    opens(cast, hall, NEW[:1])
    renew(cast)

    slot, shown = f"{KIND}:{cast.beat.pk}:about", page(cast.beat)
    assert (NEW[0] in shown, [word for word in (*PRIVATE, *WORDS) if word in shown]) == (True, [])
    assert Translation.objects.get().pairs == []
    quote = Quote(NEW[0], "en", slot)
    assert translations.in_language([quote], "es") == {}
    with translation.override("es"):
        assert translations.for_feed([quote]) == {quote: quote}
    assert translations.translated([Ref(KIND, str(cast.beat.pk))]) == []
    assert translations.covered() == []


def test_where_nothing_of_what_was_published_stands_an_update_is_asked_for_by_itself(
    client: Client, cast: Cast, hall: Hall
) -> None:
    before = a_private_work(cast, hall, Stage.PUBLISHED)
    opens(cast, hall, NEW[:1])
    renew(cast)

    assert (updates.renew(at=NOON), updates.renew(at=NOON)) == (1, 0)

    work = Work.objects.get(stage=Stage.ASKED)
    assert (work.language, work.version, work.is_update) == ("es", 0, False)
    client.force_login(cast.noor)
    assert [client.get(one.get_absolute_url()).status_code for one in (before, work)] == [200, 200]
    noor = again(cast.noor)
    work = works.take(work, by=noor, at=NOON)
    work = drafts.write(work, Written(0, NEW[:1], ("Alguien vende drogas.",)), by=noor, at=NOON)
    work = drafts.propose(work, work.version, Credit(5), by=noor, at=NOON)
    looks.sign(work, work.version, by=again(cast.rosa), at=NOON)
    assert "Alguien vende drogas." in page(cast.beat, NEW[:1])


def test_an_update_that_is_asked_for_in_that_moment_begins_with_the_passages_alone_that_stand(
    cast: Cast, hall: Hall
) -> None:
    a_private_work(cast, hall, Stage.PUBLISHED)
    opens(cast, hall)

    work = works.ask(hall.read([str(cast.beat.pk)])[0], "es", by=cast.lee, at=NOON)

    assert [(piece.source, piece.words) for piece in queries.draft_of(work)] == [(OLD[1], WORDS[1])]
    assert (work.is_update, work.private) == (True, False)


def test_a_translation_of_the_same_words_stays_whole_when_they_become_public(cast: Cast, hall: Hall) -> None:
    a_private_work(cast, hall, Stage.PUBLISHED)
    opens(cast, hall, OLD)
    renew(cast)

    assert Translation.objects.get().pairs == [list(pair) for pair in zip(OLD, WORDS, strict=True)]
    assert [(one.current, one.stale) for one in translations.covered()] == [(1, 0)]


def test_a_form_that_was_open_before_brings_back_the_passages_alone_that_still_stand(
    client: Client, cast: Cast, hall: Hall
) -> None:
    work = a_private_work(cast, hall)
    opens(cast, hall)
    renew(cast)
    client.force_login(cast.lena)

    client.post(f"{work.get_absolute_url()}draft/", a_form_from_before(save="1"))

    assert [(piece.source, piece.words) for piece in queries.draft_of(again_work(work))] == [(OLD[1], "El lunes.")]
    client.force_login(cast.rosa)
    assert [word for word in PRIVATE if word in all_of(client, work)] == []


def test_a_form_from_before_that_clashes_and_is_sent_again_brings_back_no_other_passage(
    client: Client, cast: Cast, hall: Hall
) -> None:
    work = a_private_work(cast, hall)
    opens(cast, hall)
    renew(cast)
    url = f"{work.get_absolute_url()}draft/"
    work = again_work(work)
    words = ("Alguien vende drogas.", "A las seis.")
    drafts.write(work, Written(work.version, NEW, words), by=again(cast.lena), at=NOON)
    client.force_login(cast.lena)

    clash = client.post(url, a_form_from_before(save="1", **{"fits-0": "on"}))
    assert clash.status_code == 409
    assert LEFT_OUT in clash.text
    assert "El lunes." in clash.text
    again_sent = client.post(url, {**sent_again(clash.text), "save": "1"})

    assert again_sent.status_code == 302
    found = [(piece.source, piece.words) for piece in queries.draft_of(again_work(work))]
    assert found == [(NEW[0], words[0]), (NEW[1], "El lunes.")]
    assert [word for word in PRIVATE if word in str(list(Draft.objects.values_list("pieces", flat=True)))] == []


def test_a_tick_at_words_that_fit_brings_back_no_passage_that_is_gone(cast: Cast, hall: Hall) -> None:
    work = a_private_work(cast, hall)
    lena = again(cast.lena)
    hall.says(cast.beat, "\n\n".join((OLD[0], "We meet on Monday at six with Jim.")))
    opens(cast, hall, OLD[1:])
    renew(cast)

    old = (OLD[0], "We meet on Monday at six with Jim.")
    done = drafts.write(again_work(work), Written(1, old, (None, None), frozenset({1})), by=lena, at=NOON)

    assert [piece.source for piece in queries.draft_of(done)] == [OLD[1]]


@pytest.mark.parametrize("save", ["save", "propose"])
def test_whoever_sends_a_form_from_before_is_told_what_was_left_out(
    client: Client, cast: Cast, hall: Hall, save: str
) -> None:
    work = a_private_work(cast, hall)
    opens(cast, hall)
    renew(cast)
    client.force_login(cast.lena)
    url = f"{work.get_absolute_url()}draft/"
    more = {save: "1", "minutes": "5"}

    assert LEFT_OUT in client.post(url, a_form_from_before(**more), follow=True).text
    version = str(again_work(work).version)
    form = {**a_form_from_before(**more), "version": version, "shown": json.dumps(NEW)}
    assert LEFT_OUT not in client.post(url, form, follow=True).text


@pytest.mark.parametrize("form", list(exchange.Form))
def test_a_file_from_before_brings_back_the_passages_alone_that_still_stand(
    client: Client, cast: Cast, hall: Hall, form: exchange.Form
) -> None:
    work = a_private_work(cast, hall)
    client.force_login(cast.lena)
    data = client.get(f"{work.get_absolute_url()}file.{form}").content
    opens(cast, hall)
    renew(cast)

    sent = client.post(f"{work.get_absolute_url()}file/", {"file": SimpleUploadedFile("x", data)}, follow=True)
    assert LEFT_OUT in sent.text

    work.refresh_from_db()
    assert [(piece.source, piece.words) for piece in queries.draft_of(work)] == [(OLD[1], WORDS[1])]
