"""One row for every act of every app; and the public log that some of them stand in."""

from openbeat.core.ledger.models.counts import Published as Published
from openbeat.core.ledger.models.entries import Entry as Entry
from openbeat.core.ledger.models.entries import fresh_salt as fresh_salt
from openbeat.core.ledger.models.log import Checkpoint as Checkpoint
from openbeat.core.ledger.models.log import Cosignature as Cosignature
from openbeat.core.ledger.models.log import Leaf as Leaf
from openbeat.core.ledger.models.log import Matter as Matter
from openbeat.core.ledger.models.log import Tile as Tile
from openbeat.core.ledger.models.log import Witness as Witness
