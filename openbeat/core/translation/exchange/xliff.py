"""XLIFF 1.2, the version that translators' tools read most widely: written, and read back by hand.

A sign that XML cannot hold stands as an empty inline element, `<x id="u0007"/>`, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from openbeat.core.translation.exchange import tags
from openbeat.core.translation.exchange.units import Content, Entry, Fault, Parcel, Unit, refuse

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACES = (NAMESPACE, "urn:oasis:names:tc:xliff:document:1.1", "")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CANNOT = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff])")
SIGN = re.compile(r"u([0-9a-f]{4})")
SURE = frozenset({"translated", "signed-off", "final", ""})
DECLARED = re.compile(r"""\A\ufeff?<\?xml[^>]*encoding=["']([^"']*)["']""")


def written(parcel: Parcel) -> bytes:
    """The file of a parcel, in UTF-8."""
    root = etree.Element(_tag("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})
    facts = {"original": "openbeat", "datatype": "plaintext", "source-language": tags.written(parcel.source)}
    file = etree.SubElement(root, _tag("file"), {**facts, "target-language": tags.written(parcel.target)})
    body = etree.SubElement(file, _tag("body"))
    for unit in parcel.units:
        _write(body, unit)
    for element in (root, file, body):
        element.text = element.tail = "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")  # type: ignore[no-any-return]


def _write(body: Any, unit: Unit) -> None:
    limit = {"maxwidth": str(unit.limit), "size-unit": "char"} if unit.limit else {}
    element = etree.SubElement(body, _tag("trans-unit"), {"id": unit.key, SPACE: "preserve", **limit})
    _put(etree.SubElement(element, _tag("source")), unit.source)
    if unit.words:
        state = "needs-review-translation" if unit.was else "translated"
        _put(etree.SubElement(element, _tag("target"), {"state": state}), unit.words)
    if unit.was:
        old = etree.SubElement(element, _tag("alt-trans"), {"alttranstype": "previous-version", SPACE: "preserve"})
        _put(etree.SubElement(old, _tag("source")), unit.was)
        _put(etree.SubElement(old, _tag("target")), unit.words)
    for origin, words in _notes(unit):
        etree.SubElement(element, _tag("note"), {"from": origin}).text = CANNOT.sub("\ufffd", words)
    element.text = element.tail = "\n"
    for child in element:
        child.tail = "\n"


def _notes(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.note:
        yield "developer", unit.note
    for term, words in unit.hints:
        yield "glossary", f"{term} = {words}"
    if signs := sorted({f"U+{ord(sign):04X}" for sign in CANNOT.findall(unit.source + unit.words + unit.was)}):
        yield (
            "developer",
            _("A tag stands for a sign that this file cannot hold: %(signs)s") % {"signs": ", ".join(signs)},
        )


def _put(element: Any, words: str) -> None:
    first, *rest = CANNOT.split(words)
    element.text = first
    for sign, after in zip(rest[::2], rest[1::2], strict=True):
        facts = {"id": f"u{ord(sign):04x}", "equiv-text": f"U+{ord(sign):04X}"}
        etree.SubElement(element, _tag("x"), facts).tail = after


def read(text: str) -> Content:
    """What a file says; raises Unreadable where it cannot be read at all."""
    root = _root(text)
    files = [element for element in root if _name(element) == "file"]
    if _name(root) != "xliff" or root.get("version") not in {"1.0", "1.1", "1.2"} or not files:
        raise refuse(_("This is not a file in XLIFF 1.2."))
    languages = {(file.get("source-language", ""), file.get("target-language", "")) for file in files}
    if len(languages) != 1:
        raise refuse(_("The file holds more than one pair of languages."))
    faults: list[Fault] = []
    entries = tuple(_entry(unit, faults) for file in files for unit in file.iter() if _name(unit) == "trans-unit")
    return Content(*languages.pop(), entries, tuple(faults))


def _root(text: str) -> Any:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        line = text.count("\n", 0, re.search("<!DOCTYPE|<!ENTITY", text).start()) + 1  # type: ignore[union-attr]
        raise refuse(_("The file defines entities of its own. That is not allowed."), line)
    declared = DECLARED.match(text)
    if declared and declared[1].lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        raise refuse(_("The file is not in UTF-8. Save it in UTF-8 and try again."))
    safe: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    parser = etree.XMLParser(**safe, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise refuse(_("The file cannot be read from here on."), problem.lineno or 0) from None


def _entry(unit: Any, faults: list[Fault]) -> Entry:
    found = {_name(child): child for child in reversed(unit)}  # the first of each
    target, old = found.get("target"), None
    for child in unit:
        if _name(child) == "alt-trans" and child.get("alttranstype") == "previous-version":
            old = next((part for part in child if _name(part) == "source"), None)
    state = target.get("state", "") if target is not None else ""
    return Entry(
        line=unit.sourceline,
        key=unit.get("id", ""),
        source=_words(found.get("source"), faults),
        words=_words(target, faults),
        was=_words(old, faults),
        unsure=state not in SURE,
    )


def _words(element: Any, faults: list[Fault]) -> str:
    """The text of an element: signs that stand as tags are put back, segments joined, and other tags are a fault."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        sign = SIGN.fullmatch(child.get("id", "")) if _name(child) == "x" else None
        if sign and CANNOT.fullmatch(chr(int(sign[1], 16))):
            parts.append(chr(int(sign[1], 16)))
        elif _name(child) == "mrk":
            parts.append(_words(child, faults))
        else:
            faults.append(
                Fault(child.sourceline, _("There is a tag that is not ours: %(tag)s") % {"tag": _name(child)})
            )
        parts.append(child.tail or "")
    return "".join(parts)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _name(element: Any) -> str:
    """The plain name of an element of XLIFF; "" for one of another namespace, which a tool may have put in."""
    name = etree.QName(element)
    return str(name.localname) if (name.namespace or "") in NAMESPACES else ""
