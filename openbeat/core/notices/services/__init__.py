"""Every act about messages and followers; one function each."""

from openbeat.core.notices.services.asking import agree, ask, asked
from openbeat.core.notices.services.caring import MESSAGE, WORDS_KEPT, forget, purge, see_to, stop
from openbeat.core.notices.services.following import fan_out, follow, move_followers, tell_followers, unfollow
from openbeat.core.notices.services.sending import claim, opening_link, send, settle, sweep
from openbeat.core.notices.services.telling import acknowledge, post, tell, tell_holders

__all__ = [
    "MESSAGE",
    "WORDS_KEPT",
    "acknowledge",
    "agree",
    "ask",
    "asked",
    "claim",
    "fan_out",
    "follow",
    "forget",
    "move_followers",
    "opening_link",
    "post",
    "purge",
    "see_to",
    "send",
    "settle",
    "stop",
    "sweep",
    "tell",
    "tell_followers",
    "tell_holders",
    "unfollow",
]
