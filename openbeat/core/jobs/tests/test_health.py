"""What the program that watches us is told."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

import openbeat
from openbeat.core.jobs import queries, services

pytestmark = pytest.mark.django_db


def test_all_is_well_while_database_and_worker_answer(client: Client) -> None:
    services.beat("w1", os.getpid(), timezone.now())

    response = client.get("/health/")

    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "database": "ok", "worker": "alive", "version": openbeat.__version__},
    )


def test_without_a_worker_pages_are_served_and_it_says_so(client: Client) -> None:
    response = client.get("/health/")

    assert (response.status_code, response.json()["status"], response.json()["worker"]) == (200, "degraded", "missing")


def test_without_a_database_it_says_so_and_reveals_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any) -> bool:
        raise OperationalError("could not connect to 192.0.2.1 as openbeat")

    monkeypatch.setattr(queries, "worker_alive", away)

    response = client.get("/health/")

    assert (response.status_code, response.json()["status"], response.json()["database"]) == (503, "failed", "failed")
    assert "192.0.2.1" not in response.text
