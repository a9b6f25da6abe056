"""Pages about people: one's own, those of staff, and the demands from outside."""
