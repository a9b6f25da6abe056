"""Words that are the same in every language, or in every script: names, and what is spelled alike."""

SAME = frozenset(
    {
        "Openbeat",
        "PDF",
        "RSS",
        "XLIFF",
        "PO",
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

_OF_THE_TOWN = ("Alder", "Falls", "Weir", "Street", "Lee", "Ines", "Maria")
_OF_THE_WORLD = (
    "America",
    "Chicago",
    "FBI",
    "Garrity",
    "Kaplan",
    "Meier",
    "Joint",
    "Community",
    "Police",
    "Training",
    "Openbeat",
    "Tor",
)
# How a code is spelled on the telephone: officers of the whole world say it so.
_SPELLED = (
    *("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliet", "Kilo", "Mike", "November"),
    *("Papa", "Quebec", "Romeo", "Sierra", "Tango", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"),
)
_OF_COMPUTERS = (
    *(
        "AES",
        "CSV",
        "FIPS",
        "GIF",
        "HEIC",
        "HTML",
        "JPEG",
        "JSON",
        "PDF",
        "PNG",
        "RSS",
        "SHA",
        "SMS",
        "SUMS",
        "URL",
        "UTC",
        "UTF",
        "XLIFF",
        "https",
    ),
    *("WEBVTT", "WebVTT", "WebP", "WGS", "GeoJSON", "Feature", "FeatureCollection", "Python", "age", "null", "pixel"),
    *("Browser", "Cookie", "cookie", "script", "spam", "terminal", "chat", "feature"),
    *("tlog-checkpoint", "tlog-cosignature", "tlog-tiles"),
)
# What keeps its Latin letters in Arabic, Burmese and Chinese.
LATIN = frozenset({*_OF_THE_TOWN, *_OF_THE_WORLD, *_SPELLED, *_OF_COMPUTERS})
