"""Numbers as people write them into tables."""

import math
import re

ENGLISH = re.compile(r"-?[1-9]\d{0,2}([ ,])\d{3}(\1\d{3})*(\.\d+)?")
"""1,234.5 or 1 234.5"""
CONTINENTAL = re.compile(r"-?(\d+,\d{1,2}|0,\d+|\d{1,3}([ .])\d{3}(\2\d{3})*,\d+)")
"""1,50 or 1.234,5 or 1 234,5"""


def number_of(text: str) -> float | None:
    """Return a number, written the English or the continental way; None where the text is none.

    "1,500" is taken for the English number.
    """
    if ENGLISH.fullmatch(text):
        text = re.sub("[ ,]", "", text)
    elif CONTINENTAL.fullmatch(text):
        text = re.sub("[ .]", "", text).replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
