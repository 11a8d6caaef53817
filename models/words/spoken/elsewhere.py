"""Numbers in languages other than English: figures, a minus before them, shares and euros."""

import re
from dataclasses import dataclass

from models.words.spoken.figures import SPACES, spell

GROUPS = rf"\d{{1,3}}(?:[.'’ {SPACES}]\d{{3}})+(?!\d)"
NUMBER = re.compile(
    rf"(?<![\w.,:/])(?P<minus>[-−–]\s?)?(?P<money>[€$£]\s?)?(?P<whole>{GROUPS}|\d+)(?:,(?P<part>\d+))?(?:\s?(?P<sign>[%€$£]))?(?!\w|[.,:/-]\d)"
)


@dataclass(frozen=True)
class Wording:
    """What a language says beside its numbers."""

    minus: str
    comma: str
    signs: dict[str, str]


LANGUAGES = {
    "de": Wording("minus", "Komma", {"%": "Prozent", "€": "Euro", "$": "Dollar", "£": "Pfund"}),
    "fr": Wording("moins", "virgule", {"%": "pour cent", "€": "euros", "$": "dollars", "£": "livres"}),
    "es": Wording("menos", "coma", {"%": "por ciento", "€": "euros", "$": "dólares", "£": "libras"}),
}


def write_numbers(text: str, language: str) -> str:
    """Return a text whose plain numbers are words; times, dates and telephone numbers are left alone."""
    wording = LANGUAGES[language]

    def say(found: re.Match[str]) -> str:
        whole = re.sub(r"\D", "", found["whole"])
        digit_by_digit = len(whole) > 1 and whole.startswith("0")
        words = [wording.minus] if found["minus"] else []
        words += [spell(one, language=language) for one in (whole if digit_by_digit else [whole])]
        if found["part"]:
            words += [wording.comma, *(spell(one, language=language) for one in found["part"])]
        sign = found["sign"] or (found["money"] or "").strip()
        if sign:
            words.append(wording.signs[sign])
        return " ".join(words)

    return NUMBER.sub(say, text)
