"""Years of complaints out of other systems: a file is read, understood, put together case by case, and kept."""
