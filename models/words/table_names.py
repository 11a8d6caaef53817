"""Names in a question about a table, and which of them do not stand in it."""

import re

from models.words.columns import Columns
from models.words.dates import NAMES

WORD = re.compile(r"\w+")
PLURAL_Y = re.compile(r"(?<=\w\w)ie$")
NAME = re.compile(r"(?<![\w'’])[A-Z][\w'’&.-]*\w(?: [A-Z][\w'’&-]*\w)*")
LAST_WORD = re.compile(r"\b(?:for|of|in|by|at|from) ([\w'’-]{1,60})$", re.IGNORECASE)
COMMON = frozenset(
    WORD.findall(
        """
    what which who whom whose when where why how is are was were do does did has have had can could the a an and or not
    of in on at by for from to with than then that this these those it its they them there here be been being
    total sum average mean all any each every both most least first last more less many much number count amount
    altogether together combined general table list row rows column columns cell cells value values everything everyone
    anything name names item items thing things product products good goods article articles object objects unit units
    person persons people man men woman women child children student students worker workers employee employees staff
    player players member members customer customers user users visitor visitors team teams group groups company
    companies city cities town towns country countries place places region regions year years month months week weeks
    day days hour hours minute minutes second seconds time times season seasons quarter quarters period date dates
    money cost costs price prices sale sales revenue profit income stock euro euros dollar dollars pound pounds percent
    metre metres meter meters kilometre kilometres kilometer kilometers kilogram kilograms gram grams litre litres
    order kind kinds type types sort category categories animal animals fruit fruits vegetable vegetables food
    furniture vehicle vehicles car cars book books game games course courses subject subjects event events
    question answer please show tell give find
    """
    )
)
"""Words that name nothing in particular."""

MOSTLY = 0.6
"""A question of which so many words have a capital is a headline: it shows nothing."""


def words_of(text: str) -> list[str]:
    """Return the words in small letters, those of a plural as in the singular: salaries and salary are one word."""
    words = WORD.findall(text.lower())
    return [PLURAL_Y.sub("y", word.removesuffix("s")) if len(word) > 3 else word for word in words]


def position(parts: list[str], words: list[str]) -> int:
    """Return where some words stand in others, one after the other; -1 for nowhere, and for no words."""
    places = range(len(words) - len(parts) + 1) if parts else range(0)
    return next((place for place in places if words[place : place + len(parts)] == parts), -1)


def names_in(question: str) -> list[str]:
    """Return the names in a question: words with a capital, after its first word."""
    words = WORD.findall(question)
    if sum(word[0].isupper() for word in words) > MOSTLY * len(words):
        return []
    start = WORD.search(question)
    return NAME.findall(question, start.end() if start else 0)


def missing_names(question: str, table: Columns) -> list[str]:
    """Return the names of a question of which no part stands in the table.

    A name has a capital, or is a bare word at the end after "for", "of", "in", "by", "at" or "from".
    """
    known = {word for text in (*table.header, *(cell for row in table.rows for cell in row)) for word in words_of(text)}
    known |= {"".join(word[0] for word in words_of(name)) for name in table.header}
    last = LAST_WORD.search(question.rstrip(" ?.!"))
    bare = [last[1]] if last and not any(letter.isdigit() for letter in last[1]) else []
    found = [name for name in dict.fromkeys([*names_in(question), *bare]) if name.lower() not in COMMON]
    found = [name for name in found if not (table.dated and name.lower() in NAMES)]
    return [name for name in found if not set(words_of(name)) & known]
