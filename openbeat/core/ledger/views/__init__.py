"""Pages of the public log."""
