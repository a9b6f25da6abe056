"""How Haitian Creole pages of this project write dates: 24 novanm 2026, 18:30."""

from openbeat.core.web.formats.shared import *  # noqa: F403  Django reads them from here

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
