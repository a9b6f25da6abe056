"""Read what was done, and what stands of it in the public log."""

from openbeat.core.ledger.queries.acts import of as of
from openbeat.core.ledger.queries.acts import readings as readings
from openbeat.core.ledger.queries.acts import touched as touched
from openbeat.core.ledger.queries.heads import latest as latest
from openbeat.core.ledger.queries.heads import note_of as note_of
from openbeat.core.ledger.queries.heads import published as published
from openbeat.core.ledger.queries.heads import published_of as published_of
from openbeat.core.ledger.queries.heads import trouble as trouble
from openbeat.core.ledger.queries.heads import verifier as verifier
from openbeat.core.ledger.queries.matters import Standing as Standing
from openbeat.core.ledger.queries.matters import Waiting as Waiting
from openbeat.core.ledger.queries.matters import secret as secret
from openbeat.core.ledger.queries.matters import standing as standing
from openbeat.core.ledger.queries.matters import waiting as waiting
from openbeat.core.ledger.queries.tree import consistency as consistency
from openbeat.core.ledger.queries.tree import entries as entries
from openbeat.core.ledger.queries.tree import inclusion as inclusion
from openbeat.core.ledger.queries.tree import served as served
from openbeat.core.ledger.queries.witnesses import watches as watches
