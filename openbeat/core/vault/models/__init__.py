"""Keys of people, the halves of recovery, safes and what is wrapped for whom; and for how long records are kept."""

from openbeat.core.vault.models.key import Half, Key, Side, Unlocked
from openbeat.core.vault.models.retention import Hold, HoldSort, Series
from openbeat.core.vault.models.safe import Safe, Sort, Wrap

__all__ = ["Half", "Hold", "HoldSort", "Key", "Safe", "Series", "Side", "Sort", "Unlocked", "Wrap"]
