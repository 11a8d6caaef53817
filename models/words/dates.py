"""Dates as people write them into tables."""

import re
from collections.abc import Sequence
from datetime import date

NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: number for number, name in enumerate(NAMES, 1)}
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
CLOCK = r"(?:(?:T|,? +)(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"

YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})(?:\2(?P<day>\d{{1,2}}))?{CLOCK}")
NUMERIC = re.compile(rf"(?P<first>\d{{1,2}})([-/.])(?P<second>\d{{1,2}})\2(?P<year>\d{{4}}|\d{{2}}){CLOCK}")
DAY_MONTH = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? +)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[. -]*(?:of )?{MONTH}"
    r"(?:[, -]+'?(?P<year>\d{4}|\d{2}))?"
)
MONTH_DAY = re.compile(rf"{MONTH} +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? +(?P<year>\d{{4}}))?")
MONTH_YEAR = re.compile(rf"{MONTH}[ ,-]+(?P<year>\d{{4}})")
LONGEST = 60
"""Characters of a cell with a date."""

IN_WORDS = (DAY_MONTH, MONTH_DAY, MONTH_YEAR)
QUARTER = re.compile(
    r"Q(?P<quarter>[1-4])[ /-]*(?P<year>\d{4})|(?P<before>\d{4})[ /-]*Q(?P<early>[1-4])", re.IGNORECASE
)
NO_YEAR = 4
"""A leap year, for days without one: they are only compared with each other."""


def read_dates(texts: Sequence[str]) -> list[float | None]:
    """Return when each of the cells of a column is, in days; None where a text is no date.

    In 3/5/2024 the month comes first, unless a cell of the column shows that it does not.
    """
    short = [text.strip() for text in texts if len(text) <= LONGEST]
    numeric = [found for text in short if (found := NUMERIC.fullmatch(text))]
    day_first = any(found[2] == "." or int(found["first"]) > 12 for found in numeric)
    day_first = day_first and not any(int(found["second"]) > 12 for found in numeric)
    return [read_date(text.strip(), day_first=day_first) for text in texts]


def read_date(text: str, *, day_first: bool = False) -> float | None:
    """Return when a date is, in days; None for what is none."""
    if len(text) > LONGEST:
        return None
    found = YEAR_FIRST.fullmatch(text) or NUMERIC.fullmatch(text) or QUARTER.fullmatch(text)
    found = found or next(filter(None, (pattern.fullmatch(text) for pattern in IN_WORDS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    month, day = parts.get("month") or "", parts.get("day") or "1"
    if "first" in parts:
        turned = day_first or found[2] == "." or int(parts["first"]) > 12
        day, month = (parts["first"], parts["second"]) if turned else (parts["second"], parts["first"])
    elif "quarter" in parts:
        month = str(3 * int(parts["quarter"] or parts["early"]) - 2)
    elif not month.isdigit():
        month = str(next((number for name, number in MONTHS.items() if name.startswith(month.lower())), 0))
    time = int(parts.get("hour") or 0) / 24 + int(parts.get("minute") or 0) / 1440
    try:
        return date(read_year(parts), int(month), int(day)).toordinal() + time
    except ValueError:  # no such day
        return None


def read_year(parts: dict[str, str | None]) -> int:
    """Return the year of what was found; of two figures, this century's up to 68, as POSIX has it."""
    text = parts.get("year") or parts.get("before") or str(NO_YEAR)
    year = int(text)
    return year if len(text) != 2 else year + (2000 if year < 69 else 1900)
