"""The public log, as the rest of the house calls it."""

from openbeat.core.ledger.queries.signing import Halted as Halted
from openbeat.core.ledger.queries.signing import need as need
from openbeat.core.ledger.services.locks import wait as wait
from openbeat.core.ledger.services.naming import name_acts as name_acts
from openbeat.core.ledger.services.naming import name_copies as name_copies
from openbeat.core.ledger.services.publishing import publish as publish
from openbeat.core.ledger.services.restarting import follow as follow
from openbeat.core.ledger.services.restarting import restart as restart
from openbeat.core.ledger.services.secrets import give as give
from openbeat.core.ledger.services.sequencing import sequence as sequence
from openbeat.core.ledger.services.witnesses import add as add_witness
from openbeat.core.ledger.services.witnesses import cosign as cosign
from openbeat.core.ledger.services.witnesses import end as end_witness

__all__ = ["Halted", "add_witness", "cosign", "end_witness", "follow", "give", "name_acts", "name_copies", "need",
           "publish", "restart", "sequence", "wait"]  # fmt: skip
