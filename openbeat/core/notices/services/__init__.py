"""Every act about messages; one function each."""

from openbeat.core.notices.services.caring import forget, purge, see_to, stop
from openbeat.core.notices.services.sending import claim, send, settle, sweep
from openbeat.core.notices.services.telling import post, tell, tell_holders

__all__ = ["claim", "forget", "post", "purge", "see_to", "send", "settle", "stop", "sweep", "tell", "tell_holders"]
