"""Write down what was done; the public log follows in services.log."""

from openbeat.core.ledger.services.recording import Private as Private
from openbeat.core.ledger.services.recording import record as record
