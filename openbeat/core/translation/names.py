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
        "Error",
        "Error:",
        "Total",
        "General",
        "SMS",
        "URL",
    }
)
