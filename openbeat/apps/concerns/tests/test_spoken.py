"""The language that a concern looks like: offered to staff, put right by them, and never set by itself."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Look
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.ledger.models import Entry
from openbeat.core.translation import languages
from openbeat.kit.policy import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db

BURMESE = ("လမ်းမီး မလင်းပါ", "လမ်းထောင့်က လမ်းမီး နှစ်ပတ်ကြာ မလင်းပါ။ ညဘက် မှောင်လွန်းပါတယ်။")
QUESTION = "This looks like Burmese. Is it?"


def in_burmese(cast: Cast, said: str = "en") -> Concern:
    concern = a_concern(cast, look=Look())
    Concern.objects.filter(pk=concern.pk).update(title=BURMESE[0], story=BURMESE[1], language=said)
    concern.refresh_from_db()
    return concern


def page_of(client: Client, concern: Concern) -> str:
    return client.get(concern.get_absolute_url()).text


def test_staff_are_asked_and_one_press_puts_it_right(client: Client, cast: Cast) -> None:
    concern = in_burmese(cast)
    client.force_login(cast.lee)

    before = page_of(client, concern)
    after = client.post(f"{concern.get_absolute_url()}language/", {"language": "my"}, follow=True).text

    assert QUESTION in before
    assert ("Yes, it is Burmese" in before, "No, it is English" in before) == (True, True)
    assert QUESTION not in after
    assert f'<div lang="my" dir="ltr"><p>{BURMESE[1]}</p>' in after
    assert "The language it is written in was put right" in after
    entry = Entry.objects.get(act="say_language")
    assert entry.facts == {"was": "en", "language": "my", "role": "liaison"}


def test_a_no_keeps_what_the_person_chose_and_nobody_is_asked_again(client: Client, cast: Cast) -> None:
    concern = in_burmese(cast)
    client.force_login(cast.lee)

    after = client.post(f"{concern.get_absolute_url()}language/", {"language": "en"}, follow=True).text

    concern.refresh_from_db()
    assert (concern.language, QUESTION in after) == ("en", False)


def test_of_a_letter_whose_language_nobody_knows_the_guess_is_offered(client: Client, cast: Cast) -> None:
    concern = in_burmese(cast, said="und")
    client.force_login(cast.lee)

    page = page_of(client, concern)

    assert QUESTION in page
    assert "No, it is" not in page
    assert f'<a class="btn quiet" href="{concern.get_absolute_url()}sort/">No</a>' in page


def test_nothing_is_set_by_itself_and_nobody_else_is_asked(client: Client, cast: Cast) -> None:
    concern = in_burmese(cast)
    asked = {}
    for who in ("rosa", "noor", "lou", "cora"):
        client.force_login(cast[who])  # type: ignore[arg-type]
        asked[who] = QUESTION in page_of(client, concern)
    client.logout()

    assert asked == {"rosa": False, "noor": False, "lou": False, "cora": True}
    assert QUESTION not in page_of(client, concern)
    concern.refresh_from_db()
    assert concern.language == "en"


def test_what_is_written_in_the_language_that_is_said_or_is_too_short_raises_no_question(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lee)

    assert "This looks like" not in page_of(client, in_burmese(cast, said="my"))
    assert "This looks like" not in page_of(client, a_concern(cast))


def test_the_question_names_the_language_in_the_language_of_the_page(client: Client, cast: Cast) -> None:
    concern = in_burmese(cast)
    client.force_login(cast.lee)

    with translation.override("es"):
        page, called = client.get(concern.get_absolute_url()).text, languages.called("my")

    assert page.count(called) >= 2  # in the question and on the button


def test_a_neighbour_who_says_the_language_is_told_why_not_and_an_odd_one_is_not_found(
    client: Client, cast: Cast
) -> None:
    concern = in_burmese(cast)
    client.force_login(cast.noor)
    refused = client.post(f"{concern.get_absolute_url()}language/", {"language": "my"})
    client.force_login(cast.lee)
    odd = client.post(f"{concern.get_absolute_url()}language/", {"language": "tlh"})

    concern.refresh_from_db()
    assert refused.status_code == 403
    assert "Only the liaison officer of this area or their commander may do this." in refused.text
    assert odd.status_code == 404
    assert concern.language == "en"


def test_the_language_can_be_put_right_where_nothing_was_guessed(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look())
    client.force_login(cast.lee)
    address = f"{concern.get_absolute_url()}sort/"

    shown = client.get(address).text
    client.post(address, {"category": "lighting", "language": "so"})
    client.post(address, {"category": "traffic", "language": "so"})

    concern.refresh_from_db()
    assert '<option value="en" selected>English</option>' in shown
    assert (concern.language, concern.category) == ("so", "traffic")
    acts = Entry.objects.filter(act__in=["sort", "say_language"]).order_by("pk")
    assert list(acts.values_list("act", flat=True)) == ["say_language", "sort"]


def test_a_refused_change_leaves_no_record(cast: Cast) -> None:
    concern = a_concern(cast)

    with pytest.raises(Refused, match="Only the liaison officer of this area"):
        services.say_language(concern, "my", by=cast.rosa, at=NOON)

    assert not Entry.objects.filter(act="say_language").exists()
