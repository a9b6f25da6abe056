"""How Arabic pages of this project write dates: 24 نوفمبر 2026، 18:30. Digits are those of the letters people get."""

from openbeat.core.web.formats.shared import *  # noqa: F403  Django reads them from here

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
