"""Tables as TAPAS reads them: the same numbers as TapasTokenizer's, many times faster as the cells are known."""

import random
import re
from dataclasses import dataclass
from typing import Any

from models.starters.training.tables.make import TableCase

TYPES = 7
"""For each token: segment, column, row, 0, rank and inverse rank in its column, relation to a number asked for."""

EQUAL, LESS, GREATER = 1, 2, 4
"""What TapasTokenizer calls the relation of the number in the question to the one in a cell."""

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?!\w)")


@dataclass(frozen=True, slots=True)
class EncodedTable:
    """Token ids, for each token TYPES numbers, for each token whether it is in an answering cell."""

    ids: list[int]
    types: list[tuple[int, ...]]
    labels: list[int]


def encode_table(case: TableCase, tokenizer: Any, rng: random.Random | None = None) -> EncodedTable:
    """Encode a question with its table.

    Args:
        case: the question and the table.
        tokenizer: MiniLM's.
        rng: where given, rows and columns get numbers with gaps, so that a model learns to tell higher ones apart too.
    """
    pieces = _pieces(tokenizer, [case.question, *case.header, *(cell for row in case.rows for cell in row)])
    ids = [tokenizer.cls_token_id, *pieces[0], tokenizer.sep_token_id]
    types, labels = [(0,) * TYPES] * len(ids), [0] * len(ids)
    columns = _numbers(len(case.header), 16, rng)
    rows = _numbers(len(case.rows), 48, rng)
    asked = [float(number.replace(",", "")) for number in _NUMBER.findall(case.question)]
    ranks = [_ranks(numbers, len(case.rows)) for numbers in case.numbers]
    cells = iter(pieces[1:])
    for column in columns:
        piece = next(cells)
        ids += piece
        types += [(1, column, 0, 0, 0, 0, 0)] * len(piece)
        labels += [0] * len(piece)
    for row, row_number in enumerate(rows):
        for place, column in enumerate(columns):
            piece = next(cells)
            numbers = case.numbers[place]
            relation = _relation(asked, numbers[row]) if numbers and place else 0
            ids += piece
            types += [(1, column, row_number, 0, *ranks[place][row], relation)] * len(piece)
            labels += [int((row, place) in case.cells)] * len(piece)
    return EncodedTable(ids, types, labels)


def _pieces(tokenizer: Any, texts: list[str]) -> list[list[int]]:
    return [list(ids) for ids in tokenizer(texts, add_special_tokens=False)["input_ids"]]


def _numbers(count: int, most: int, rng: random.Random | None) -> list[int]:
    """Return 1, 2, 3 ..., or the like with gaps."""
    if rng is None or rng.random() < 0.3:
        return list(range(1, count + 1))
    return sorted(rng.sample(range(1, most + 1), count))


def _ranks(numbers: tuple[float, ...] | None, rows: int) -> list[tuple[int, int]]:
    """Return for each row (rank from below, rank from above), from 1; zeros in a column of words."""
    if numbers is None:
        return [(0, 0)] * rows
    order = sorted(set(numbers))
    return [(order.index(number) + 1, len(order) - order.index(number)) for number in numbers]


def _relation(asked: list[float], number: float) -> int:
    found = {EQUAL if one == number else LESS if one < number else GREATER for one in asked}
    return sum(found)
