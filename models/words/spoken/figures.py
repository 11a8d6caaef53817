"""Written numbers, and the English words for them."""

import re

SPACES = "\u00a0\u202f\u2009"
"""Those that stand inside a number: no-break, narrow no-break and thin."""

GROUPED = (
    rf"\d{{1,3}}(?:(?:,\d{{3}})+(?:\.\d+)?|(?:\.\d{{3}}){{2,}}(?:,\d+)?|(?:\.\d{{3}})+,\d+|(?:['’]\d{{3}})+(?:\.\d+)?"
    rf"|(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?|(?: \d{{3}}){{2,6}}(?:[.,]\d+)?)(?!\d)"
)
"""1,234.5, 1.234.567, 1.234,5, 1'234 and 1 234 567."""

INDIAN = r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
"""12,34,567"""

DECIMAL_COMMA = r"(?<![\d,])\d+,\d{1,2}(?!\d|,\d)"
"""3,5, which is no list such as 1,2,3."""

NUMBER = rf"(?:{INDIAN}|{GROUPED}|{DECIMAL_COMMA}|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"

MOST_DIGITS = 15
"""Of a number that is read as one; longer ones are read figure by figure."""


def plain(number: str) -> str:
    """Return a written number with a point before its decimals and nothing else: "1.234,5" as "1234.5"."""
    number = re.sub(rf"['’ {SPACES}]", "", number)
    if re.fullmatch(r"\d+,\d{1,2}", number) or re.fullmatch(r"\d+(?:\.\d{3})+,\d+", number):
        return number.replace(".", "").replace(",", ".")
    if number.count(".") > 1:
        return number.replace(".", "")
    if re.fullmatch(r"\d{4,},\d+", number):  # spaces stood between the groups
        return number.replace(",", ".")
    return number.replace(",", "")


def spell(number: str, form: str = "cardinal", language: str = "en") -> str:
    """Return a whole number in words; one of more than MOST_DIGITS figure by figure.

    Args:
        number: digits alone.
        form: "cardinal", "ordinal" or "year".
        language: ISO 639-1.
    """
    from num2words import num2words

    if len(number) > MOST_DIGITS:
        return " ".join(spell(digit, language=language) for digit in number)
    words = str(num2words(int(number), to=form, lang=language))
    return words.replace("-", " ").replace(",", "") if language == "en" else words


def say_digits(text: str) -> str:
    """Return the digits of a text one by one, groups with a comma between: "555-12" as "five five five, one two"."""
    groups = re.findall(r"\d+", text)
    return ", ".join(" ".join(spell(digit) for digit in group) for group in groups)


def say_whole(digits: str) -> str:
    """Return a whole number; one with leading zeros figure by figure."""
    return say_digits(digits) if len(digits) > 1 and digits.startswith("0") else spell(digits)


def say_number(number: str) -> str:
    """Return a number in words, however it is written: "0.05" as "zero point zero five"."""
    whole, _, decimals = plain(number).partition(".")
    words = say_whole(whole or "0")
    return f"{words} point {say_digits(decimals)}" if decimals else words


def is_one(number: str) -> bool:
    """Tell whether what is counted stands in the singular."""
    return plain(number) == "1"


def say_year(year: str) -> str:
    """Return a year as it is read: "nineteen ninety", "nineteen oh five", "two thousand and five"."""
    return spell(year, "year")


def say_ordinal(number: str | int) -> str:
    """Return "third" for 3."""
    return spell(str(number), "ordinal")
