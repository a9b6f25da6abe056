"""A complaint over an onion service: plain http to a host of its own, beside a site that is otherwise https alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import SAID, a_form, an_office, code_on
from tests.cast import Cast

ONION = "exampleonionaddress.onion"


@pytest.fixture
def browser(cast: Cast, settings: Any) -> Client:
    """The Tor Browser, before a site that is set up for https, and the onion address as docs/guide/onion.md says."""
    an_office()
    settings.ALLOWED_HOSTS = ["talk.example.gov", ONION]
    settings.CSRF_COOKIE_SECURE = settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_TRUSTED_ORIGINS = ["https://talk.example.gov"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {"host": ONION, "x-forwarded-proto": "http", "x-forwarded-for": "127.0.0.1", "origin": f"http://{ONION}"}
    return Client(enforce_csrf_checks=True, headers=headers)


def test_somebody_files_and_comes_back_through_tor(browser: Client) -> None:
    form = a_form(browser)
    form["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value

    answer = browser.post("/complaints/new/", form)
    code = code_on(answer.text)
    page = browser.post("/receipt/", {"code": code, "csrfmiddlewaretoken": form["csrfmiddlewaretoken"]})

    assert "Strict-Transport-Security" not in answer.headers
    assert page["Location"] == "/receipt/matters/"
    assert SAID.words in browser.get(f"/complaints/{Complaint.objects.get().pk}/own/").text


def test_no_page_on_the_way_leads_out_of_the_onion(browser: Client) -> None:
    for path in ("/complaints/", "/complaints/new/", "/receipt/"):
        page = browser.get(path).text
        assert "talk.example.gov" not in page, path
        assert "https://" not in page, path


def test_a_host_that_is_not_ours_is_refused(browser: Client) -> None:
    answer = browser.get("/complaints/new/", headers={"host": "other.onion"})

    assert answer.status_code == 400
