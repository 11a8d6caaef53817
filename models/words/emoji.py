"""Emoji in words, for models whose tokenizer knows none: to these all emoji are one unknown sign."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

PICTURE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # two letters that make a flag
    "|[\u203c\u2049\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934-\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f3fa\U0001f400-\U0001faff]"
)
AROUND = "[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
"""How the picture before is drawn, in which skin, and that the next belongs to it."""

RUN = re.compile(rf"(?:(?:{PICTURE.pattern}){AROUND}\s*)+")
NAMES = {
    "❤": "red heart",
    "♥": "red heart",
    "😡": "angry face",
    "😠": "angry face",
    "🎉": "celebration",
    "💓": "loving heart",
    "💗": "loving heart",
    "☹": "sad face",
    "☺": "smiling face",
    "😐": "neutral face",
    "🙁": "sad face",
    "🙂": "smiling face",
    "💩": "pile of shit",
}
"""Where the name in Unicode says something else, or is old: POUTING FACE is the red, angry one."""

SAYS_NOTHING = re.compile(r"\b(sign|symbol|heavy|black|white|with variation)\b ?")


def spell_emoji(text: str, tokenizer: Any) -> str:
    """Return a text with the names of those emoji in their place that a tokenizer does not know.

    The same one several times in a row is named once.
    """

    def name_run(found: re.Match[str]) -> str:
        names: list[str] = []
        for one in PICTURE.findall(found.group()):
            name = one if knows(tokenizer, one) else name_picture(one)
            if not names or names[-1] != name:
                names.append(name)
        before = "" if found.start() == 0 or text[found.start() - 1].isspace() else " "
        goes_on = found.end() < len(text) and (found.group()[-1].isspace() or text[found.end()].isalnum())
        after = " " if goes_on else ""
        return f"{before}{', '.join(names)}{after}"

    return RUN.sub(name_run, text) if PICTURE.search(text) else text


def knows(tokenizer: Any, picture: str) -> bool:
    """Tell whether a tokenizer has something else than its unknown token for a picture."""
    tokens = tokenizer.tokenize(picture)
    return bool(tokens) and tokenizer.unk_token not in tokens


@lru_cache(maxsize=2_000)
def name_picture(picture: str) -> str:
    """Return what an emoji shows, in small letters."""
    if len(picture) == 2:
        return "flag"
    name = NAMES.get(picture) or unicodedata.name(picture, "picture").lower()
    return SAYS_NOTHING.sub("", name).strip() or name
