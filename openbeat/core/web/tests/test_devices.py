"""The mark of a browser: the same for one question, another for the next, and never the cookie itself."""

from django.http import HttpResponse
from django.test import RequestFactory

from openbeat.core.web import devices


def test_a_browser_has_one_mark_for_each_question_that_does_not_tell_its_word() -> None:
    request = RequestFactory().get("/")
    device = devices.word(request)
    response = HttpResponse()
    devices.remember(response, device)
    request.COOKIES[devices.COOKIE] = response.cookies[devices.COOKIE].value

    first, again, other = (devices.known(request, name) for name in ("tactic:1", "tactic:1", "tactic:2"))

    assert first == again == devices.mark(device, "tactic:1")
    assert first != other
    assert device not in first
    assert response.cookies[devices.COOKIE]["httponly"] is True


def test_a_browser_without_a_word_has_no_mark_and_gets_a_new_one() -> None:
    request = RequestFactory().get("/")

    assert devices.known(request, "tactic:1") == ""
    assert devices.word(request) != devices.word(request)


def test_a_word_that_was_not_made_here_is_replaced() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[devices.COOKIE] = "x" * 4000

    assert len(devices.word(request)) < 40
