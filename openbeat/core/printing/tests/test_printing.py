"""What a person finds on our paper, with their eyes or with a screen reader."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from django.utils.translation import gettext_lazy as _

from openbeat.core.printing import coverage, fonts, services
from openbeat.core.printing.passages import Passage, plain, tongue

pytestmark = pytest.mark.django_db

ENGLISH = Passage("Street lights on Mill Lane are out.", "en")
SPANISH = Passage("¿Cuándo arreglan las farolas de la calle?", "es")
ARABIC = Passage("إنارة الشارع معطلة منذ شهر مايو قرب المدرسة", "ar")
BURMESE = Passage("ရဲစခန်းအနီးရှိ လမ်းမီးများ ပျက်နေသည်", "my")
CHINESE = Passage("学校附近的路灯坏了", "zh-hans")
VIETNAMESE = Passage("Đèn đường trên phố bị hỏng từ tháng Năm", "vi")
ALL = (ENGLISH, SPANISH, ARABIC, BURMESE, CHINESE, VIETNAMESE)


def a_task(task: Passage | str = ENGLISH, **more: object) -> dict[str, object]:
    return {"task": task, "responsible": ["Liaison officer, beat 3"], "timetable": "4 December 2026", **more}


def a_chart(*tasks: dict[str, object], language: str = "en", town_note: str = "", **data: object) -> bytes:
    return services.render(
        "chart", {"tasks": tasks, **data}, language=language, title="Progress Chart: Beat 3", town_note=town_note
    )


def pages(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    for page in document:
        yield page.get_textpage().get_text_range()


def words(pdf: bytes) -> set[str]:
    return set("\n".join(pages(pdf)).split())


def letters(text: str) -> str:
    return "".join(sorted(character for character in text if not character.isspace()))


def test_the_chart_has_the_five_parts_of_the_form_of_1996() -> None:
    text = "\n".join(pages(a_chart(a_task(completed="12 November 2026", problems=["The lamp is on order."]))))

    for part in (
        "Task 1",
        "Who is responsible for this task",
        "Timetable for completion",
        "Completed",
        "Problems encountered",
    ):
        assert part in text
    assert "The lamp is on order." in text
    assert "12 November 2026" in text


@pytest.mark.parametrize("passage", ALL, ids=lambda passage: passage.language)
def test_the_words_can_be_read_back_in_each_language(passage: Passage) -> None:
    text = "\n".join(pages(a_chart(a_task(passage))))

    if passage.language in {"my", "zh-hans", "ar"}:  # readers differ in where they break such words, never in letters
        assert set(letters(passage.text)) <= set(text)
    else:
        assert set(passage.text.split()) <= set(text.split())
    assert fonts.UNKNOWN not in text


@pytest.mark.parametrize("passage", ALL, ids=lambda passage: passage.language)
def test_no_character_of_our_languages_is_an_empty_box(passage: Passage) -> None:
    assert fonts.printable(passage.text) == passage.text


def test_arabic_words_come_back_whole() -> None:
    assert set(ARABIC.text.split()) <= words(a_chart(a_task(ARABIC), language="ar"))


def test_burmese_words_come_back_whole() -> None:
    text = "".join(words(a_chart(a_task(BURMESE), language="my")))

    assert all(word in text for word in BURMESE.text.split())


def test_chinese_words_come_back_whole() -> None:
    assert "路灯坏了" in "".join("\n".join(pages(a_chart(a_task(CHINESE)))).split())


def test_a_screen_reader_finds_tags_title_and_language() -> None:
    pdf = a_chart(a_task(), language="ar")

    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert pypdfium2.PdfDocument(io.BytesIO(pdf)).get_metadata_dict()["Title"] == "Progress Chart: Beat 3"


def test_a_person_cannot_give_the_typesetter_orders() -> None:
    tricks = '#set text(red) *bold* $x$ @ref <label> \\ // /* #read("/etc/passwd") "quoted" ]'

    text = "\n".join(pages(a_chart(a_task(Passage(tricks, "en")))))

    assert set(tricks.split()) <= set(text.split())


def test_what_no_font_draws_is_a_visible_mark_and_the_page_says_so() -> None:
    text = "\n".join(pages(a_chart(a_task(Passage("Thanks \U0001f600 all", "en")))))

    assert "Thanks" in text
    assert fonts.UNKNOWN in text
    assert "could not be printed" in text
    assert "could not be printed" not in "\n".join(pages(a_chart(a_task())))


@pytest.mark.parametrize(
    "text", ["", "\x00\x07bell", "\u202eright", "e\u0301", "a\tb", "line\nline", "\ufeff", "\ud800"[:0]]
)
def test_odd_text_never_stops_a_page(text: str) -> None:
    assert a_chart(a_task(Passage(text, "en"), problems=[Passage(text, "xx-odd")])).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["", "x", "english", "qps", "so", "ht", "zh", "my"])
def test_odd_languages_never_stop_a_page(language: str) -> None:
    assert services.render("chart", {"tasks": [a_task(Passage("x", language))]}, language="en", title="x").startswith(
        b"%PDF"
    )


@pytest.mark.parametrize("language", ["en", "es", "ar", "my", "zh-hans", "vi", "ht", "so", "qps"])
@pytest.mark.parametrize("template", ["chart", "concern", "receipt"])
def test_every_page_comes_in_every_language_without_an_empty_box(template: str, language: str) -> None:
    pdf = services.render(template, {"blank": 1, "code": "K4", "printed": "2026"}, language=language, title="T")

    assert fonts.UNKNOWN not in "".join(pages(pdf))


def test_an_empty_chart_says_so_and_a_blank_form_has_room_to_write() -> None:
    assert "There is no task on this chart." in "\n".join(pages(a_chart()))

    blank = "\n".join(pages(a_chart(blank=3)))

    assert "Task 3: Task to undertake" in blank
    assert "There is no task" not in blank


def test_each_page_has_its_number_and_says_that_the_town_is_invented() -> None:
    note = "This town and everybody in it are invented."

    sheets = list(pages(a_chart(*(a_task() for _number in range(9)), town_note=note)))

    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, start=1):
        assert f"Page {number} of {len(sheets)}" in sheet
        assert note in sheet
    assert note not in "\n".join(pages(a_chart(a_task())))


def test_a_very_long_problem_goes_on_over_the_page() -> None:
    text = "\n".join(pages(a_chart(a_task(problems=[Passage("word " * 3000 + "end", "en")]))))

    assert text.count("word") == 3000
    assert "end" in text


def test_the_paper_form_begins_with_in_danger_now_and_fits_one_page() -> None:
    sheets = list(
        pages(services.render("concern", {"danger_words": "Call 911."}, language="en", title="Raise a concern"))
    )

    assert len(sheets) == 1
    assert sheets[0].index("In danger now?") < sheets[0].index("What is wrong?") < sheets[0].index("What happens next")
    assert "Call 911." in sheets[0]
    assert "Receipt code" in sheets[0]


def test_the_receipt_shows_the_code_and_what_happens_next() -> None:
    data = {
        "code": "KITE-4821-MOON",
        "due": "4 December 2026",
        "steps": ["An officer reads it."],
        "address": "town.example/receipt/",
    }

    text = "\n".join(pages(services.render("receipt", data, language="en", title="Receipt")))

    assert text.index("In danger now?") < text.index("KITE-4821-MOON") < text.index("An officer reads it.")
    assert "town.example/receipt/" in text


def test_labels_can_be_replaced_and_lazy_ones_are_translated_when_printed() -> None:
    assert "To do" in "\n".join(pages(a_chart(blank=1, labels={"to_undertake": "To do"})))
    assert plain({"a": _("Completed"), "b": [1, None, True]}) == {"a": "Completed", "b": [1, None, True]}


def test_a_fault_of_ours_is_named() -> None:
    with pytest.raises(services.Unprintable, match="chart"):
        services.render("chart", {"paper": "no-such-paper"}, language="en", title="x")


def test_languages_know_their_direction() -> None:
    assert tongue("ar").rtl
    assert not tongue("es").rtl
    assert tongue("zh-hans").region == "CN"
    assert tongue("es-mx").region == "MX"
    assert tongue("english").lang == "und"


def test_a_file_that_is_no_font_covers_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(b"\0" * 64)

    assert "a" not in coverage.of(tmp_path / "x.ttf")


def test_the_page_can_be_drawn(tmp_path: Path) -> None:
    """Ink on the page, by a renderer that is not ours."""
    document = pypdfium2.PdfDocument(io.BytesIO(a_chart(*(a_task(passage) for passage in ALL))))
    picture = document[0].render(scale=0.5).to_pil().convert("L")

    assert min(picture.tobytes()) < 80 < max(picture.tobytes())


def test_many_pages_do_not_eat_the_memory() -> None:
    program = (
        "import django; from django.conf import settings; settings.configure(); django.setup()\n"
        "import resource; from openbeat.core.printing import services\n"
        "make = lambda n: services.render('receipt', {'code': str(n)}, language='en', title='x')\n"
        "[make(n) for n in range(20)]; before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "[make(n) for n in range(200)]; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    grown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert int(grown.stdout) < 40_000  # kilobytes
