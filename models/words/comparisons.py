"""Comparisons in a question: more than 5, at least $1.5 million, between 5 and 10, after 3 May 2024, in 2021."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from math import inf

from models.words.columns import Columns
from models.words.dates import read_date
from models.words.quantities import MEASURES, Quantity, read_quantity

ABOVE = r"more|greater|higher|larger|bigger|longer|older|later|over|above|after|exceed(?:s|ing)?"
BELOW = r"less|fewer|lower|smaller|shorter|younger|earlier|under|below|before"
FROM = r"at least|no less|not less|from|since|minimum of"
UP_TO = r"at most|no more|not more|up to|until|maximum of"
COMPARISON = re.compile(
    rf"\b(?:(?P<up_to>{UP_TO})|(?P<from>{FROM})|(?P<above>{ABOVE})|(?P<below>{BELOW})|(?P<during>in|during)) "
    r"(?:than )?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween (?P<low>\S+) and (?P<high>\S+)", re.IGNORECASE)
AMOUNT = re.compile(
    r"[$€£¥]?\s?[-−]?\d[\d,.]*(?:\s?(?:[A-Za-zµ%€]{1,3}|thousand|million|billion|seconds|minutes|hours)(?!\w))?"
)
YEAR = re.compile(r"(\d{4})\b(?![-/.]\d)")
DATE_WORDS = 4
OF_DATES = {"after", "later", "older", "before", "earlier", "younger", "since", "from", "until", "in", "during"}
A_MONTH = re.compile(r"[A-Za-z]+\.? \d{4}|\d{4}-\d{2}")
BASES = {base for base, _ in MEASURES.values()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Between which bounds something has to lie.

    Attributes:
        low: the number to be passed.
        high: the number not to be reached.
        with_ends: whether the bounds themselves count.
        base: the unit of the bounds, as in `Quantity`.
        factor: how many of the base one of it is.
        of_dates: whether the bounds are days.
    """

    low: float = -inf
    high: float = inf
    with_ends: bool = False
    base: str = ""
    factor: float = 1.0
    of_dates: bool = False

    def holds(self, table: Columns, column: int, row: int) -> bool:
        """Tell whether a cell passes."""
        number = table.numbers[column][row]
        if number is None:
            return False
        if self.of_dates:
            number = int(number)
        quantity = table.quantities[column][row]
        if self.base in BASES and quantity is not None and quantity.base != self.base:
            number *= self.factor  # the column's heading tells its unit
        return self.low <= number <= self.high if self.with_ends else self.low < number < self.high


def find_comparison(question: str, table: Columns) -> Comparison | None:
    """Return the comparison in a question, None for none; of dates where the table has any."""
    between = BETWEEN.search(question)
    if between:
        first, last = (read_bound(between[name].rstrip("?.,"), table, dates=True) for name in ("low", "high"))
        if first and last:
            return Comparison(first.low, last.high, True, last.base, last.factor, first.of_dates)
    for found in COMPARISON.finditer(question):
        bound = read_bound(question[found.end() :], table, dates=found[0].split()[0].lower() in OF_DATES)
        if bound is None or (found["during"] and not bound.of_dates):
            continue
        if found["during"]:
            return bound
        low = bound.low if found["from"] else bound.high if found["above"] else -inf
        high = bound.high if found["up_to"] else bound.low if found["below"] else inf
        ends = bool(found["from"] or found["up_to"])
        return Comparison(low, high, ends, bound.base, bound.factor, bound.of_dates)
    return None


def read_bound(text: str, table: Columns, *, dates: bool) -> Comparison | None:
    """Return what a text begins with as bounds, of a day or a number both the same; None where it is neither."""
    if dates and table.dated:
        day = read_day(text)
        if day:
            return Comparison(*day, with_ends=True, of_dates=True)
    amount = AMOUNT.match(text)
    quantity = read_amount(amount[0]) if amount else None
    if quantity is None:
        return None
    return Comparison(quantity.value, quantity.value, True, quantity.base, quantity.factor)


def read_amount(text: str) -> Quantity | None:
    """Return a quantity; a word after it that is no unit is left out."""
    text = text.rstrip(",. ")
    return read_quantity(text) or read_quantity(re.sub(r"[^\d]+$", "", text))


def days_of_month(day: float) -> int:
    """Return how many days the month of a day has."""
    first = date.fromordinal(int(day))
    return monthrange(first.year, first.month)[1]


def read_day(text: str) -> tuple[float, float] | None:
    """Return the first and the last day of the date, the month or the year that a text begins with."""
    words = text.rstrip("?. ").split()
    for count in range(min(DATE_WORDS, len(words)), 0, -1):
        start = " ".join(words[:count]).rstrip(",")
        day = read_date(start)
        if day is not None:
            return day, day + (days_of_month(day) - 1 if A_MONTH.fullmatch(start) else 0)
    year = YEAR.match(text)
    if year and int(year[1]):
        return float(date(int(year[1]), 1, 1).toordinal()), float(date(int(year[1]), 12, 31).toordinal())
    return None
