"""Quantities as people write them into tables: numbers with a currency or a unit, negative ones, times, blanks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from models.words.written_numbers import number_of

BLANK = re.compile(r"[-–—−?.*/]*|n\.?/?a\.?|nan|none|null|nil|unknown|not (?:available|applicable|known)|tb[adc]", re.I)
PARTS = re.compile(
    r"(?P<bracket>\()?(?P<before>[^\d()+−–-]*?)(?P<sign>[+−–-])?(?P<inner>[^\d()+−–-]*?)"
    r"(?P<number>\d(?:[\d.,'’  \u202f]*\d)?)(?P<space>\s*)(?P<after>[^\d()]*)\)?"
)
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?")
LONGEST = 60
"""Characters of a cell with a quantity."""

MONEY = "$€£¥₹₽₩₺₴₪₫₿"
SCALES = {
    **{"k": 1e3, "K": 1e3, "thousand": 1e3, "M": 1e6, "mn": 1e6, "mio": 1e6, "Mio": 1e6, "million": 1e6},
    **{"millions": 1e6, "B": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "T": 1e12, "trillion": 1e12},
}
MEASURES = {
    **{"mm": ("m", 1e-3), "cm": ("m", 1e-2), "m": ("m", 1.0), "km": ("m", 1e3), "mg": ("g", 1e-3), "g": ("g", 1.0)},
    **{"kg": ("g", 1e3), "t": ("g", 1e6), "ml": ("l", 1e-3), "cl": ("l", 1e-2), "l": ("l", 1.0), "L": ("l", 1.0)},
    **{"ms": ("s", 1e-3), "s": ("s", 1.0), "sec": ("s", 1.0), "seconds": ("s", 1.0), "min": ("s", 60.0)},
    **{"minutes": ("s", 60.0), "h": ("s", 3600.0), "hours": ("s", 3600.0), "kB": ("B", 1e3), "KB": ("B", 1e3)},
    **{"MB": ("B", 1e6), "GB": ("B", 1e9), "TB": ("B", 1e12)},
}
"""A unit's base and how many of that it is."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what stands around it.

    Attributes:
        number: as it is written, without its unit.
        before: what stands before it, "$".
        after: what stands behind it, with the space between, " kg".
        base: what it can be added to: a base unit, or the unit itself.
        factor: how many of the base one of it is.
        decimals: figures after the point.
    """

    number: float
    before: str
    after: str
    base: str
    factor: float
    decimals: int

    @property
    def value(self) -> float:
        """The quantity in its base unit."""
        return self.number * self.factor

    def write(self, value: float, *, decimals: int | None) -> str:
        """Return another value, in the base unit, written like this one; with so many decimals, None: as needed."""
        if self.after == ":":
            return write_clock(value, self.decimals)
        number = value / self.factor
        figures = f"{abs(number):,.10g}" if decimals is None else f"{abs(number):,.{decimals}f}"
        return f"{'-' * (number < 0)}{self.before}{figures}{self.after}"


def is_blank(text: str) -> bool:
    """Tell whether a cell says that there is nothing: "", "-", "n/a"."""
    return BLANK.fullmatch(text.strip()) is not None


def read_quantity(text: str) -> Quantity | None:
    """Return the quantity in a text; None where there is no number, or more than one."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    clock = CLOCK.fullmatch(text)
    if clock:
        return read_clock(clock)
    plain = number_of(text.replace("−", "-").replace("\u202f", " ").replace("’", ",").replace("'", ","))
    if plain is not None:
        return Quantity(plain, "", "", "", 1.0, count_decimals(text))
    found = PARTS.fullmatch(text)
    number = number_of(re.sub("['’\u202f]", ",", found["number"])) if found else None
    if found is None or number is None:
        return None
    sign = found["sign"] or ""
    if (sign in ("-", "–", "−") and not found["inner"].isalpha()) or (found["bracket"] and text.endswith(")")):
        number = -number
    before = (found["before"] + (sign if found["inner"].isalpha() and sign else "") + found["inner"]).lstrip()
    after = found["after"].rstrip()
    base, factor = read_unit(before, after)
    return Quantity(number, before, found["space"] * bool(after) + after, base, factor, count_decimals(found["number"]))


def read_unit(before: str, after: str) -> tuple[str, float]:
    """Return the base unit of what stands around a number, and how many of that it is."""
    before, (word, _, rest) = before.strip(), after.partition(" ")
    scale = 1e6 if word == "m" and before[-1:] in MONEY and before else SCALES.get(word, 0.0)
    if scale:
        return before + rest.strip(), scale
    if after.rstrip(".") in MEASURES and not before:
        return MEASURES[after.rstrip(".")]
    return before + (after.removesuffix("s") if len(after) > 2 else after), 1.0


def read_clock(found: re.Match[str]) -> Quantity:
    """Return a time: minutes and seconds, or hours, minutes and seconds, in its smallest part."""
    first, second, third = found.groups()
    value = int(first) * 60 + int(second)
    if third is None:
        return Quantity(value, "", ":", "2 parts", 1.0, 0)
    return Quantity(value * 60 + float(third), "", ":", "3 parts", 1.0, count_decimals(third) + 1)


def write_clock(value: float, decimals: int) -> str:
    """Return a time; `decimals` is 0 for two parts, else one more than its figures after the point."""
    if not decimals:
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    hours, rest = divmod(value, 3600)
    width = 2 if decimals == 1 else decimals + 2
    return f"{int(hours)}:{int(rest) // 60:02d}:{rest % 60:0{width}.{decimals - 1}f}"


def count_decimals(number: str) -> int:
    """Return how many figures stand after the decimal sign, English or continental."""
    found = re.search(r"[.,](\d+)$", number)
    if not found or (len(found[1]) == 3 and re.fullmatch(r"[-−]?[1-9]\d{0,2}(?:[ .,'’]\d{3})+", number)):
        return 0
    return len(found[1])


def add_up(cells: Sequence[str], *, average: bool) -> str | None:
    """Return the sum or the average of quantities in the unit of the first; None where they cannot be added."""
    read = [read_quantity(cell) for cell in cells]
    quantities = [one for one in read if one is not None]
    bases = {one.base for one in quantities if one.base}
    if not quantities or len(quantities) < len(cells) or len(bases) > 1:
        return None
    like = next((one for one in quantities if one.base), quantities[0])
    if like.factor != 1 and any(not one.base for one in quantities):
        return None
    total = round(fsum(one.value for one in quantities), 10)
    value = total / len(quantities) if average else total
    is_money = any(sign in MONEY for sign in like.before + like.after) and like.factor == 1
    in_cents = is_money and (value != int(value) or any(one.decimals == 2 for one in quantities))
    return like.write(value, decimals=2 if in_cents else None)
