"""A translator's file with a fault: nothing of it is taken, and each fault is told with its line."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from openbeat.core.translation.exchange import MOST_BYTES, Form, Parcel, Unit, Unreadable, read, written

SLOT = "concerns.concern:3:answer"
UNITS = (
    Unit(SLOT, 1, "Write to %(name)s on Monday."),
    Unit(SLOT, 2, "Thank you <b>all</b>."),
    Unit(SLOT, 3, "Bye.", limit=5),
)
ASKED = Parcel("en", "es", UNITS)
GOOD = ("Escriba a %(name)s el lunes.", "Gracias a <b>todos</b>.", "Adiós")


NO_XLIFF = "This is not a file in XLIFF 1.2."
NO_LINE = "This line cannot be read: a quotation mark or a backslash is wrong."


def file_of(form: Form, *words: str, source: str = "en", target: str = "es") -> str:
    units = [Unit(one.slot, one.number, one.source, said) for one, said in zip(UNITS, words, strict=False)]
    return written(Parcel(source, target, units), form).decode()


def faults_of(text: str | bytes, asked: Parcel = ASKED) -> list[str]:
    with pytest.raises(Unreadable) as refused:
        read(text if isinstance(text, bytes) else text.encode(), asked)
    return [str(fault) for fault in refused.value]


def of_tag(tag: str) -> str:
    return f"The translation has the tag {tag}, which the source does not have."


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def unit_lines(form: Form, text: str) -> list[int]:
    begins = '<trans-unit id="' if form == Form.XLIFF else 'msgctxt "'
    return [number for number, line in enumerate(text.split("\n"), 1) if line.startswith(begins)]


@pytest.mark.parametrize("form", Form)
def test_a_good_file_is_taken_whole(form: Form) -> None:
    assert tuple(one.words for one in read(file_of(form, *GOOD).encode(), ASKED)) == GOOD


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Page %s of %d", "%s页 共%d页"),
        ("It is 50%sure", "有五成把握"),
        ("See {below here}", "见下"),
        ("{{ n }} new", "{{ n }}条"),
    ],
)
def test_a_placeholder_is_one_where_no_space_stands_after_it_and_words_in_braces_are_none(
    source: str, words: str
) -> None:
    asked = Parcel("en", "zh-hans", (Unit(SLOT, 1, source),))
    file = written(Parcel("en", "zh-hans", (Unit(SLOT, 1, source, words),)), Form.PO)

    assert [one.words for one in read(file, asked)] == [words]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    ("at", "words", "fault"),
    [
        (0, "Escriba a %(nombre)s.", "A placeholder is missing or changed: %(name)s %(nombre)s"),
        (0, "Escriba el lunes.", "A placeholder is missing or changed: %(name)s"),
        (0, "%(name)s %(name)s", "A placeholder is missing or changed: %(name)s"),
        (1, "<b>Gracias</b><script>x</script>", of_tag("<script>")),
        (1, "<b>Gracias</b> <img src=x onerror=y>", of_tag("<img src=x onerror=y>")),
        (1, "Gracias <!-- x -->", of_tag("<!-- x -->")),
        (2, "Adiós a todos", "The translation has 13 characters; at most 5 fit."),
    ],
)  # fmt: skip
def test_a_fault_in_one_unit_refuses_the_file_with_the_line(form: Form, at: int, words: str, fault: str) -> None:
    text = file_of(form, *GOOD[:at], words, *GOOD[at + 1 :])

    assert fault in [one.partition(": ")[2] for one in faults_of(text)]
    assert f"Line {unit_lines(form, text)[at]}: {fault}" in faults_of(text)


@pytest.mark.parametrize("form", Form)
def test_unknown_and_doubled_units_are_refused(form: Form) -> None:
    text = file_of(form, *GOOD)
    unknown = text.replace(f"{SLOT}#2", "concerns.concern:4:answer#2")
    doubled = text.replace(f"{SLOT}#3", f"{SLOT}#1").replace("Adiós", GOOD[0])

    first, _second, third = unit_lines(form, text)
    assert faults_of(unknown) == [f"Line {unit_lines(form, text)[1]}: Nobody asked for “concerns.concern:4:answer#2”."]
    assert faults_of(doubled) == [f"Line {third}: “{SLOT}#1” is in the file twice."]
    assert first < third


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    ("source", "target", "fault"),
    [
        ("en", "my", "The file is in မြန်မာဘာသာ, not in Español."),
        ("vi", "es", "The file is in Tiếng Việt, not in English."),
        ("en", "zh-hant", "The file is in zh-hant, not in Español."),
    ],
)
def test_another_language_than_asked_for_is_refused(form: Form, source: str, target: str, fault: str) -> None:
    assert faults_of(file_of(form, *GOOD, source=source, target=target)) == [fault]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("tag", ["es-MX", "es_ES", "es_AR.UTF-8", "ES"])
def test_a_region_of_the_language_is_the_language(form: Form, tag: str) -> None:
    said = {Form.XLIFF: 'target-language="es"', Form.PO: "Language: es"}[form]
    text = file_of(form, *GOOD).replace(
        said, said.replace("es", tag) if form == Form.PO else f'target-language="{tag}"'
    )

    assert tag in text
    assert len(read(text.encode(), ASKED)) == 3


def test_a_file_without_languages_is_refused() -> None:
    assert faults_of(file_of(Form.XLIFF, *GOOD).replace(' target-language="es"', "")) == [
        "The file does not say its languages."
    ]
    assert faults_of(file_of(Form.PO, *GOOD).replace('"Language: es\\n"\n', "")) == [
        "The file does not say its languages."
    ]


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?>\n<!DOCTYPE xliff [<!ENTITY a0 "aaaaaaaaaa">{ENTITIES}]>\n<xliff>&a11;</xliff>'
OUTSIDE = (
    '<?xml version="1.0"?>\n\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff version="1.2">&e;</xliff>'
)


@pytest.mark.parametrize(("text", "line"), [(BOMB, 2), (OUTSIDE, 3)])
def test_entities_are_refused_before_anything_is_parsed(text: str, line: int) -> None:
    tracemalloc.start()
    began = time.monotonic()

    assert faults_of(text) == [f"Line {line}: The file defines entities of its own. That is not allowed."]

    assert time.monotonic() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_an_entity_that_nobody_defined_cannot_be_read() -> None:
    text = file_of(Form.XLIFF, *GOOD).replace("Adiós", "&nada;")

    assert faults_of(text) == [f"Line {line_of(text, '&nada;')}: The file cannot be read from here on."]


@pytest.mark.parametrize(
    "tag", ["<g id='1'>a</g>", "<ph id='2'>{x}</ph>", "<x id='u0041'/>", "<x id='7'/>", "<b xmlns='urn:other'>x</b>"]
)
def test_a_tag_in_the_words_that_is_not_ours_is_refused(tag: str) -> None:
    text = file_of(Form.XLIFF, *GOOD).replace("Adiós", f"A{tag}")

    (fault,) = faults_of(text)

    assert fault.startswith(
        f"Line {line_of(text, 'u0041' if 'u0041' in tag else tag[:4])}: There is a tag that is not ours"
    )


def test_marks_of_segments_that_tools_put_in_are_read_through() -> None:
    text = file_of(Form.XLIFF, *GOOD).replace(
        "Adiós", '<mrk mtype="seg" mid="0">Adi</mrk><mrk mtype="seg" mid="1">ós</mrk>'
    )

    assert read(text.encode(), ASKED)[2].words == "Adiós"


@pytest.mark.parametrize("form", Form)
def test_a_file_that_is_not_in_utf_8_is_refused_with_the_line(form: Form) -> None:
    text = file_of(form, *GOOD)

    (fault,) = faults_of(text.encode("latin-1"))

    assert fault == f"Line {line_of(text, 'Adiós')}: The file is not in UTF-8. Save it in UTF-8 and try again."


def test_a_file_that_says_another_encoding_than_it_has_is_refused() -> None:
    text = file_of(Form.XLIFF, *GOOD).replace("encoding='UTF-8'", "encoding='ISO-8859-1'")

    assert faults_of(text) == ["The file is not in UTF-8. Save it in UTF-8 and try again."]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n", "The file is empty."),
        (b" " * (MOST_BYTES + 1), "The file is too large: at most 4 MB."),
        (b"<html><body>Hello</body></html>", NO_XLIFF),
        (b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file/></xliff>', NO_XLIFF),
        (b"<xliff", "Line 1: The file cannot be read from here on."),
        (b"PK\x03\x04 a zip", f"Line 1: {NO_LINE}"),
        (b'msgid "never closed\nmsgstr ""', f"Line 1: {NO_LINE}"),
        (b'msgid "a"\nmsgstr "b\\q"', f"Line 2: {NO_LINE}"),
        (b'msgstr "b"\nmsgstr "c"', "Line 1: The file cannot be read from here on."),
    ],
)  # fmt: skip
def test_what_is_no_file_of_a_translator_is_refused(text: bytes, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.parametrize("many", ["<xliff>" + "<trans-unit/>" * 5001, 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n' * 5001])
def test_a_file_of_very_many_units_is_refused_before_it_is_read(many: str) -> None:
    began = time.monotonic()

    assert faults_of(many) == ["The file is too large: at most 5000 units."]
    assert time.monotonic() - began < 1


def test_deep_nesting_is_refused() -> None:
    assert faults_of("<xliff>" + "<a>" * 100_000) == ["Line 1: The file cannot be read from here on."]


def test_plural_forms_are_refused_where_texts_have_none() -> None:
    text = file_of(Form.PO, *GOOD).replace(
        'msgstr "Adiós"', 'msgid_plural "Byes"\nmsgstr[0] "Adiós"\nmsgstr[1] "Adioses"'
    )
    head = file_of(Form.PO, *GOOD).replace('"MIME', '"Plural-Forms: nplurals=many;\\n"\n"MIME')

    at = line_of(text, "msgid_plural")
    assert faults_of(text) == [
        f"Line {line}: A plural form stands here. These texts have none." for line in (at, at + 1, at + 2)
    ]
    assert faults_of(head) == ["The plural forms at the head of the file cannot be read."]


def test_a_sign_that_no_database_keeps_is_refused() -> None:
    text = file_of(Form.XLIFF, *GOOD[:2], "A\0")

    line = unit_lines(Form.XLIFF, text)[2]
    assert faults_of(text) == [f"Line {line}: The translation holds a sign that cannot be kept (U+0000)."]
    source = file_of(Form.PO, *GOOD).replace('msgid "Bye."', 'msgid "Bye\0."')
    line = unit_lines(Form.PO, source)[2]
    assert faults_of(source) == [f"Line {line}: The translation holds a sign that cannot be kept (U+0000)."]


@pytest.mark.parametrize("form", Form)
def test_all_faults_are_told_at_once_and_of_very_many_the_first(form: Form) -> None:
    few = file_of(form, "Escriba.", "<i>Gracias</i>", "Adiós a todos")
    many = Parcel("en", "es", [Unit(SLOT, number, "Go.", "<i>Vaya.</i>") for number in range(1, 31)])

    with pytest.raises(Unreadable) as refused:
        read(written(many, form), many)

    assert len(faults_of(few)) == 4
    assert (len(refused.value.faults), refused.value.more) == (20, 40)


def test_obsolete_entries_and_comments_of_a_po_are_passed_over() -> None:
    text = file_of(Form.PO, *GOOD) + '\n# by Ana\n#~ msgid "old"\n#~ msgstr "viejo"\n'

    assert tuple(one.words for one in read(text.encode(), ASKED)) == GOOD


@pytest.mark.parametrize("form", Form)
def test_lines_that_end_as_on_windows_are_read(form: Form) -> None:
    text = file_of(form, *GOOD).replace("\n", "\r\n")

    assert tuple(one.words for one in read(b"\xef\xbb\xbf" + text.encode(), ASKED)) == GOOD
