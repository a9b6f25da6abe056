"""Whoever complained without a name keeps a proof: first that it waits, after the next batch that it stands there."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.complaints.demo import an_office
from openbeat.apps.complaints.tests.makers import a_form, code_on
from openbeat.core.ledger.models import Leaf
from openbeat.core.ledger.services import log
from openbeat.kit import proving
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.people.demo import Cast


def test_a_complaint_waits_for_its_batch_and_is_proven_after_it(client: Client, cast: Cast) -> None:
    an_office()
    log.sequence(at=now())
    page = client.post("/complaints/new/whole/", a_form(client)).text
    client.post("/receipt/", {"code": code_on(page)})
    assert "Keep a proof" in client.get("/receipt/matters/").text
    ref = client.get("/receipt/matters/").text.split('name="ref" value="')[1].split('"')[0]

    early = client.post("/receipt/proof/", {"ref": ref, "form": "json"}).content
    log.sequence(at=now() + timedelta(hours=6))
    later = client.post("/receipt/proof/", {"ref": ref, "form": "json"}).content

    assert [found.code for found in proving.check(early)][:2] == ["signed", "waits"]
    assert [found.code for found in proving.check(later)][:2] == ["signed", "act"]
    assert json.loads(later)["acts"][0]["facts"] == {"channel": "web"}
    assert Leaf.objects.count() >= 16  # two batches, of which one line is the complaint's


def test_any_byte_of_the_proof_can_be_changed_and_each_change_is_noticed(client: Client, cast: Cast) -> None:
    """But for the moment at which the file was made, which nobody signs: it says only how old the file claims to be."""
    an_office()
    log.sequence(at=now())
    client.post("/receipt/", {"code": code_on(client.post("/complaints/new/whole/", a_form(client)).text)})
    log.sequence(at=now() + timedelta(hours=6))
    ref = client.get("/receipt/matters/").text.split('name="ref" value="')[1].split('"')[0]
    proof = client.post("/receipt/proof/", {"ref": ref, "form": "json"}).content

    told = proving.check(proof)
    made = proof.index(json.loads(proof)["made_at"].encode())
    overlooked = [
        place
        for place in range(len(proof))
        if proving.check(proof[:place] + bytes([proof[place] ^ 1]) + proof[place + 1 :]) == told
    ]
    assert [place for place in overlooked if not made <= place < made + 20] == []
