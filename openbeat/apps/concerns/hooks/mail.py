"""What concerns do with mail: a letter to an area is one, a reply to a message about one is taken."""

from __future__ import annotations

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.demo import mail
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import inbox

inbox.provide(services.raise_by_mail)
inbox.offer(queries.KIND, services.take_reply)
demos.offer("concerns.mail", 43, mail.letters)
demos.offer("concerns.appeals", 46, mail.appeals)
