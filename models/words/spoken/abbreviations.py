"""Abbreviations with a point, Roman numerals, addresses and signs between words, in English words."""

import re

from models.words.spoken.figures import say_digits, say_number, say_ordinal, spell
from models.words.spoken.units import one_of

TITLES = {
    **{"Dr": "Doctor", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Prof": "Professor", "Rev": "Reverend"},
    **{"Gen": "General", "Col": "Colonel", "Capt": "Captain", "Lt": "Lieutenant", "Sgt": "Sergeant", "Maj": "Major"},
    **{"Gov": "Governor", "Sen": "Senator", "Rep": "Representative", "Pres": "President", "Hon": "Honorable"},
    **{"St": "Saint", "Mt": "Mount", "Ft": "Fort"},
}
"""Before a name."""

STREETS = {
    **{"St": "Street", "Dr": "Drive", "Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard", "Ln": "Lane"},
    **{"Sq": "Square", "Pl": "Place", "Hwy": "Highway", "Pkwy": "Parkway", "Ct": "Court", "Mt": "Mountain"},
}
"""After a name."""

WORDS = {
    **{"Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor"},
    **{"vs.": "versus", "etc.": "et cetera", "e.g.": "for example", "i.e.": "that is", "approx.": "approximately"},
    **{"ca.": "circa", "cf.": "compare", "esp.": "especially", "incl.": "including", "excl.": "excluding"},
    **{"min.": "minutes", "max.": "maximum", "avg.": "average", "est.": "established", "dept.": "department"},
    **{"Dept.": "Department", "Univ.": "University", "Jr.": "Junior", "Sr.": "Senior", "Inc.": "Incorporated"},
    **{"Ltd.": "Limited", "Corp.": "Corporation", "Co.": "Company", "Bros.": "Brothers", "Apt.": "Apartment"},
    **{"tel.": "telephone", "Tel.": "Telephone", "ext.": "extension", "w/o": "without", "w/": "with"},
    **{"a.k.a.": "also known as", "et al.": "and others", "Ph.D.": "P H D", "M.D.": "M D", "U.S.A.": "U S A"},
    **{"U.S.": "U S", "U.K.": "U K", "U.N.": "U N", "E.U.": "E U", "D.C.": "D C", "B.C.": "B C", "A.D.": "A D"},
    **{"Mon.": "Monday", "Tue.": "Tuesday", "Tues.": "Tuesday", "Wed.": "Wednesday", "Thu.": "Thursday"},
    **{"Thur.": "Thursday", "Thurs.": "Thursday", "Fri.": "Friday", "Jan.": "January", "Feb.": "February"},
    **{"Aug.": "August", "Sept.": "September", "Oct.": "October", "Nov.": "November", "Dec.": "December"},
}
BEFORE_NUMBERS = {
    **{"√": "the square root of"},
    **{"No.": "number", "no.": "number", "Nos.": "numbers", "nos.": "numbers", "№": "number", "#": "number"},
    **{"Fig.": "figure", "fig.": "figure", "Figs.": "figures", "p.": "page", "pp.": "pages", "Vol.": "volume"},
    **{"vol.": "volume", "Ch.": "chapter", "ch.": "chapter", "Sec.": "section", "sec.": "section", "§": "section"},
    **{"Art.": "article", "art.": "article", "Eq.": "equation", "v.": "version", "~": "about", "≈": "about"},
    **{"min.": "minimum", "c.": "circa", "Rm.": "room", "≤": "at most", "≥": "at least", "<": "less than"},
    **{">": "more than", "Pos.": "position", "Nr.": "number", "@": "at"},
}
BETWEEN = {"=": "equals", "+": "plus", "÷": "divided by", "×": "times", "·": "times", "≠": "is not", "→": "to"}
BETWEEN |= {
    " / ": "divided by",
    "*": "times",
    "≈": "is about",
    "<": "is less than",
    ">": "is more than",
    "≤": "is at most",
    "≥": "is at least",
}
ALONE = {"&": "and", "%": "percent", "°C": "degrees Celsius", "°F": "degrees Fahrenheit", "°": "degrees"}
ALONE |= {"€": "euros", "£": "pounds", "½": "one half", "¼": "one quarter", "¾": "three quarters", "©": "copyright"}

TITLE = re.compile(rf"\b({one_of(TITLES)})\.?\s(?=[A-Z][\w.'’-])")
STREET = re.compile(rf"(?<=[A-Za-z] )(?<![.,] )({one_of(STREETS)})\.?(?!\w)(?!\.\w)")
AFTER_NAME = re.compile(r"(?:^|[\s(])(?:[A-Z][\w'’-]+|\w*\d(?:st|nd|rd|th)|(?:fir|[a-z ]*\w)(?:st|nd|rd|th))\s$")
HOUSE = re.compile(r"\b\d{1,5} (?:[A-Z][\w'’-]+ )+$")
WORD = re.compile(rf"(?<![\w.])({one_of(WORDS)})(?!\w)")
NUMBERED = re.compile(rf"(?<![\w.])({one_of(BEFORE_NUMBERS)})\s?(?=\.?\d)")
OPERATOR = re.compile(rf"(?<=[\w)])\s?({one_of(BETWEEN)})\s?(?=[\w(-])")
LONE_SIGN = re.compile(rf"\s?({one_of(ALONE)})\s?")
BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])")
GLUED = re.compile(r"(?<=[A-Za-z])-?(?=\d)|(?<=\d)(?=[A-Za-z])(?!(?:st|nd|rd|th)\b)")

ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)\b")
COUNTED = re.compile(
    r"\b((?:[Cc]hapter|[Pp]art|[Aa]ct|[Ss]cene|[Ss]ection|[Vv]olume|[Bb]ook|[Pp]hase|[Aa]rticle|[Aa]ppendix|[Tt]itle"
    r"|[Tt]ype|[Ll]evel|[Ss]tage|[Cc]lass|[Gg]rade|[Ee]pisode|[Rr]ound|[Ff]igure|[Tt]able|World War|Super Bowl|Apollo"
    r"|Mark|Final Fantasy|Rocky|Formula) )(?=[IVXLC])([IVXLC]+)\b(?![.'’]\w)"
)
RULER = re.compile(
    r"\b((?:(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Sultan|Kaiser) [A-Z][a-z]+(?: [A-Z][a-z]+)?"
    r"|Henry|Louis|Edward|George|William|Charles|James|Richard|Elizabeth|Napoleon|Pius|Benedict|John Paul|Leo|Ramses"
    r"|Ramesses|Frederick|Philip|Alexander|Nicholas|Catherine|Ivan|Wilhelm|Gustav|Christian|Ferdinand|Otto|Leopold)) "
    r"(?=[IVX])([IVX]+)\b(?![.'’]\w)"
)
ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”]*[\w/]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
SAID_IN_ADDRESSES = {
    ".": "dot",
    "/": "slash",
    "@": "at",
    "-": "dash",
    "_": "underscore",
    ":": "colon",
    "?": "question mark",
}
SAID_IN_ADDRESSES |= {
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "#": "hash",
    "%": "percent",
    "+": "plus",
    "~": "tilde",
}

VERSION = re.compile(r"(?<![\w.,])[vV]?(\d+(?:\.\d+){2,})(?![\w]|\.\d)")
NAMED_VERSION = re.compile(
    r"\b((?:[Vv]ersion|[Rr]elease|Python|Java|iOS|Android|macOS|Windows|Ubuntu|Debian|Linux|[Cc]hapter|[Ss]ection|[Ff]igure"
    r"|[Ff]ig\.|[Tt]able|[Vv]) ?)(\d+(?:\.\d+)+)(?!\w)"
)
PHONES = (
    r"\+\d{1,3}(?:[ .\-/]?\(?\d{1,5}\)?){2,6}(?<!\()",
    r"(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}",
    r"\d{3}-\d{2}(?:\d[1-9]|[1-9]0)",
    r"(?<!\d )0\d{1,4}(?:[ /\-]\d{2,8}){1,4}",
    r"\d{4}(?:[ -]\d{4}){2,3}",
    r"\d+(?:-\d+){2,}",
    r"(?<=\b[A-Z]{2} )\d{5}(?:-\d{4})?",
)
PHONE = re.compile(rf"(?<![\w.,/-])(?:{'|'.join(PHONES)})(?![\w-]|[.,/:]\d)")
FEWEST_DIGITS = 5


def say_abbreviations(text: str) -> str:
    """Return a text whose abbreviations are words, so that their points end no sentence."""
    text = STREET.sub(say_street, text)
    text = TITLE.sub(lambda one: f"{TITLES[one[1]]} ", text)
    text = NUMBERED.sub(lambda one: f"{BEFORE_NUMBERS[one[1]]} ", text)
    return WORD.sub(say_word, text)


def say_street(found: re.Match[str]) -> str:
    """Return "Street" after a name, unless a name follows on which the title stands."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    if not AFTER_NAME.search(before[-40:]) or (re.match(r"\s[A-Z][\w'’]", after) and not found[0].endswith(".")):
        return found[0]
    if found[1] in TITLES and re.match(r"\s[A-Z]", after) and not HOUSE.search(before):
        return found[0]
    ends = found[0].endswith(".") and re.match(r"\s*$|\s[A-Z]", after)
    return STREETS[found[1]] + ("." if ends else "")


def say_word(found: re.Match[str]) -> str:
    """Return the words of an abbreviation, and its point where that also ends the sentence."""
    after = found.string[found.end() :]
    ends = found[1].endswith(".") and (not after.strip() or (found[1] in OFTEN_LAST and re.match(r"\s+[A-Z]", after)))
    return WORDS[found[1]] + ("." if ends else "")


OFTEN_LAST = {"etc.", "Ltd.", "Corp.", "Inc.", "Jr.", "Sr.", "B.C.", "A.D."}


def say_romans(text: str) -> str:
    """Return a text whose Roman numerals after chapters, wars, kings and popes are words."""
    text = COUNTED.sub(lambda one: one[1] + spell(str(value)) if (value := roman_value(one[2])) else one[0], text)
    return RULER.sub(say_ruler, text)


def say_ruler(found: re.Match[str]) -> str:
    """Return "Henry the eighth"; "Elizabeth I" needs her title, for "I" may be a word."""
    value = roman_value(found[2])
    if not value or (value == 1 and " " not in found[1]):
        return found[0]
    return f"{found[1]} the {say_ordinal(value)}"


def roman_value(numeral: str) -> int:
    """Return the number of a Roman numeral, 0 for what is none."""
    if not ROMAN.fullmatch(numeral):
        return 0
    figures = [VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(figures, [*figures[1:], 0], strict=True))


def say_codes(text: str) -> str:
    """Return a text whose telephone numbers and versions are words; its dates were said before."""
    text = PHONE.sub(say_phone, text)
    text = VERSION.sub(say_version, text)
    return NAMED_VERSION.sub(lambda one: one[1] + " point ".join(spell(part) for part in one[2].split(".")), text)


def say_addresses(text: str) -> str:
    """Return a text whose addresses of pages and mailboxes are words."""
    return ADDRESS.sub(say_address, text)


def say_address(found: re.Match[str]) -> str:
    """Return "example dot org slash a"."""
    bare = re.sub(r"^https?://", "", found[0]).rstrip("/")
    parts = re.split(rf"({one_of(SAID_IN_ADDRESSES)})", bare)
    return " ".join(SAID_IN_ADDRESSES.get(part, part) for part in parts if part)


def say_phone(found: re.Match[str]) -> str:
    """Return a telephone number figure by figure."""
    if sum(letter.isdigit() for letter in found[0]) < FEWEST_DIGITS:
        return found[0]
    return "plus " * found[0].startswith("+") + say_digits(found[0])


def say_version(found: re.Match[str]) -> str:
    """Return "one point two point three"; groups of three figures are a number."""
    parts = found[1].split(".")
    grouped = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
    address = len(parts) == 4 and all(int(part) < 256 for part in parts)
    if grouped and not address:
        return found[0]
    return ("version " if found[0][0] in "vV" else "") + " point ".join(spell(part) for part in parts)


def say_ordinals(text: str) -> str:
    """Return a text with "third" for "3rd"."""
    return ORDINAL.sub(lambda one: say_ordinal(one[1].replace(",", "")), text)


def say_operators(text: str) -> str:
    """Return a text whose signs between numbers and words are words."""
    text = OPERATOR.sub(lambda one: f" {BETWEEN[one[1]]} ", text) if re.search(r"\d", text) else text
    text = BETWEEN_WORDS.sub(" ", text)
    return LONE_SIGN.sub(lambda one: f" {ALONE[one[1]]} ", text)


def say_rest(text: str, number: str) -> str:
    """Return a text whose remaining numbers, by a pattern, are words, apart from letters beside them."""
    text = GLUED.sub(" ", text)
    return re.sub(number, lambda one: say_number(one[0]), text)
