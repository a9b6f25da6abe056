"""What is done with receipts; written into the ledger under these names. Having the code is the only rule."""

from enum import StrEnum


class Act(StrEnum):
    """Acts about receipts."""

    ISSUE = "issue_receipt"
    CLAIM = "claim_receipt"
    CLOSE = "close_receipt"
    USE_LINK = "use_link"
    PRINT = "print_codes"
    BIND = "bind_code"
    TYPE = "type_code"  # of a sealed matter: whoever has its receipt sees when
