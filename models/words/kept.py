"""What a translation has to leave as it is: addresses, placeholders of programs, tags, paths; and numbers."""

import re
from collections import Counter

KEPT = re.compile(
    r"""
    (?:https?|ftp|mailto):[^\s<>"”]*[\w/] | www\.[^\s<>"”]*[\w/]
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+                           # mailboxes
    | </?[A-Za-z][^<>\n]{0,300}> | &(?:\w{2,8}|\#\d{1,6});   # tags and entities
    | \{\{[^{}\n]{1,80}\}\} | \$?\{[^{}\n]{0,80}\}           # {{name}}, ${name}, {0}
    | %\(\w{1,40}\)[sdifr] | (?<![\w%])%(?:\d\$)?[-+]?\d{0,3}(?:\.\d)?[sdifux@](?!\w) | \$[A-Za-z_]\w*
    | `[^`\n]{1,200}` | \\[nt](?![a-z])
    | (?<![\w/])(?:~|\.{1,2})?/\w[\w.-]*(?:/[\w.-]+)+ | \b[A-Za-z]:\\[\w\\.-]+   # paths
    | (?<!\w)[@\#][A-Za-z_]\w*
    """,
    re.VERBOSE,
)
NUMBER = re.compile(r"\d+(?:[.,:'’ \u00a0\u202f]\d+)*")
SPOKEN_BY = 12
"""Numbers up to it may be words in the translation."""


def split_kept(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a text, each with whether it is kept; joined they are the text."""
    pieces, end = [], 0
    for found in KEPT.finditer(text):
        pieces += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [
        (piece, kept or not any(one.isalpha() for one in piece))
        for piece, kept in [*pieces, (text[end:], False)]
        if piece
    ]


def lost(source: str, translation: str) -> list[str]:
    """Return what should have been kept and stands in the source more often than in the translation."""
    missing = Counter(KEPT.findall(source))
    missing.subtract(Counter({one: translation.count(one) for one in missing}))
    return list(missing.elements())


def lost_numbers(source: str, translation: str) -> list[str]:
    """Return the numbers of a source whose figures do not stand in the translation; small ones may be words there."""
    there = Counter(figures(number) for number in NUMBER.findall(KEPT.sub(" ", translation)))
    missing = []
    for number in NUMBER.findall(KEPT.sub(" ", source)):
        if there[figures(number)]:
            there[figures(number)] -= 1
        elif int(figures(number)[:9]) > SPOKEN_BY:
            missing.append(number)
    return missing


def figures(number: str) -> str:
    """Return a number's figures alone: 1,234.5 is 1.234,5 elsewhere."""
    return re.sub(r"\D", "", number)
