"""Every sentence of ours can be translated, and is."""

from pathlib import Path

import polib
import pytest
from django.core.management import call_command

from openbeat.core.translation import catalogues, extraction
from openbeat.core.translation.bare import bare_words
from openbeat.core.translation.extraction import Found, Key
from openbeat.core.translation.faults import faults
from openbeat.core.translation.pseudo import pseudo

ROOT = catalogues.LOCALE.parent
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))


def test_the_catalogues_are_whole_and_fresh() -> None:
    call_command("messages", "--check")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_bare_words_are_found_in_text_and_in_attributes() -> None:
    source = (
        '<p title="Hover">Hello {{ name }} dear</p><!-- no --><img alt="{% translate "Fine" %}"><script>var no</script>'
    )
    assert bare_words(source) == ["Hover", "Hello", "dear"]


def test_words_inside_the_tags_are_no_fault() -> None:
    source = (
        "{% blocktranslate trimmed %}Hello <b>you</b>{% endblocktranslate %}{# aside #}{% comment %}old{% endcomment %}"
    )
    assert bare_words(source) == []


def test_messages_are_found_in_python() -> None:
    source = """from django.utils.translation import gettext_lazy as say_later, ngettext
_("A " "b")
say_later("By another name")
ngettext("%(n)s day", "%(n)s days", n)
pgettext_lazy("of a list", "Open")
_(name)
other("No")
"""
    assert list(extraction.from_python(source)) == [
        (Key("A b"), None),
        (Key("By another name"), None),
        (Key("%(n)s day"), "%(n)s days"),
        (Key("Open", "of a list"), None),
    ]


def test_messages_are_found_in_templates() -> None:
    source = (
        "{% translate \"It's 5%\" %} {% include 'x' with y=_('Why') %} {{ z|default:_(\"None\") }}"
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} day\n{% plural %}\n  {{ n }} days\n{% endblocktranslate %}"
        '{% translate "Open" context "of a list" %}'
    )
    assert list(extraction.from_template(source)) == [
        (Key("It's 5%%"), None),
        (Key("Why"), None),
        (Key("None"), None),
        (Key("%(n)s day"), "%(n)s days"),
        (Key("Open", "of a list"), None),
    ]


def test_the_pseudo_language_keeps_what_a_program_reads() -> None:
    said = pseudo('By %(name)s, <a href="/x">{count} days</a> &amp; 5%%\n')

    assert all(kept in said for kept in ("%(name)s", '<a href="/x">', "{count}", "</a>", "&amp;", "5%%"))
    assert said.startswith("⟦")
    assert said.endswith("⟧\n")
    assert "days" not in said


def test_the_pseudo_language_is_two_fifths_longer() -> None:
    message = "Somebody answers you within ten working days."
    assert 1.35 <= len(pseudo(message)) / len(message) <= 1.55


def entry(msgid: str, msgstr: str, **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        (entry("Hello there", ""), "is not translated"),
        (entry("Hello there", "Hola", flags=["fuzzy"]), "is marked fuzzy: read it, then take the mark off"),
        (entry("Hello there", "Hello there"), "says the same as the English; if it must, add it to names.py"),
        (entry("By %(who)s", "Por %(quien)s"), "has other placeholders than the English: Por %(quien)s"),
        (entry("By {who}", "Por alguien"), "has other placeholders than the English: Por alguien"),
        (entry("<b>Now</b>", "<b>Ya"), "has other markup than the English: <b>Ya"),
        (
            entry("%(n)s day", "", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s día"}),
            "has 1 plural forms, not 2",
        ),
        (
            entry("%(n)s day", "", msgid_plural="%(n)s days", msgstr_plural={0: "un día", 1: "días"}),
            "has other placeholders than the English: un día",
        ),
    ],
)
def test_a_fault_of_a_translation_is_named(wrong: polib.POEntry, because: str) -> None:
    assert because in list(faults(wrong, 2))


@pytest.mark.parametrize(
    "right",
    [
        entry("By %(who)s", "Por %(who)s"),
        entry("Openbeat", "Openbeat"),
        entry("One day", "", msgid_plural="%(n)s days", msgstr_plural={0: "Un día", 1: "%(n)s días"}),
    ],
)
def test_a_sound_translation_has_no_fault(right: polib.POEntry) -> None:
    assert list(faults(right, 2)) == []


def test_a_sentence_that_changed_a_little_keeps_its_words_to_be_read_again() -> None:
    old = polib.POFile()
    old.metadata = {}
    old.append(entry("Somebody answers within 10 days.", "Alguien responde."))
    found = {Key("Somebody answers you within 10 days."): Found(None, ["a.py"]), Key("New"): Found(None, ["a.py"])}

    changed, new = catalogues.complete(old, found)

    assert (changed.msgstr, changed.fuzzy, changed.previous_msgid) == (
        "Alguien responde.",
        True,
        "Somebody answers within 10 days.",
    )
    assert (new.msgstr, new.fuzzy) == ("", False)
