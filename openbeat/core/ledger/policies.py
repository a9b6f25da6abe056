"""What is done to the log itself by whoever runs the program; written into the ledger under these names."""

from enum import StrEnum

LOG = "ledger.log"  # the kind of thing that the log itself is; its key is its number


class LogAct(StrEnum):
    """Acts about the public log."""

    RESTART = "restart_log"
    ADD_WITNESS = "add_witness"
    END_WITNESS = "end_witness"
    NAME = "name_acts"
    COPY = "copy_acts"  # into the example city alone
