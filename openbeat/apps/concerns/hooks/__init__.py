"""What concerns offer to the rest of the house."""

from openbeat.apps.concerns.hooks import accountable as accountable
from openbeat.apps.concerns.hooks import chosen as chosen
from openbeat.apps.concerns.hooks import concerns as concerns
from openbeat.apps.concerns.hooks import counted as counted
from openbeat.apps.concerns.hooks import digest as digest
from openbeat.apps.concerns.hooks import following as following
from openbeat.apps.concerns.hooks import kept as kept
from openbeat.apps.concerns.hooks import mail as mail
from openbeat.apps.concerns.hooks import moderation as moderation
from openbeat.apps.concerns.hooks import priorities as priorities
from openbeat.apps.concerns.hooks import raising as raising
from openbeat.apps.concerns.hooks import texts as texts
