"""Words that are the same in every language: names, and what is spelled alike in English and Spanish."""

SAME = frozenset(
    {
        "Openbeat",
        "PDF",
        "RSS",
        "Atom",
        "English",
        "Español",
        "No",
        "no",
        "Circular",
        "Error",
        "Error:",
        "Total",
        "General",
        "SMS",
        "URL",
    }
)
