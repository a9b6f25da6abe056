"""Which language a text is in: right in all eight, and silent where nobody could be sure."""

from __future__ import annotations

import pytest

from openbeat.core.translation import detecting, languages

SAID = [
    ("en", "The street light at the corner has been out for two weeks."),
    ("en", "PLEASE CALL ME BACK TOMORROW MORNING"),
    ("es", "La luz de la calle no funciona desde hace dos semanas."),
    ("es", "Por favor, llámeme mañana."),
    ("ar", "ضوء الشارع لا يعمل منذ أسبوعين."),
    ("my", "လမ်းမီး နှစ်ပတ်ကြာ မလင်းပါ။"),
    ("zh-hans", "路灯已经坏了两个星期了。"),
    ("zh-hans", "请明天早上给我打电话"),
    ("vi", "Đèn đường không sáng hai tuần nay."),
    ("ht", "Limyè nan lari a pa mache depi de semèn."),
    ("so", "Nalka waddada labo toddobaad ayuusan shaqaynayn."),
    ("so", "Fadlan ii soo wac berri subax."),
]
MIXED = [
    ("my", "လမ်းမီး မလင်းပါ 555-0100 နံပါတ်ကို ခေါ်ပါ Oak St"),
    ("en", "The light is out 😀😀 since Monday, see https://example.org/es/la-luz-de-la-calle"),
    ("es", "La luz de la calle no funciona. Escriba por favor a the-street-light-is-out@example.org"),
    ("ar", "الضوء معطل في Oak St منذ أسبوعين ولم يأت أحد"),
]
UNSURE = [
    "",
    "ok",
    "Gracias",
    "مرحبا",
    "Rosa Delgado",
    "https://example.org/the/street/light/is/out/since/monday",
    "😀😀👍🏽 ❤️ 👨‍👩‍👧",
    "12 555-0100, 5:30",
    "Hello နေကောင်းလား my friend Bob, how are you",
    "ضوء الشارع light on Main Street and Oak",
    "Bonjour, la lampe de la rue ne marche pas depuis deux semaines.",
    "A lâmpada da rua não funciona há duas semanas.",
    "Свет на улице не работает уже две недели",
    "چراغ خیابان دو هفته است که کار نمی‌کند",
    "街灯は二週間消えたままです",
    "asdf jkl qwer zxcv uiop hjkl",
    "\u200b\u202e\u0301\x00",
]


@pytest.mark.parametrize(("code", "text"), SAID + MIXED)
def test_a_sentence_is_recognised(code: str, text: str) -> None:
    assert detecting.guess(text) == code


@pytest.mark.parametrize("text", UNSURE)
def test_nothing_is_said_where_nobody_could_be_sure(text: str) -> None:
    assert detecting.guess(text) == ""


def test_every_language_in_which_people_may_write_is_among_them() -> None:
    assert {code for code, _text in SAID} == set(languages.WRITTEN) == set(detecting.ALIKE)


def test_a_very_long_text_is_looked_at_in_its_beginning_only() -> None:
    assert detecting.guess("The light is out at the corner of the street. " * 100 + "路" * 10_000) == "en"
