"""A translation server by its address: asked directly, doubted, and told nothing that it need not know."""

from __future__ import annotations

import logging
import socket
import time
from typing import Any

import pytest

from openbeat.core.translation.machine import NoDraft
from openbeat.core.translation.machine.server import Server, configured, fault, is_here
from openbeat.core.translation.tests.a_server import LANGUAGES, a_server

ELSE = "The translation server answered something else than was asked."
KEY = "secret-key-of-ours"


def test_passages_are_asked_for_one_by_one_with_the_codes_of_the_server() -> None:
    with a_server(answers=lambda words: f"¡{words}!") as there:
        answers = Server(there.address, 5, KEY).translate(["Hello.", "Bye.\n"], "en", "zh-hans")

    assert answers == ["¡Hello.!", "¡Bye.\n!"]
    assert there.asked == [
        {"q": words, "source": "en", "target": "zh-Hans", "format": "text", "api_key": KEY}
        for words in ("Hello.", "Bye.\n")
    ]


def test_without_a_key_none_is_sent_and_a_path_of_the_address_is_kept() -> None:
    with a_server() as there:
        Server(f"{there.address}/translator/", 5).translate(["Hello."], "en", "es")

    assert there.paths == ["/translator/languages", "/translator/translate"]
    assert "api_key" not in there.asked[0]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("500", "The translation server refused (500)."),
        ("403", "The translation server refused (403)."),
        ("elsewhere", "The translation server refused (302)."),
        ("html", ELSE),
        ("html as json", ELSE),
        ("list", ELSE),
        ("number", ELSE),
        ("nothing", ELSE),
        ("deep", ELSE),
        ("huge", "The translation server answered too much."),
        ("closes", "The translation server cannot be reached."),
        ("hangs", "The translation server took too long."),
        ("drips", "The translation server took too long."),
    ],
)
def test_a_server_with_a_fault_gives_a_sentence_soon_and_never_the_key(
    wrong: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()
    with a_server(fault=wrong) as there, caplog.at_level(logging.DEBUG), pytest.raises(NoDraft) as refused:
        Server(there.address, 1, KEY).translate(["Hello."], "en", "es")
    took = time.monotonic() - began

    assert str(refused.value) == sentence
    assert took < 5
    assert KEY not in caplog.text + repr(refused.value)
    assert "/elsewhere" not in there.paths


def test_a_server_that_takes_the_text_for_another_language_is_refused() -> None:
    with a_server(detected="vi") as there, pytest.raises(NoDraft, match="took the text for another language"):
        Server(there.address, 5).translate(["Hello."], "en", "es")

    with a_server(detected="en") as there:
        assert Server(there.address, 5).translate(["Hello."], "en", "es") == ["Hello."]


@pytest.mark.parametrize(
    ("languages", "sentence"),
    [
        (LANGUAGES, "The translation server does not know these two languages."),
        ([], "The translation server does not know these two languages."),
        ({"error": "no"}, ELSE),
        ([{"name": "English"}], ELSE),
        ("<html>", ELSE),
        (7, ELSE),
    ],
)
def test_a_server_without_the_languages_is_not_given_a_word(languages: Any, sentence: str) -> None:
    with a_server(languages=languages) as there, pytest.raises(NoDraft) as refused:
        Server(there.address, 5).translate(["Hello."], "en", "so")

    assert (str(refused.value), there.asked) == (sentence, [])


def test_a_server_that_is_not_there_or_never_answers_is_said() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(NoDraft, match="cannot be reached"):
            Server(address, 2).translate(["Hello."], "en", "es")
        closed.listen()
        with pytest.raises(NoDraft, match="took too long"):
            Server(address, 0.5).translate(["Hello."], "en", "es")


def test_no_proxy_of_the_surroundings_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    with a_server() as there:
        assert Server(there.address, 5).translate(["Hello."], "en", "es") == ["Hello."]


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://translate.example.org", ""),
        ("https://translate.example.org:8443/path", ""),
        ("http://127.0.0.1:5000", ""),
        ("http://localhost:5000", ""),
        ("http://[::1]:5000", ""),
        ("http://translate.example.org", "The address of another machine begins with https."),
        ("http://10.0.0.7:5000", "The address of another machine begins with https."),
        ("http://127.0.0.1.example.org", "The address of another machine begins with https."),
        ("ftp://example.org", "This is no address: ftp://example.org"),
        ("translate.example.org", "This is no address: translate.example.org"),
        ("https://ana:geheim@example.org", "This is no address: example.org"),
        ("https://example.org?x=1", "This is no address: https://example.org?x=1"),
        ("https://example.org:notaport", "This is no address: https://example.org:notaport"),
        ("https://[", "This is no address: https://["),
    ],
)
def test_an_address_is_looked_at_before_it_is_used(address: str, wrong: str, settings: Any) -> None:
    settings.OPENBEAT_TRANSLATE_ADDRESS = address

    assert fault(address) == wrong
    assert (configured() is None) == bool(wrong)


def test_only_this_machine_is_this_machine() -> None:
    assert [
        host for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost", "10.0.0.1", "example.org") if is_here(host)
    ] == [
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "localhost",
    ]


@pytest.mark.parametrize("address", ["https://user:hush@host.example:abc", "https://:hush@host.example"])
def test_a_password_in_an_address_is_refused_and_never_shown(address: str) -> None:
    said = fault(address)

    assert "This is no address" in said
    assert "hush" not in said
