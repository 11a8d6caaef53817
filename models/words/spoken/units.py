"""Signs of units and of money, and the words for one and for several."""

import re
from collections.abc import Iterable

TABLE = """
mm millimeter, cm centimeter, dm decimeter, m meter, km kilometer, nm nanometer, µm micrometer, ft foot feet,
yd yard, mi mile, nmi nautical mile, ly light year, mg milligram, µg microgram, g gram, kg kilogram, t ton,
lb pound, lbs pound, oz ounce, ml milliliter, mL milliliter, cl centiliter, dl deciliter, l liter, L liter,
hl hectoliter, gal gallon, tsp teaspoon, tbsp tablespoon, ha hectare, ms millisecond, µs microsecond,
ns nanosecond, s second, sec second, secs second, min minute, mins minute, h hour, hr hour, hrs hour, yr year,
yrs year, wk week, mo month, Hz hertz hertz, kHz kilohertz kilohertz, MHz megahertz megahertz,
GHz gigahertz gigahertz, dB decibel, V volt, kV kilovolt, mV millivolt, mA milliampere, mAh milliampere hour,
Ah ampere hour, W watt, kW kilowatt, MW megawatt, GW gigawatt, Wh watt hour, kWh kilowatt hour,
kwh kilowatt hour, GWh gigawatt hour, MWh megawatt hour,
J joule, kJ kilojoule, cal calorie, kcal kilocalorie, N newton, Nm newton meter, Pa pascal, hPa hectopascal,
kPa kilopascal, MPa megapascal, mbar millibar, psi pound per square inch, mmHg millimeter of mercury, lx lux lux,
lm lumen, mol mole, mmol millimole, Ω ohm, kΩ kiloohm, kB kilobyte, KB kilobyte, MB megabyte, GB gigabyte,
TB terabyte, PB petabyte, KiB kibibyte, MiB mebibyte, GiB gibibyte, kbit kilobit, Mbit megabit, Gbit gigabit,
kbps kilobit per second, Mbps megabit per second, Gbps gigabit per second, MP megapixel, px pixel, dpi dot per inch,
fps frame per second, rpm revolution per minute, bpm beat per minute, mph mile per hour, kph kilometer per hour,
kmh kilometer per hour, mpg mile per gallon, hp horsepower horsepower, ppm part per million
"""
IRREGULAR = {"foot feet": ("foot", "feet")}


def read_units(table: str) -> dict[str, tuple[str, str]]:
    """Return the words for one and for several by the sign."""
    units = {}
    for entry in re.split(r",\s+", table.strip()):
        sign, _, words = entry.partition(" ")
        units[sign] = forms(words)
    return units


def forms(words: str) -> tuple[str, str]:
    """Return the singular and the plural: of "mile per hour" the first noun changes, "foot feet" stands as it is."""
    halves = words.split()
    if words in IRREGULAR:
        return IRREGULAR[words]
    if len(halves) == 2 and halves[0] == halves[1]:
        return halves[0], halves[0]
    head, of, rest = words.partition(" per ") if " per " in words else words.partition(" of ")
    return words, f"{head}s{of}{rest}"


UNITS = read_units(TABLE)
UNITS |= {sign.replace("µ", "μ"): words for sign, words in UNITS.items() if "µ" in sign}

MONEY = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₩": ("won", "won", "", ""),
    "₺": ("lira", "lira", "", ""),
    "₴": ("hryvnia", "hryvnias", "", ""),
    "₪": ("shekel", "shekels", "", ""),
    "₫": ("dong", "dong", "", ""),
    "₿": ("bitcoin", "bitcoins", "", ""),
    "USD": ("US dollar", "US dollars", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"),
    "GBP": ("pound", "pounds", "penny", "pence"),
    "CHF": ("Swiss franc", "Swiss francs", "centime", "centimes"),
    "JPY": ("yen", "yen", "", ""),
    "INR": ("rupee", "rupees", "paisa", "paise"),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "US$": ("US dollar", "US dollars", "cent", "cents"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "CA$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "A$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "AU$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "NZ$": ("New Zealand dollar", "New Zealand dollars", "cent", "cents"),
    "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "R$": ("real", "reais", "", ""),
    "Rs.": ("rupee", "rupees", "paisa", "paise"),
    "Rs": ("rupee", "rupees", "paisa", "paise"),
}
"""Sign or code: one, several; and of the hundredth part one, several."""

SCALES = {
    "k": "thousand",
    "K": "thousand",
    "m": "million",
    "M": "million",
    "mn": "million",
    "mio": "million",
    "Mio.": "million",
    "Mio": "million",
    "b": "billion",
    "B": "billion",
    "bn": "billion",
    "Bn": "billion",
    "T": "trillion",
    "tn": "trillion",
    "trn": "trillion",
    **{word: word for word in ("hundred", "thousand", "million", "billion", "trillion")},
}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
