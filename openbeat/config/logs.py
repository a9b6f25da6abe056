"""What is written down when something breaks: never a body, never a person's words."""

from typing import Any

from openbeat.config import env

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "openbeat.core.web.logs.Line",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("OPENBEAT_LOG", "WARNING")},
    # The library of the mail server names senders, receivers and whole lines below this, whatever the root says.
    "loggers": {name: {"level": "ERROR"} for name in ("mail.log", "mail.debug")},
}
