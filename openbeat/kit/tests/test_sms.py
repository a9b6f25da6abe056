"""How long a text message is."""

import pytest

from openbeat.kit.sms import length


@pytest.mark.parametrize(
    ("words", "used", "most", "fits"),
    [
        ("a" * 160, 160, 160, True),
        ("a" * 161, 161, 160, False),
        ("ñ" * 160, 160, 160, True),
        ("€" * 80, 160, 160, True),
        ("€" * 81, 162, 160, False),
        ("á" * 70, 70, 70, True),
        ("မ" * 71, 71, 70, False),
        ("😀" * 35, 70, 70, True),
        ("😀" * 36, 72, 70, False),
        ("", 0, 160, True),
    ],
)
def test_a_message_counts_as_the_network_counts(words: str, used: int, most: int, fits: bool) -> None:  # noqa: FBT001
    found = length(words)

    assert (found.used, found.most, found.fits) == (used, most, fits)
