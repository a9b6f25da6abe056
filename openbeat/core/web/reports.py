"""What an error report may hold: the place in the code, never a value."""

from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NothingPersonal(SafeExceptionReporterFilter):
    """Leaves local variables, posted fields, cookies and the query out of every report."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always, also while debugging."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Nothing of what somebody wrote."""
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        """Nothing of what a function held."""
        return ()
