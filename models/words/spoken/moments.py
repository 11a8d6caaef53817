"""Dates, years and times of day, in English words."""

import re

from models.words.spoken.figures import say_ordinal, say_whole, say_year, spell
from models.words.spoken.units import one_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SHORT_MONTHS = {"Sept": 9} | {name[:3]: number for number, name in enumerate(MONTHS, 1)}
MONTH = rf"\b(?:(?:{'|'.join(MONTHS)})\b|{one_of(SHORT_MONTHS)}\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1[1-9]|20)\d\d"

ISO = re.compile(rf"(?<![\w./-])(\d{{4}})([-./])(1[0-2]|0?[1-9])\2({DAY})(?:(T)(?=\d)|(?![\w/-]|\.\d))")
NUMERIC = re.compile(rf"(?<![\w./-])(\d{{1,2}})([./-])(\d{{1,2}})\2({YEAR}|\d\d)(?![\w/-]|\.\d)")
MONTH_DAYS = re.compile(
    rf"({MONTH}) (?P<first>{DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<last>{DAY})(?:st|nd|rd|th)?)?"
    rf"(?![\d:%]|[.,]\d)(?:,? (?P<year>{YEAR})\b)?"
)
DAYS_MONTH = re.compile(
    rf"(?P<the>\b[Tt]he )?(?<![\w.,:/-])(?P<first>{DAY})(?:st|nd|rd|th)?\.?"
    rf"(?:\s?[-–]\s?(?P<last>{DAY})(?:st|nd|rd|th)?)?"
    rf"(?: of)? ({MONTH})(?:,? (?P<year>{YEAR})\b)?"
)
MONTH_YEAR = re.compile(rf"({MONTH}),? ({YEAR})\b")
SHORT_DATE = re.compile(
    r"\b([Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Bb]efore|[Aa]fter|[Dd]ue) (1[0-2]|0?[1-9])/(3[01]|[12]\d)(?![\d/])"
)

YEARS = re.compile(rf"(?<![\w.,/$€£-])({YEAR})\s?[-–]\s?({YEAR}|\d\d)(?![\w/-]|[.,]\d)")
DECADE = re.compile(r"(?<![\w.,])(1[1-9]|20)(\d)0['’]?s\b")
SHORT_DECADE = re.compile(r"(?<![\w.,])['’]?([2-9]0)['’]?s\b")
SHORT_YEAR = re.compile(r"(?<![\w.,])['’](\d\d)\b(?!['’])")
LONE_YEAR = re.compile(
    rf"(?<![\w.,/$€£#-])(?<![Nn]o\. )({YEAR})(?![\w/%°-]|[.,]\d|\s?[€£$]| [a-z]+s\b(?<! was)(?<! is)(?<! has))"
    r"|(?:(?<=\b[Ii]n )|(?<=\b[Oo]f )|(?<=[Ss]ince )|(?<=[Yy]ear ))(10\d\d)(?![\w/%°-]|[.,]\d)"
)

TIME = r"\d{1,2}:[0-5]\d"
TIMES = re.compile(
    rf"({TIME})\s?[-–]\s?(?={TIME})"
    r"|(?<![\w.,/-])(\d{1,2}(?:[.:]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?)\s?[-–]\s?(?=\d{1,2}(?:[.:]\d\d)?\s?[AaPp]\.?[Mm]\b)"
)
CLOCK = re.compile(r"(?<![\w:.,])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?:\s?([AaPp])\.?\s?[Mm]\b(\.?))?(?![\w:]|\.\d)")
HOUR = re.compile(r"(?<![\w:.,])(1[0-2]|0?[1-9])(?:\.([0-5]\d))?\s?([AaPp])\.?\s?[Mm]\b(\.?)")
ENDS = re.compile(r"\s*$|\s+[\"“(]?[A-Z](?![A-Z]{1,3}\b)")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_NAMES = {name[:length]: name for length in (3, 4) for name in (*DAYS, *MONTHS) if len(name) > length}
NAMED_RANGE = re.compile(rf"\b({one_of(SHORT_NAMES)})\.?\s?[-–]\s?({one_of(SHORT_NAMES)})\b\.?")


def say_moments(text: str) -> str:
    """Return a text with its dates, years and times in words."""
    text = NAMED_RANGE.sub(lambda one: f"{SHORT_NAMES[one[1]]} to {SHORT_NAMES[one[2]]}", text)
    text = ISO.sub(lambda one: say_iso(one) or one[0], text)
    text = NUMERIC.sub(say_numeric, text)
    text = MONTH_DAYS.sub(say_month_days, text)
    text = DAYS_MONTH.sub(say_days_month, text)
    text = MONTH_YEAR.sub(lambda one: f"{month_name(one[1])} {say_year(one[2])}", text)
    text = SHORT_DATE.sub(lambda one: f"{one[1]} {MONTHS[int(one[2]) - 1]} {say_ordinal(int(one[3]))}", text)
    text = TIMES.sub(lambda one: f"{one[1] or one[2]} to ", text)
    text = CLOCK.sub(say_clock, text)
    text = HOUR.sub(lambda one: say_time(one[1], one[2] or "", one[3]) + kept_end(one, one[4]), text)
    text = YEARS.sub(say_years, text)
    text = DECADE.sub(lambda one: f"{say_decade(one[1], one[2])}", text)
    return SHORT_YEAR.sub(
        lambda one: spell(one[1]) if one[1] > "09" else f"oh {spell(one[1])}",
        SHORT_DECADE.sub(lambda one: tens(one[1]), text),
    )


def say_lone_years(text: str) -> str:
    """Return a text with what is left of its years in words; other numbers were said before."""
    return LONE_YEAR.sub(lambda one: say_year(one[1] or one[2]), text)


def say_date(day: str, month: str, year: str = "") -> str:
    """Return "May third, twenty twenty four"; "" where there is no such day."""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    if len(year) == 2:
        year = ("19" if int(year) > 50 else "20") + year
    words = f"{MONTHS[int(month) - 1]} {say_ordinal(int(day))}"
    return f"{words}, {say_year(year)}" if year else words


def say_iso(found: re.Match[str]) -> str:
    """Return a date that begins with its year, before a time with a comma."""
    words = say_date(found[4], found[3], found[1])
    return words + ", " * (found[5] is not None) if words else ""


def say_numeric(found: re.Match[str]) -> str:
    """Return a date of figures: with points, and where no month fits otherwise, the day comes first."""
    first, sign, second, year = found.groups()
    if sign == "-" and len(year) == 2:
        return found[0]
    day_first = sign == "." or int(first) > 12
    day, month = (first, second) if day_first else (second, first)
    return say_date(day, month, year) or found[0]


def month_name(word: str) -> str:
    """Return a month's whole name."""
    return word if word in MONTHS else MONTHS[SHORT_MONTHS[word.rstrip(".")] - 1]


def say_month_days(found: re.Match[str]) -> str:
    """Return "May third", "May third to fifth", with the year where it stands there."""
    words = f"{month_name(found[1])} {say_ordinal(int(found['first']))}"
    words += f" to {say_ordinal(int(found['last']))}" if found["last"] else ""
    return f"{words}, {say_year(found['year'])}" if found["year"] else words


def say_days_month(found: re.Match[str]) -> str:
    """Return "the third of May", "the third to the fifth of May"."""
    the = found["the"] or "the "
    words = f"{the}{say_ordinal(int(found['first']))}"
    words += f" to the {say_ordinal(int(found['last']))}" if found["last"] else ""
    words += f" of {month_name(found[4])}"
    return f"{words}, {say_year(found['year'])}" if found["year"] else words


def say_clock(found: re.Match[str]) -> str:
    """Return a time of day, "nine thirty", or, beyond 24 hours, its numbers."""
    hours, minutes, seconds, half, point = found.groups()
    words = say_time(hours, minutes, half or "")
    if seconds:
        words += f" and {spell(seconds)} second{'' if seconds == '01' else 's'}"
    return words + kept_end(found, point)


def say_time(hours: str, minutes: str, half: str) -> str:
    """Return the words of a time.

    Args:
        hours: one or two figures.
        minutes: two figures, or "".
        half: of the day, "a" or "p"; "" where it is not told.
    """
    words = spell(hours)
    if minutes in ("", "00"):
        words += "" if half else " o'clock" if 0 < int(hours) <= 12 else " hundred"
    else:
        words += " oh" * minutes.startswith("0") + f" {spell(minutes)}"
    return f"{words} {half.upper()}M" if half else words


def kept_end(found: re.Match[str], point: str | None) -> str:
    """Return the point that ends a sentence as well as "a.m."."""
    return "." if point and ENDS.match(found.string, found.end()) else ""


def say_years(found: re.Match[str]) -> str:
    """Return "nineteen fourteen to eighteen"; what runs backwards is left alone."""
    first, last = found.groups()
    if int(last) <= int(first[-len(last) :]):
        return found[0]
    return f"{say_year(first)} to {say_year(last) if len(last) == 4 else say_whole(last)}"


def say_decade(century: str, tens_figure: str) -> str:
    """Return "nineteen nineties"."""
    if tens_figure == "0":
        return f"{say_year(century + '00')}s"
    return f"{spell(century)} {tens(tens_figure + '0') if tens_figure != '1' else 'tens'}"


def tens(number: str) -> str:
    """Return "nineties" for 90."""
    return spell(number).removesuffix("y") + "ies"
