"""What the words of a question say about a table: which cells they name, and what is to be done."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.words.columns import Columns, bare
from models.words.comparisons import Comparison, find_comparison
from models.words.table_names import COMMON, missing_names, names_in, position, words_of

SUM = re.compile(r"\b(total|sum|altogether|together|combined|in all)\b", re.IGNORECASE)
AVERAGE = re.compile(r"\b(average|mean)\b", re.IGNORECASE)
COUNT = re.compile(r"\b(how many|number of|count)\b", re.IGNORECASE)
SUPERLATIVE = re.compile(
    r"\b(\w{2,}est|most(?= recent)|best|most|least|first|last|newest|top|maximum|minimum|worst)\b", re.IGNORECASE
)
SMALL = {
    *("lowest", "least", "fewest", "smallest", "shortest", "youngest", "cheapest", "lightest", "slowest", "coldest"),
    *("earliest", "first", "minimum", "nearest", "closest", "worst", "poorest", "narrowest", "weakest", "coolest"),
    *("soonest", "nearest", "thinnest", "softest", "quietest", "easiest"),
}
OF_MOMENTS = {"earliest", "latest", "first", "last", "newest", "oldest", "soonest", "recent", "youngest", "eldest"}
"""Superlatives of dates."""

OF_SPEED = {"fastest", "quickest", "slowest", "best", "worst"}
"""Of times that something took, the smallest is the fastest and the best."""

OF_RANKS = {"best", "worst", "highest", "lowest", "top"}
"""Of ranks the smallest is the best."""

AGES = {"oldest", "eldest", "youngest"}
"""Of years of birth or building, the smallest is the oldest."""

COMPARATIVE = re.compile(r"\b(\w{2,}er|more|less|better|worse)\b(?! than)", re.IGNORECASE)
STRONGEST = {"more": "most", "less": "least", "better": "best", "worse": "worst", "fewer": "fewest"}
NO_COMPARATIVES = {"number", "order", "other", "player", "under", "over", "after", "water", "paper", "ever", "never"}

NO_SUPERLATIVES = {"interest", "forest", "harvest", "request", "guest", "west", "test", "rest", "nest", "honest"}
WHO = re.compile(r"\s*(who|where|when|which (?:has|had|is|was|one|of))\b", re.IGNORECASE)
RANKS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}


@dataclass(frozen=True)
class Asked:
    """A question, read against a table.

    Attributes:
        bare: the question without the cells it names, in words.
        rows: the rows that are meant, all where none is named.
        columns: where the named cells stand.
        headings: the columns whose heading stands in the question.
        wants: "SUM", "AVERAGE", "COUNT" or "NONE".
        extreme: the superlative, "" for none.
        comparison: what the rows have to pass, None for nothing.
        ranks: which places of the order are asked for: (0, 1) for the first, (1, 2) for "the second highest".
        missing: a name in the question that does not stand in the table, "" for none.
    """

    question: str
    bare: str
    rows: list[int]
    columns: set[int]
    headings: set[int]
    wants: str
    extreme: str
    comparison: Comparison | None
    ranks: tuple[int, int]
    missing: str

    @property
    def names_something(self) -> bool:
        """Whether the question names a cell."""
        return bool(self.columns)

    def asks_for_value(self, column: int, table: Columns) -> bool:
        """Tell whether "the highest price" itself is asked for, not what has it, which then was named before."""
        before = words_of(self.bare[: max(self.bare.lower().find(self.extreme), 0)])
        return (
            column in self.headings
            and WHO.match(self.question) is None
            and not any(overlaps(words_of(table.header[place]), before) for place in self.headings - {column})
        )

    def wants_smallest(self, column: int, table: Columns) -> bool:
        """Tell whether the superlative asks for the smallest number of a column."""
        turned = (
            (table.is_years(column) and self.extreme in AGES)
            or (table.is_times(column) and self.extreme in OF_SPEED)
            or (table.is_ranks(column) and self.extreme in OF_RANKS)
        )
        return (self.extreme in SMALL) != turned


def asked(question: str, table: Columns) -> Asked:
    """Read a question against a table."""
    words = words_of(question)
    comparison = find_comparison(question, table)
    named = named_cells(words, table) or partly_named_cells(question, table)
    named = [cell for cell in named if not (comparison and cell[1] in {*table.numeric, *table.dated})]
    named = [cell for cell in named if cell[0] not in table.totals] or named
    bare_question = without(question, [table.rows[row][column] for row, column in named])
    headings = {place for place, name in enumerate(table.header) if overlaps(words_of(name), words_of(bare_question))}
    nth = find_nth(bare_question, table)
    rows = meant_rows(named, [row for row in range(len(table.rows)) if row not in table.totals])
    alone = any(column == 0 for _, column in named) and len(rows) < 2
    extreme = (
        "" if comparison or alone or nth is not None else superlative(bare_question, table, headings, named=bool(named))
    )
    if len(rows) > 1 and named and not extreme and not comparison:
        extreme = comparative(bare_question)
    return Asked(
        question=question,
        bare=bare_question,
        rows=rows,
        columns={column for _, column in named},
        headings=headings if nth is None else {nth},
        wants=find_wanted(bare_question),
        extreme=extreme,
        comparison=comparison,
        ranks=find_ranks(bare_question, extreme),
        missing=next(iter(missing_names(question, table)), ""),
    )


def named_cells(words: list[str], table: Columns) -> list[tuple[int, int]]:
    """Return the cells whose whole text stands in the question; a cell inside a longer one's words is not meant."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    said = set(words)
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            parts = words_of(text)
            start = position(parts, words) if said.issuperset(parts) else -1
            if start >= 0:
                found[row, column] = (start, start + len(parts))
    spans = found.values()
    return [cell for cell, span in found.items() if not any(inside(span, other) for other in spans)]


def partly_named_cells(question: str, table: Columns) -> list[tuple[int, int]]:
    """Return the cells of text of which a part is named: "Everest" for Mount Everest.

    A name, which has a capital, may stand in several cells, any other word in one.
    """
    headings = {word for name in table.header for word in words_of(name)}
    cells = cells_by_word(table)
    named = [words_of(name) for name in names_in(question)]
    found = [
        cell
        for parts in named
        if not set(parts) <= headings
        for cell in cells.get(parts[0], ())
        if position(parts, words_of(table.rows[cell[0]][cell[1]])) >= 0
    ]
    others = (word for word in words_of(question) if len(word) > 3 and word not in headings and word not in COMMON)
    return found or next((cells[word] for word in others if len(cells.get(word, ())) == 1), [])


def cells_by_word(table: Columns) -> dict[str, list[tuple[int, int]]]:
    """Return in which cells of columns of text each word stands."""
    cells: dict[str, list[tuple[int, int]]] = {}
    for column in range(len(table.header)):
        if column not in {*table.numeric, *table.dated}:
            for row, text in enumerate(table.texts(column)):
                for word in dict.fromkeys(words_of(text)):
                    cells.setdefault(word, []).append((row, column))
    return cells


def find_nth(question: str, table: Columns) -> int | None:
    """Return the column that "the second score" means where several have that heading; None for none."""
    for place in range(len(table.header)):
        twins = table.twins(place)
        name = " ".join(words_of(bare(table.header[place])))
        found = re.search(rf"\b({'|'.join(NTH)}) {re.escape(name)}\b", " ".join(words_of(question))) if name else None
        if found and len(twins) > 1:
            number = NTH[found[1]]
            return twins[number if number < 0 else number - 1] if number <= len(twins) else None
    return None


def meant_rows(named: list[tuple[int, int]], every: list[int]) -> list[int]:
    """Return the rows of the named cells: those of one column add up, those of several must agree; else every one."""
    by_column: dict[int, set[int]] = {}
    for row, column in named:
        by_column.setdefault(column, set()).add(row)
    if not by_column:
        return every
    most = max(by_column.values(), key=len)
    return sorted(set.intersection(*by_column.values()) or most)


def find_wanted(question: str) -> str:
    """Return what is to be done with the cells."""
    for name, words in (("SUM", SUM), ("AVERAGE", AVERAGE), ("COUNT", COUNT)):
        if words.search(question):
            return name
    return "NONE"


def superlative(question: str, table: Columns, headings: Iterable[int], *, named: bool) -> str:
    """Return the word that asks for the largest or smallest, "" for none.

    Where rows are named, "first" may only be a part of the heading "First climbed".
    """
    question = re.sub(r"\bmost recent\b", "recent", question, flags=re.IGNORECASE)
    found = [word.lower() for word in [*SUPERLATIVE.findall(question), *re.findall(r"\brecent\b", question)]]
    words = words_of(question)
    names = [words_of(table.header[place]) for place in headings]
    said = {word for name in names if position(name, words) >= 0 for word in name}
    return next((word for word in found if word not in NO_SUPERLATIVES and not (word in said and named)), "")


def find_ranks(question: str, extreme: str) -> tuple[int, int]:
    """Return the places of "the second highest", (1, 2), or of "the three highest" and "top 3", (0, 3)."""
    if not extreme:
        return 0, 1
    nth = re.search(rf"\b({'|'.join(RANKS)})[ -]+(?:most )?{re.escape(extreme)}\b", question, re.IGNORECASE)
    if nth:
        return RANKS[nth[1].lower()] - 1, RANKS[nth[1].lower()]
    words = rf"\b({'|'.join(NUMBERS)}|\d\d?)[ -]+{re.escape(extreme)}\b|\btop ({'|'.join(NUMBERS)}|\d\d?)\b"
    many = re.search(words, question, re.IGNORECASE)
    number = (many[1] or many[2]).lower() if many else "1"
    return 0, max(NUMBERS.get(number) or int(number), 1)


def comparative(question: str) -> str:
    """Return the superlative of "Which is higher, A or B?", "" where nothing is compared."""
    if " or " not in question:
        return ""
    found = [word.lower() for word in COMPARATIVE.findall(question)]
    word = next((one for one in found if one not in NO_COMPARATIVES), "")
    return STRONGEST.get(word) or (word.removesuffix("er") + "est" if word else "")


def without(question: str, texts: Iterable[str]) -> str:
    """Return the question without some texts."""
    for text in sorted(texts, key=len, reverse=True):
        question = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", "it", question, flags=re.IGNORECASE)
    return question


def overlaps(name: list[str], words: list[str]) -> bool:
    """Tell whether the first word of a heading, or all of it, stands among the words."""
    return bool(name) and (set(name) <= set(words) or (len(name[0]) > 2 and name[0] in words))


def inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether a span lies within a longer one."""
    return other[0] <= span[0] and span[1] <= other[1] and other != span
