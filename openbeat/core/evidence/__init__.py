"""Sealed files: taken in and sealed while they arrive, shown to readers of their matter, exported with their chain."""
