"""What was withheld from the public and why, for everybody to read; and the appeal against it."""
