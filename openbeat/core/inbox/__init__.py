"""Mail that comes in: taken over for good before the sender is told so, read later, given to the app it is for."""
