"""How Burmese pages of this project write dates: the year, then the month and the day: 2026 ဒီဇင်ဘာ 8, 18:30."""

from openbeat.core.web.formats.shared import *  # noqa: F403  Django reads them from here

DATE_FORMAT = "Y F j"
DATETIME_FORMAT = "Y F j, H:i"
YEAR_MONTH_FORMAT = "Y F"
MONTH_DAY_FORMAT = "F j"
