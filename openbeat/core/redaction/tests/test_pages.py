"""Pages that are blacked out keep nothing underneath, whatever the file does to hide it."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from openbeat.core.printing.passages import Passage
from openbeat.core.redaction import pages
from openbeat.core.redaction.pages import PDF, Box, Choices, Made, Unreadable
from openbeat.core.redaction.reasons import Reason
from openbeat.core.redaction.tests import files
from openbeat.core.redaction.tests.files import line
from openbeat.core.redaction.texts import StillThere

TITLE = Passage("Report", "en")
pytestmark = pytest.mark.django_db


def without(content: bytes, name: str, choices: Choices | None = None) -> Made:
    """The file with this name blacked out wherever it stands."""
    boxes = pages.find(pages.look(content, PDF), name, Reason.PERSON)
    return pages.black_out(content, PDF, boxes, title=TITLE, choices=choices)


def text_of(made: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(made)))


def assert_gone(made: Made, *names: str) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    there = text_of(made.pdf).casefold() + "".join(made.words).casefold()
    assert [name for name in names if name.casefold() in there or name.encode() in made.pdf] == []
    assert document.count_attachments() == 0
    assert set(filter(None, document.get_metadata_dict().values())) <= {"Report"} | {
        value for value in document.get_metadata_dict().values() if value.startswith("Typst")
    }


def test_the_name_is_gone_and_the_words_around_it_can_be_read_and_are_read_aloud() -> None:
    made = without(files.pdf(line("Mrs Halloway saw the car.")), "Halloway")

    assert_gone(made, "Halloway")
    assert made.words == ("Mrs {redacted_person} saw the car.",)
    assert "Mrs [blacked out: name of a person] saw the car." in text_of(made.pdf)
    assert b"/StructTreeRoot" in made.pdf or pypdfium2.PdfDocument(made.pdf).is_tagged()


def test_the_picture_is_black_where_the_name_stood_and_only_there() -> None:
    content = files.pdf(line("Halloway") + line("stays", y=500))
    (before,) = pages.look(content, PDF)
    (word, other) = before.words
    (box,) = pages.find([before], "Halloway", Reason.PERSON)

    (after,) = pages._drawn(content, PDF, {"0": [[box.left, box.top, box.right, box.bottom]]})

    assert max(_greys(after, word)) < 40
    assert max(_greys(after, other)) > 200


def test_a_box_over_a_part_of_a_word_takes_the_whole_word_out_of_picture_and_text() -> None:
    content = files.pdf(line("Halloway stays"))
    word = pages.look(content, PDF)[0].words[0]
    half = Box(0, word.box[0], word.box[1], word.box[0] + 0.005, word.box[3], Reason.PERSON)

    made = pages.black_out(content, PDF, [half], title=TITLE)

    assert made.words == ("{redacted_person} stays",)
    assert_gone(made, "Halloway", "alloway")


def _greys(page: pages.Page, word: pages.Word) -> list[int]:
    left, top, right, bottom = word.box
    wide, high = page.width, page.height
    drawn = Image.open(io.BytesIO(page.picture)).convert("L")
    return list(drawn.crop((int(left * wide), int(top * high), int(right * wide), int(bottom * high))).tobytes())


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_rotated_page_is_blacked_out_where_it_is_seen(rotate: int) -> None:
    made = without(files.pdf(line("Halloway stays", x=100, y=300), rotate=rotate), "Halloway")

    assert made.words == ("{redacted_person} stays",)


HIDDEN = {
    "white on white": line("Halloway", y=650, before="1 1 1 rg"),
    "nearly white": line("Halloway", y=650, before="0.98 0.98 0.98 rg"),
    "not drawn": line("Halloway", y=650, before="3 Tr"),
    "under a black bar": line("Halloway", y=650) + "0 g 60 640 200 30 re f\n",
    "under a white bar": line("Halloway", y=650) + "1 g 60 640 200 30 re f\n",
    "beside the page": line("Halloway", x=5000),
    "cut away": "q 0 0 10 10 re W n " + line("Halloway", y=650) + "Q\n",
    "on other letters": line("Visible", y=650) + line("Halloway", y=650, before="3 Tr"),
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_words_that_nobody_sees_on_the_page_do_not_come_out(hidden: str) -> None:
    content = files.pdf(line("What stays.") + hidden)

    made = pages.black_out(content, PDF, [], title=TITLE)

    assert_gone(made, "Halloway")
    assert made.words[0].startswith("What stays.")


def test_visible_words_laid_over_each_other_are_not_vouched_for() -> None:
    content = files.pdf(line("What stays.") + line("Visible", y=650) + line("Hallway", y=650, before="1 1 1 rg"))

    assert "Hallway" not in pages.black_out(content, PDF, [], title=TITLE).words[0]


def test_a_scans_layer_of_words_comes_out_only_after_somebody_read_it() -> None:
    layer = "0.5 g 72 690 200 20 re f\n" + line("Scanned words of Halloway", before="3 Tr")
    content = files.pdf(layer)

    unread = pages.black_out(content, PDF, [], title=TITLE)
    read = without(content, "Halloway", Choices(layers=frozenset({0})))

    assert unread.words == ("",)
    assert read.words == ("Scanned words of {redacted_person}",)
    assert_gone(read, "Halloway")


def test_what_a_page_says_can_be_typed_where_the_file_has_no_words() -> None:
    made = pages.black_out(
        files.picture(), "image/png", [Box(0, 0.1, 0.2, 0.6, 0.4, Reason.MINOR)], title=TITLE,
        choices=Choices(typed={0: "A drawing of the corner."}),
    )  # fmt: skip

    assert made.words == ("A drawing of the corner. {redacted_minor}",)
    assert "A drawing of the corner. [blacked out: who a child or young person is]" in text_of(made.pdf)


def test_a_name_that_is_set_letter_by_letter_is_found() -> None:
    letters = "".join(line(letter, x=72 + 30 * n) for n, letter in enumerate("Halloway"))

    made = without(files.pdf(letters + line("stays", y=600)), "Halloway")

    assert made.words == ("{redacted_person} " * 8 + "stays",)


def test_a_name_in_other_cases_and_the_ligature_of_a_font_is_found() -> None:
    content = files.pdf(line("HALLOWAY, halloway and HalloWay's stay"))

    made = without(content, "Halloway")

    assert_gone(made, "Halloway")


def test_what_an_earlier_state_of_the_file_said_is_not_in_the_new_one() -> None:
    content = files.updated(files.pdf(line("Halloway was here")), line("Somebody was here"))
    assert b"Halloway" in content

    made = pages.black_out(content, PDF, [], title=TITLE)

    assert made.words == ("Somebody was here",)
    assert_gone(made, "Halloway")


def test_notes_attachments_other_texts_and_facts_of_the_file_are_not_in_the_new_one() -> None:
    more = [
        "<< /Length 8 /Type /EmbeddedFile >>\nstream\nHalloway\nendstream",
        "<< /Type /Filespec /F (Halloway.txt) /EF << /F 6 0 R >> >>",
        "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Halloway) >>",
        "<< /Type /StructTreeRoot /K << /S /Figure /Alt (Halloway) >> >>",
    ]
    content = files.pdf(
        line("What stays."), more=more, page="/Annots [8 0 R]", info="<< /Title (Halloway) /Author (Halloway) >>",
        root="/Names << /EmbeddedFiles << /Names [(Halloway.txt) 7 0 R] >> >> /StructTreeRoot 9 0 R",
    )  # fmt: skip
    assert pypdfium2.PdfDocument(content).count_attachments() == 1

    made = pages.black_out(content, PDF, [], title=TITLE)

    assert made.words == ("What stays.",)
    assert_gone(made, "Halloway")


def test_a_name_that_was_typed_into_a_field_or_a_note_on_the_page_is_found_and_taken() -> None:
    """Forms of the police are filled in like that: a person sees these words, and they are no part of the page."""
    drawn = "q BT /F1 12 Tf 2 5 Td (Halloway) Tj ET Q"
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 128 20] /Resources << /Font << /F1 5 0 R >> >>"
    look = "/F 4 /DA (/F1 12 Tf 0 g) /AP << /N 7 0 R >> >>"
    more = [
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Halloway) /Rect [72 600 200 620] {look}",
        f"{form} /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        f"<< /Type /Annot /Subtype /FreeText /Contents (Halloway) /Rect [72 500 200 520] {look}",
    ]
    fields = "/AcroForm << /Fields [6 0 R] /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>"
    content = files.pdf(line("Seen by:"), more=more, root=fields, page="/Annots [6 0 R 8 0 R]")
    (before,) = pages.look(content, PDF)
    boxes = pages.find([before], "halloway", Reason.PERSON)

    made = pages.black_out(content, PDF, boxes, title=TITLE)

    assert (len(boxes), made.words) == (2, ("Seen by: {redacted_person} {redacted_person}",))
    assert_gone(made, "Halloway")
    asked = {"0": [[box.left, box.top, box.right, box.bottom] for box in boxes]}
    (after,) = pages._drawn(content, PDF, asked)
    assert [max(_greys(after, word)) < 40 for word in after.words] == [False, False, True, True]


def test_what_a_picture_says_about_itself_is_gone() -> None:
    exif = Image.Exif()
    exif[0x9286], exif[0x010E] = "Halloway", "Halloway"

    made = pages.black_out(files.picture("JPEG", exif=exif, comment="Halloway"), "image/jpeg", [], title=TITLE)

    assert_gone(made, "Halloway")


def test_a_word_that_is_taken_in_one_place_and_stands_in_another_is_asked_about() -> None:
    content = files.pdf(line("Halloway came.") + line("Then HALLOWAY left.", y=600))
    box = pages.find(pages.look(content, PDF), "Halloway", Reason.PERSON)[:1]

    with pytest.raises(StillThere) as asked:
        pages.black_out(content, PDF, box, title=TITLE)
    let = pages.black_out(content, PDF, box, title=TITLE, choices=Choices(allowed=frozenset({"halloway"})))

    assert asked.value.passages == ("Halloway",)
    assert let.words == ("{redacted_person} came. Then HALLOWAY left.",)


def test_a_file_in_which_a_taken_word_can_be_read_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    content = files.pdf(line("Halloway came."))
    box = pages.find(pages.look(content, PDF), "Halloway", Reason.PERSON)
    real = pages._set
    monkeypatch.setattr(pages, "_set", lambda drawn, _said, title: real(drawn, ["Halloway came."], title))

    with pytest.raises(pages.Unsafe, match="can still be read"):
        pages.black_out(content, PDF, box, title=TITLE)


@pytest.mark.parametrize(
    ("content", "media_type", "why"),
    [
        (b"not a file", PDF, "cannot be drawn"),
        (b"not a picture", "image/png", "cannot be drawn"),
        (b"<html>", "text/html", "Only PDF files and pictures"),
        (files.pdf(line("x")) + b" " * pages.LARGEST, PDF, "larger than 30 megabytes"),
        (
            files.pdf("").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * 61 + b"] /Count 61"),
            PDF,
            "60 pages",
        ),
        (files.pdf("".join(line("a" * 100, x=1, y=n, size=1) for n in range(700))), PDF, "far more letters"),
    ],
    ids=["rubbish", "no picture", "no pages", "large", "many pages", "many letters"],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(content: bytes, media_type: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        pages.look(content, media_type)


def test_a_page_as_large_as_a_house_is_drawn_small() -> None:
    content = files.pdf(line("x")).replace(b"[0 0 612 792]", b"[0 0 14400 14400]")

    (page,) = pages.look(content, PDF)

    assert page.width * page.height <= 6_100_000
