"""Drafts by a machine: which one may be asked about what, what must come through unchanged, and what it answered.

`draft(passages, source, target, secrecy=...)` gives a Draft or raises NoDraft with the sentence that says why. It asks
another program and takes seconds: call it in a job. What it gives is never published before a person has signed it.
"""

from openbeat.core.translation.machine.drafting import Draft as Draft
from openbeat.core.translation.machine.drafting import Drafted as Drafted
from openbeat.core.translation.machine.drafting import draft as draft
from openbeat.core.translation.machine.drafting import may as may
from openbeat.core.translation.machine.engines import NoDraft as NoDraft
from openbeat.core.translation.machine.rules import Secrecy as Secrecy
