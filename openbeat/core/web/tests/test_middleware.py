"""Who asks, behind a proxy and without one."""

from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from openbeat.core.web.middleware import ProxyMiddleware


def seen_address(**headers: str) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers=headers)
    ProxyMiddleware(lambda _request: HttpResponse())(request)
    return str(request.META["REMOTE_ADDR"])


def test_behind_a_proxy_its_own_word_counts_and_not_what_the_visitor_claims(settings: Any) -> None:
    settings.OPENBEAT_BEHIND_PROXY = True

    assert seen_address(**{"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}) == "203.0.113.9"
    assert seen_address() == "127.0.0.1"


def test_without_a_proxy_nobody_can_claim_an_address(settings: Any) -> None:
    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    settings.OPENBEAT_BEHIND_PROXY = False
    with pytest.raises(MiddlewareNotUsed):
        ProxyMiddleware(answer)


@pytest.mark.django_db
def test_an_address_that_only_a_form_leads_to_says_so_in_words(client: Client) -> None:
    response = client.get("/es/receipt/matters/close/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Esta página solo se abre desde su formulario" in response.text


@pytest.mark.django_db
def test_a_query_of_too_many_parts_gets_a_page(client: Client) -> None:
    response = client.get("/es/receipt/?" + "a=1&" * 600)

    assert response.status_code == 400
    assert "No pudimos leer eso" in response.text
