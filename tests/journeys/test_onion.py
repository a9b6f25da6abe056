"""A complaint over an onion service: plain http to a host of its own, beside a site that is otherwise https alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import SAID, a_form, an_office, code_on
from tests.cast import Cast

ONION = "exampleonionaddress.onion"
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guide" / "onion.md").read_text(encoding="utf-8")
LOCATIONS = re.findall(r"^ +location ([^{]*) \{\n(.*?)\n +\}", GUIDE, re.DOTALL | re.MULTILINE)


def headers_for(path: str) -> dict[str, str]:
    """What the proxy of the guide tells us of a request for this address."""
    block = next(block for place, block in LOCATIONS if place == "/" or re.search(place.removeprefix("~ "), path))
    told = dict(re.findall(r"proxy_set_header (\S+) (\S+);", block))
    return {"host": ONION, **{name.lower(): value for name, value in told.items() if name.startswith("X-")}}


@pytest.fixture
def browser(cast: Cast, settings: Any) -> Client:
    """The Tor Browser, before a site that is set up for https, and the onion address as docs/guide/onion.md says."""
    an_office()
    settings.ALLOWED_HOSTS = ["talk.example.gov", ONION]
    settings.CSRF_COOKIE_SECURE = settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_TRUSTED_ORIGINS = ["https://talk.example.gov"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return Client(enforce_csrf_checks=True, headers={**headers_for("/"), "origin": f"http://{ONION}"})


def test_each_place_of_the_guide_says_plain_http_and_no_address() -> None:
    assert [headers_for(path) for path in ("/", "/complaints/new/whole/", "/evidence/7/")] == [
        {"host": ONION, "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http"}
    ] * 3
    assert len(LOCATIONS) == 3


def test_somebody_files_and_comes_back_through_tor(browser: Client) -> None:
    form = a_form(browser)
    form["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value

    answer = browser.post("/complaints/new/whole/", form, headers=headers_for("/complaints/new/whole/"))
    code = code_on(answer.text)
    page = browser.post("/receipt/", {"code": code, "csrfmiddlewaretoken": form["csrfmiddlewaretoken"]})

    assert "Strict-Transport-Security" not in answer.headers
    assert page["Location"] == "/receipt/matters/"
    assert SAID.words in browser.get(f"/complaints/{Complaint.objects.get().pk}/own/").text


def test_no_page_on_the_way_leads_out_of_the_onion(browser: Client) -> None:
    for path in ("/complaints/", "/complaints/new/whole/", "/receipt/"):
        page = browser.get(path).text
        assert "talk.example.gov" not in page, path
        assert "https://" not in page, path


def test_a_host_that_is_not_ours_is_refused(browser: Client) -> None:
    answer = browser.get("/complaints/new/whole/", headers={"host": "other.onion"})

    assert answer.status_code == 400
