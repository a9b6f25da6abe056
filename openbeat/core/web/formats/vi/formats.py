"""How Vietnamese pages of this project write dates: ngày 24 tháng 11 năm 2026, as they stand within a sentence."""

from openbeat.core.web.formats.shared import *  # noqa: F403  Django reads them from here

DATE_FORMAT = r"\n\gà\y j \t\há\n\g n \nă\m Y"
DATETIME_FORMAT = r"\n\gà\y j \t\há\n\g n \nă\m Y, H:i"
YEAR_MONTH_FORMAT = r"\t\há\n\g n \nă\m Y"
MONTH_DAY_FORMAT = r"\n\gà\y j \t\há\n\g n"
