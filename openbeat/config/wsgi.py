"""The program as a web server runs it."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from openbeat.core.web.body import WholeBody
from openbeat.core.web.cache import KeepForAMoment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openbeat.config.settings")

gc.disable()  # while it loads there is no rubbish; looking for some again and again costs a tenth of the start
application = WholeBody(KeepForAMoment(get_wsgi_application()))
import_module(settings.ROOT_URLCONF)  # every page: else whoever comes first waits for it
gc.freeze()  # what was loaded stays: no request waits while it is looked through
gc.enable()
