"""Money, units, shares, ranges and signs, in English words."""

import re

from models.words.spoken.figures import NUMBER, is_one, plain, say_number, say_ordinal, say_whole, spell
from models.words.spoken.units import MONEY, SCALES, UNITS, one_of

CURRENCY = one_of(MONEY)
SCALE = rf"(?:\s?{one_of(SCALES)}(?![\w]))"
UNIT = rf"(?:{one_of(UNITS)})(?:[²³]|\^?[23](?!\d))?"
PER = rf"(?P<per>/(?:{UNIT}(?!\w)|(?=[A-Za-z])))?"
AFTER = rf"(?P<unit>{UNIT})(?:(?:/|\s?per )(?P<per>{UNIT}|[a-z]{{3,}}))?(?![\w/])"

EN_DASH = re.compile(r"(?<=[\d%°€$£CF])\s?[–—]\s?(?=[$€£]?\.?\d)")
HYPHEN = re.compile(r"(?<![A-Za-z]-)(?<=\d)-(?=[$€£]?\d)|(?<=[%€])\s?-\s?(?=\d)")
SPACED = re.compile(rf"(?<![\w.,/:-])({NUMBER}) - ({NUMBER})(?![\w/])(?P<result>\s*=)?")
TRUE_MINUS = re.compile(r"(?<=\d)\s?[−﹣－]\s?(?=\d)")
RATIO = re.compile(r"(?<=\d)\s?:\s?(?=\d)")
ELLIPSIS = re.compile(r"(?<=\d)\s?(?:…|\.\.\.?)\s?(?=[+−-]?\d)")
MINUS = re.compile(rf"(?<![\w.)])[-–−﹣－]\s?(?=(?:{CURRENCY})?\s?\.?\d)")
MINUS_AFTER_MONEY = re.compile(rf"({CURRENCY})\s?[-−](?=\d)")
PLUS_OR_MINUS = re.compile(r"(?:±|\+/[-−])\s?(?=\d)")
PLUS = re.compile(r"(?<![\w+])\+\s?(?=\.?\d)")
AND_MORE = re.compile(r"(?<=\d)\+(?=[\s,;.]|$)(?!\s*\d)")

MONEY_RANGE = re.compile(rf"(?P<money>{CURRENCY})\s?({NUMBER})({SCALE})? to (?:(?P=money))?\s?({NUMBER})({SCALE})?")
MONEY_BEFORE = re.compile(rf"(?<![A-Za-z])(?P<money>{CURRENCY})\s?(?P<number>{NUMBER})(?P<scale>{SCALE})?{PER}")
MONEY_AFTER = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})(?P<scale>{SCALE})?\s?(?P<money>{CURRENCY}|¢)(?![A-Za-z]){PER}"
)
THOUSANDS_POINT = re.compile(r"\d{1,3}\.\d{3}")

SHARES = re.compile(rf"(?<![\w.,])({NUMBER})\s?(%|‰)")
DEGREES = re.compile(rf"(?<![\w.,])({NUMBER})\s?(?:°\s?([CFK])?|℃|℉)(?!\w)")
MEASURE = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})\s?{AFTER}")
INCHES = re.compile(r"(?<=\bfeet )(\d{1,2}) ?in\b\.?")
FEET = re.compile(r"(?<![\w.,])(\d{1,2})['’′]\s?(\d{1,2})(?:[\"”″]|['’′]{2})")
SCALED = re.compile(rf"(?<![\w.,])({NUMBER})(k|M|bn|B)\b(?= [a-z])")
MULTIPLIED = re.compile(rf"(?<![\w.,])({NUMBER})\s?(?:×|[x*·]\s?(?=10\s?\^))\s?(?=\d)|(?<=\d)\s?x\s?(?=\d)")
POWER = re.compile(rf"(?<![\w.,])({NUMBER})\s?(?:\^\s?(?P<sign>[-−])?(?P<power>\d+)|(?P<raised>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))")
SCIENTIFIC = re.compile(r"(?<![\w.,])(\d+(?:\.\d+)?)[eE]([+-]?)(\d{1,3})(?!\w)")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

VULGAR = {
    **{"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)},
    **{"⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅒": (1, 10)},
}
FRACTION = re.compile(
    rf"(?<![\w.,/-])(?:(?P<whole>\d{{1,3}})[ -]?)?(?:(?P<sign>{one_of(VULGAR)})|"
    rf"(?<!\d)(?P<above>\d{{1,3}})[/⁄](?P<below>\d{{1,3}})(?![\w/]|[.,]\d))(?:\s?{AFTER})?"
)
SAID_AS_TWO = {(24, 7), (9, 11)}
RATED = (10, 20, 50, 100)
"""Out of how many something is rated."""


def say_signs(text: str) -> str:
    """Return a text whose ranges, minus and plus signs before and between numbers are words."""
    for pattern in (ELLIPSIS, RATIO):
        text = pattern.sub(" to ", text)
    text = TRUE_MINUS.sub(" minus ", text)
    text = EN_DASH.sub(" to ", text)
    text = SPACED.sub(say_spaced, text)
    text = HYPHEN.sub(" to ", text)
    text = MINUS_AFTER_MONEY.sub(r"minus \1", text)
    text = MINUS.sub("minus ", text)
    text = PLUS_OR_MINUS.sub("plus or minus ", text)
    return AND_MORE.sub(" plus", PLUS.sub("plus ", text))


def say_spaced(found: re.Match[str]) -> str:
    """Return two numbers with a hyphen in spaces between: a range where it rises and nothing is worked out."""
    first, second = found[1], found[2]
    rises = float(plain(first)) < float(plain(second))
    return f"{first} {'to' if rises and not found['result'] else 'minus'} {second}{found['result'] or ''}"


def say_amounts(text: str) -> str:
    """Return a text whose numbers with a unit, a currency or a share, and whose fractions, are words."""
    text = MONEY_RANGE.sub(say_money_range, text)
    for pattern in (MONEY_BEFORE, MONEY_AFTER):
        text = pattern.sub(say_money, text)
    text = SCIENTIFIC.sub(say_scientific, text)
    text = FRACTION.sub(say_fraction, text)
    text = FEET.sub(lambda one: f"{spell(one[1])} foot {spell(one[2])}", text)
    text = DEGREES.sub(say_degrees, text)
    text = MEASURE.sub(say_measure, text)
    text = INCHES.sub(lambda one: f"{spell(one[1])} inch{'' if one[1] == '1' else 'es'}", text)
    text = SCALED.sub(lambda one: f"{say_number(one[1])} {SCALES[one[2]]}", text)
    text = SHARES.sub(lambda one: say_number(one[1]) + (" percent" if one[2] == "%" else " per mille"), text)
    text = MULTIPLIED.sub(lambda one: f"{one[1]} times " if one[1] else " by ", text)
    return POWER.sub(say_power, text)


def say_money(found: re.Match[str]) -> str:
    """Return "three dollars and fifty cents", "one point five million dollars"."""
    number, scale, sign = found["number"], (found["scale"] or "").strip(), found["money"]
    if sign == "¢":
        return f"{say_number(number)} cent{'' if is_one(number) else 's'}"
    one, several, cent, cents = MONEY[sign]
    if THOUSANDS_POINT.fullmatch(number) and found.start("number") < found.start("money"):
        number = number.replace(".", "")
    end = f" per {raised_unit(found['per'][1:], True)}" if found["per"] else ""
    if scale:
        return f"{say_number(number)} {SCALES[scale]} {several}{end}"
    whole, _, part = plain(number).partition(".")
    main = f"{say_number(whole or '0')} {one if is_one(number) or whole == '1' else several}"
    if len(part) != 2 or not cents:
        return f"{say_number(number)} {one if is_one(number) else several}{end}"
    if part == "00":
        return main + end
    small = f"{spell(part)} {cent if part == '01' else cents}"
    return (small if whole in ("", "0") else f"{main} and {small}") + end


def say_money_range(found: re.Match[str]) -> str:
    """Return "five to ten dollars"."""
    first, scale, last, last_scale = found[2], found[3] or "", found[4], found[5] or ""
    words = [SCALES.get(one.strip(), "") for one in (scale, last_scale)]
    said = " ".join(filter(None, (say_number(first), words[0], "to", say_number(last), words[1])))
    return f"{said} {MONEY[found['money']][1]}"


def say_measure(found: re.Match[str]) -> str:
    """Return "five kilometers per hour"."""
    return f"{say_number(found['number'])} {unit_words(found, is_one(found['number']))}"


def unit_words(found: re.Match[str], single: bool) -> str:
    """Return the words of a unit, its power and what it is counted by."""
    words = raised_unit(found["unit"], single)
    if not found["per"]:
        return words
    return f"{words} per {raised_unit(found['per'], True)}"


def raised_unit(sign: str, single: bool) -> str:
    """Return "square meters" for m² or m2; a word stands for itself."""
    bare = sign.rstrip("²³23^")
    if bare not in UNITS:
        return sign
    power = {"²": "square ", "2": "square ", "³": "cubic ", "3": "cubic "}.get(sign[len(bare) :].lstrip("^"), "")
    return power + UNITS[bare][0 if single else 1]


def say_degrees(found: re.Match[str]) -> str:
    """Return "five degrees Celsius"."""
    scale = {"C": " Celsius", "F": " Fahrenheit"}.get(found[2] or {"℃": "C", "℉": "F"}.get(found[0][-1], ""), "")
    return f"{say_number(found[1])} degree{'' if is_one(found[1]) else 's'}{scale}"


def say_fraction(found: re.Match[str]) -> str:
    """Return "one half", "two and three quarters", "seven out of ten", with the unit that follows."""
    if found["sign"]:
        above, below = VULGAR[found["sign"]]
    else:
        above, below = int(found["above"]), int(found["below"])
    whole = f"{say_whole(found['whole'])} and " if found["whole"] else ""
    unit = unit_words(found, False) if found["unit"] else ""
    if not whole and not found["sign"]:
        if (above, below) in SAID_AS_TWO or above == below:
            return f"{spell(str(above))} {spell(str(below))} {unit}".rstrip()
        if below in RATED and above < below:
            return f"{spell(str(above))} out of {spell(str(below))} {unit}".rstrip()
        if above > below or below < 2 or (below > 16 and below not in (32, 64)):
            return f"{spell(str(above))} over {spell(str(below))} {unit}".rstrip()
    if below < 2:
        return found[0]
    words = whole + (say_part(above, below) if not whole or above != 1 else with_article(below))
    if not unit:
        return words
    return f"{words} {unit if whole else 'of a ' + unit_words(found, True)}"


def say_part(above: int, below: int) -> str:
    """Return "three quarters"."""
    name = {2: "half", 4: "quarter"}.get(below) or say_ordinal(below)
    several = "halves" if below == 2 else f"{name}s"
    return f"{spell(str(above))} {name if above == 1 else several}"


def with_article(below: int) -> str:
    """Return "a half"."""
    return f"{'an' if below in (8, 11, 18) else 'a'} {say_part(1, below).removeprefix('one ')}"


def say_scientific(found: re.Match[str]) -> str:
    """Return "six point zero two times ten to the power of twenty three"."""
    number, sign, power = found.groups()
    words = "ten to the power of " + ("minus " if sign == "-" else "") + spell(power)
    return words if number == "1" else f"{say_number(number)} times {words}"


def say_power(found: re.Match[str]) -> str:
    """Return "ten squared", "ten to the power of six"."""
    raised = (found["raised"] or "").translate(RAISED)
    power = raised.lstrip("-") or found["power"]
    minus = "minus " if found["sign"] or raised.startswith("-") else ""
    if not minus and power in ("2", "3"):
        return f"{say_number(found[1])} {'squared' if power == '2' else 'cubed'}"
    return f"{say_number(found[1])} to the power of {minus}{spell(power)}"
