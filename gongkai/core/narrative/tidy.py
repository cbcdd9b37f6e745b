"""Chinese text in one shape, so that wordings need to be declared only once."""

import re

LONGEST = 3000  # characters read of one sentence: a longer one is no prose
_FULL_WIDTH = str.maketrans(
    {";": "；", ":": "：", "(": "（", ")": "）"} | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)


def tidy(text: str) -> str:
    """Without spaces, with full-width punctuation and plain digits (commas inside figures stay)."""
    close = re.sub(r"\s+", "", text[:LONGEST])
    return re.sub(r"(?<!\d),|,(?!\d{3})", "，", close).translate(_FULL_WIDTH)
