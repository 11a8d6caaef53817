"""Labels on a page, "Total: 84.20", and questions that name one, in whatever language."""

import re
from collections.abc import Sequence

from models.parts.page_cells import Cell, names_in
from models.parts.page_words import Words

ENGLISH = frozenset(
    """
    what which who whom whose when where how why is are was were does did do has have can the of many much and please
    """.split()  # noqa: SIM905
)
FOREIGN = frozenset(
    """
    wer wie wann wo ist sind der das dem den des ein eine einen welche welcher welches lautet heißt viel viele
    qui que quel quelle quels quelles quand où combien est sont le la les du une
    quién quien qué cuál cual cuándo cuando dónde donde cuánto cuanto es el los las del una
    chi quale quanto dove il gli della wat welke hoeveel het een
    """.split()  # noqa: SIM905
)
"""Little words of German, French, Spanish, Italian and Dutch that are none in English."""


GENERAL = frozenset({"much", "many", "number", "date"})
"""Words that stand on many pages beside what was asked for."""


def names_asked(question: str) -> frozenset[str]:
    """Return the words of a question that may be labels: without the little ones of several languages."""
    return frozenset(name for name in names_in(question) if name not in FOREIGN and f"{name}s" not in FOREIGN)


def is_on_page(question: str, words: Words) -> bool:
    """Tell whether a page has any of the words that a question asks with; where it has none, it may not say it.

    Of 144 questions about what a page of tests/meaning/pages did not say 96% had none, of 48 about what it said 13%.
    """
    asked = names_asked(question) - GENERAL or names_asked(question)
    return not asked or bool(asked & names_in(" ".join(word for word, _ in words)))


def is_english(question: str) -> bool:
    """Tell whether a question may be English: words without little ones of another language are."""
    words = set(re.findall(r"[^\W\d_]+", question.lower()))
    if words & ENGLISH:
        return True
    in_latin = all(ord(letter) < 0x250 or not letter.isalpha() for letter in question)
    return in_latin and not words & FOREIGN


def look_up_label(asked: frozenset[str], words: Words, cells: Sequence[Cell]) -> tuple[int, int] | None:
    """Return the first and last word of what stands behind the label that a question names, None where none is.

    Args:
        asked: what the question names; a label has just these words.
        words: of the page, row by row.
        cells: of these words.
    """
    if not asked:
        return None
    for place, cell in enumerate(cells):
        for number in range(cell.start, cell.end + 1):
            if not words[number][0].endswith(":"):
                continue
            names = names_in(" ".join(word for word, _ in words[cell.start : number + 1]))
            if names == asked and number < cell.end:
                return number + 1, cell.end
            following = cells[place + 1] if place + 1 < len(cells) else None
            if names == asked and following and following.row == cell.row:
                return following.start, following.end
            break
    return None
