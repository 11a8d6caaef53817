"""Numbers in English words."""

import re

ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", *(f"{one}teen" for one in ("thir", "four", "fif", "six", "seven", "eigh", "nine")))
SMALL = ONES + TEENS
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
MOST_DIGITS = 15
"""Longer numbers are read digit by digit."""

ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}

NUMBER = re.compile(r"\d{1,2}:[0-5]\d(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:st|nd|rd|th)?")
"""A time of day, a number with commas, or one without, perhaps ordinal."""


def number_words(written: str) -> list[str]:
    """Return the words of what NUMBER matches: "21st" is twenty first, "9:30" nine thirty, "3.14" with a point."""
    if ":" in written:
        return time_words(*map(int, written.split(":")))
    if written[-1].isalpha():
        return ordinal(cardinal(int(written[:-2])))
    whole, _, fraction = written.replace(",", "").partition(".")
    is_year = len(written) == 4 and "1100" <= whole < "2000"
    words = year_words(int(whole)) if is_year else cardinal(int(whole)) if len(whole) <= MOST_DIGITS else digits(whole)
    return [*words, "point", *digits(fraction)] if fraction else words


def cardinal(number: int) -> list[str]:
    """Return the words of a number."""
    for size, name in LARGE:
        if number >= size:
            rest = cardinal(number % size) if number % size else []
            return [*cardinal(number // size), name, *rest]
    if number < 20:
        return [SMALL[number]]
    return [TENS[number // 10], *([SMALL[number % 10]] if number % 10 else [])]


def digits(written: str) -> list[str]:
    """Return one word for each digit."""
    return [SMALL[int(digit)] for digit in written]


def ordinal(words: list[str]) -> list[str]:
    """Return the ordinal of a cardinal number."""
    last = words[-1]
    return [*words[:-1], ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")]


def year_words(year: int) -> list[str]:
    """Return the words of a year by its two halves: nineteen eighty four."""
    return [*cardinal(year // 100), *(after_the_hour(year % 100) or ["hundred"])]


def time_words(hour: int, minute: int) -> list[str]:
    """Return the words of a time of day."""
    return [*cardinal(hour), *(after_the_hour(minute) or ["o'clock"])]


def after_the_hour(number: int) -> list[str]:
    """Return the words of a number of two digits that follows another; none of zero."""
    return ["oh", *cardinal(number)] if 0 < number < 10 else cardinal(number) if number else []
