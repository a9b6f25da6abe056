"""What can be wrong with a translation in each script is found, and what is right is left alone."""

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.translation import languages
from openbeat.core.translation.faults import faults
from openbeat.core.translation.scripts import zawgyi

CODES = languages.TRANSLATED[1:]


def fault_of(code: str, english: str, words: str) -> list[str]:
    entry = polib.POEntry(msgid=english, msgstr=words)
    return [fault.removesuffix(f": {words}") for fault in faults(entry, 1, code)]


@pytest.mark.parametrize(
    ("code", "english", "words", "fault"),
    [
        ("es", "By %(who)s now", "Por %(who)s y %(who)s ahora", "has a placeholder more often than the English"),
        ("es", "By %(who)s now", "Por %(who)s, %(who ahora", "has a placeholder that is broken"),
        ("es", "By {who} now", "Por {who} {ahora", "has a placeholder that is broken"),
        ("es", "Half of %(n)s", "50% y %(n)s", "has a placeholder that is broken"),
        ("zh-hans", "By %(who)s now", "现在由%(who)s\uff05(who)s", "has a placeholder that is broken"),
        ("es", "All of it", "<b>Todo</b>", "has other markup than the English"),
        ("es", "All of it", "Todo <img src=x onerror=alert(1) ", "has a bracket of markup that the English has not"),
        ("es", "All of it", "Todo ", "begins or ends a line, or with a space, where the English does not"),
        ("es", " and ", "y", "begins or ends a line, or with a space, where the English does not"),
        ("es", "All of it\n", "Todo", "begins or ends a line, or with a space, where the English does not"),
        ("es", "In 10 days", "En 20 días", "has other numbers than the English"),
        ("es", "In some days", "En 3 días", "has a number that the English has not"),
        ("es", "It is done.", "Ya está", "lost its full stop (.)"),
        ("es", "It is done", "Ya está.", "has a full stop that the English has not"),
        ("ar", "It is done?", "هل تم ذلك?", "lost its question mark (؟)"),
        ("zh-hans", "It is done.", "已完成.", "lost its full stop (。)"),
        ("my", "It is done.", "ပြီးပါပြီ", "lost its full stop (။)"),
        ("my", "Answer:", "အဖြေ", "lost its colon (-)"),
        ("vi", "Answer:", "Câu trả lời", "lost its colon (:)"),
        ("my", "It is done", "Finished already", "has no letter of its own script"),
        ("ar", "Answer it", "%(x)s", "has other placeholders than the English"),
        ("ar", "It is {{ n }} long", "{ n }", "has other placeholders than the English"),
        (
            "ar",
            "Save the answer",
            "حفظ answer",
            "has words in Latin letters (answer); names among them belong in names.py",
        ),
        ("es", "Save the answer", "Gu\u0430rdar la respuesta", "has letters of another script (\u0430)"),
        ("my", "Everybody", "ေကာင္းပါတယ္", "seems to be written in Zawgyi, not in Unicode"),
    ],
)
def test_a_fault_is_named(code: str, english: str, words: str, fault: str) -> None:
    assert fault in fault_of(code, english, words)


@pytest.mark.parametrize(
    ("code", "english", "words"),
    [
        ("es", "Is it done?", "¿Ya está?"),
        ("zh-hans", "Page %s", "%s页"),
        ("zh-hans", "{area} in {month}", "{area}\uff0c{month}"),
        ("zh-hans", " and ", "和"),
        ("ar", " and ", " و"),
        ("ar", "10 days", "\u0661\u0660 أيام"),
        ("my", "10 days", "၁၀ ရက်"),
        ("my", "A day before", "1 ရက် ကြို"),
        ("vi", "January", "tháng 1"),
        ("my", "No.", "စဉ်"),
        ("my", "“Yes”, says %(side)s.", "“ဟုတ်ပါတယ်” လို့ %(side)s က ပြောပါတယ်။"),
        ("ar", "Run openbeat verify.", "يرجى تشغيل openbeat verify."),
        ("zh-hans", "The file ends in .json.", "文件名以.json结尾。"),
        ("zh-hans", "Write “Maria *, es”.", "请写“Maria *, es”。"),
        ("zh-hans", "Name it name@example.org", "例如name@example.org"),
        ("ar", "A PDF", "ملف PDF"),
    ],
)
def test_what_a_language_does_in_its_own_way_is_no_fault(code: str, english: str, words: str) -> None:
    assert fault_of(code, english, words) == []


def test_arabic_has_six_forms_and_they_are_not_all_the_same() -> None:
    entry = polib.POEntry(msgid="%(n)s answer", msgid_plural="%(n)s answers")
    entry.msgstr_plural = dict.fromkeys(range(6), "%(n)s إجابة")
    assert list(faults(entry, 6, "ar")) == ["has the same words for every number"]

    entry.msgstr_plural = {0: "%(n)s إجابة", 1: "%(n)s إجابات"}
    assert list(faults(entry, 6, "ar")) == ["has 2 plural forms, not 6"]


def test_forms_of_which_only_the_verb_would_change_may_be_the_same() -> None:
    entry = polib.POEntry(msgid="%(n)s is open,", msgid_plural="%(n)s are open,")
    entry.msgstr_plural = dict.fromkeys(range(6), "المفتوح: %(n)s،")
    assert list(faults(entry, 6, "ar")) == []


# The same sentences in both encodings: "good", "Myanmar", "thank you", "language", "person".
@pytest.mark.parametrize("words", ["ေကာင္း", "ျမန္မာ", "ေက်းဇူးတင္ပါတယ္", "ဘာသာစကားေတြ", "ပုဂၢိဳလ္"])
def test_burmese_in_zawgyi_is_recognised(words: str) -> None:
    assert zawgyi(words)


@pytest.mark.parametrize(
    "words", ["ကောင်း", "မြန်မာ", "ကျေးဇူးတင်ပါတယ်", "ဘာသာစကားတွေ", "ပုဂ္ဂိုလ်", "ဩဂုတ်", "၎င်း", "ယောက်ျား", "Hello"]
)
def test_burmese_in_unicode_is_not_taken_for_zawgyi(words: str) -> None:
    assert not zawgyi(words)


@given(st.text(max_size=60), st.sampled_from(CODES))
def test_whatever_somebody_imports_is_judged_and_nothing_breaks(words: str, code: str) -> None:
    entry = polib.POEntry(msgid="By %(who)s: <b>now</b>.", msgstr=words)
    assert list(faults(entry, 1, code)) != []


def test_a_word_of_ten_thousand_letters_is_judged_at_once() -> None:
    assert fault_of("ar", "Save the answer", "a" * 10_000)[0] == "has no letter of its own script"
