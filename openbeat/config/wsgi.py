"""The program as a web server runs it."""

import os

from django.core.wsgi import get_wsgi_application

from openbeat.core.web.body import WholeBody
from openbeat.core.web.cache import KeepForAMoment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openbeat.config.settings")

application = WholeBody(KeepForAMoment(get_wsgi_application()))
