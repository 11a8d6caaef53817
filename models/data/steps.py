"""Choosing rows: the same steps on the rows of a page and, in models.data.code, as code to copy; a test compares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.data.resampling import RATES, sound_columns
from models.errors import BadInput

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict

RELATIONS = ("contains", "is", "at least", "at most")
MOST_SEED = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done to the rows of a split, in this order.

    Attributes:
        column, relation, words: rows are kept whose cell stands in that relation to the words; the column "" is any
            but pictures and sounds, the words "" keep all rows.
        tidy: whether rows are left out that lack a cell, or were there before.
        classes: a column whose texts or numbers become classes; "" for none.
        seed: of the shuffle; None for the order as it is.
        take: how many of the first are kept; 0 for all.
        held_out: share of the rows for the split `test`.
        rate: of all sounds, in Hz; 0 for what they have.
    """

    column: str = ""
    relation: str = RELATIONS[0]
    words: str = ""
    tidy: bool = False
    classes: str = ""
    seed: int | None = None
    take: int = 0
    held_out: float = 0.1
    rate: int = 0


def check_steps(steps: Steps, rows: "Dataset") -> Steps:
    """Return the steps, where they can be done to these rows.

    Raises:
        BadInput: they cannot; the sentence says what would work.
    """
    for column in (steps.column, steps.classes):
        if column and column not in rows.column_names:
            raise BadInput("data.there_no_column_column", column=column[:60], rows=", ".join(rows.column_names)[:300])
    if steps.relation not in RELATIONS:
        raise BadInput("data.choose_one_of", relations=", ".join(RELATIONS))
    if steps.words and steps.relation in RELATIONS[2:]:
        check_number(steps, rows)
    if steps.classes and getattr(rows.features[steps.classes], "_type", "") not in ("Value", "ClassLabel"):
        raise BadInput("data.column_steps_cannot_become_classes", steps=steps.classes[:60])
    if steps.seed is not None and not 0 <= steps.seed <= MOST_SEED:
        raise BadInput("data.seed_whole_number_from_0_to", most_seed=MOST_SEED)
    if steps.take < 0:
        raise BadInput("data.take_0_for_all_rows_or")
    if steps.rate and (steps.rate not in RATES or not sound_columns(rows)):
        raise BadInput("data.no_such_rate", rates=", ".join(map(str, RATES)))
    if not 0 < steps.held_out < 1:
        raise BadInput("data.held_out_part_share_between_0")
    return steps


def check_number(steps: Steps, rows: "Dataset") -> None:
    """Refuse to compare with what is no number."""
    number_in(steps.words)
    if not steps.column:
        raise BadInput("data.choose_column_whose_numbers_are_meant")
    if not is_number(rows.features[steps.column]):
        raise BadInput("data.column_steps_holds_no_numbers", steps=steps.column[:60])


def is_number(feature: Any) -> bool:
    """Tell whether a column holds numbers."""
    return str(getattr(feature, "dtype", "")).startswith(("int", "uint", "float")) and not names_of(feature)


def names_of(feature: Any) -> list[str]:
    """Return the names of a column's classes, [] where it has none."""
    return list(getattr(feature, "names", None) or [])


def number_in(words: str) -> float:
    """Return the number that somebody typed.

    Raises:
        BadInput: it is none.
    """
    try:
        return float(words)
    except ValueError as error:
        raise BadInput("data.at_least_at_most_take_number") from error


def choose_rows(rows: "Dataset", steps: Steps) -> "Dataset":
    """Return the rows that are left after all steps but the last; nothing is written to disk."""
    check_steps(steps, rows)
    if steps.words:
        named = {one: names_of(rows.features[one]) for one in searched(rows, steps)}
        keeps = [make_test(steps, names) for names in named.values()]

        def keeps_any(*cells: Any) -> bool:
            return any(keep(cell) for keep, cell in zip(keeps, cells, strict=True))

        rows = rows.filter(keeps_any, input_columns=list(named), keep_in_memory=True, load_from_cache_file=False)
    if steps.tidy:
        rows = rows.select(list(places_of_new(rows)), keep_in_memory=True)
    if steps.classes and not names_of(rows.features[steps.classes]):
        refuse_many(rows, steps.classes)
        rows = rows.flatten_indices(keep_in_memory=True) if len(rows) else rows
        rows = encode(rows, steps.classes)
    if steps.seed is not None:
        rows = rows.shuffle(seed=steps.seed, keep_in_memory=True)
    return rows.select(range(min(steps.take, len(rows)))) if steps.take else rows


def encode(rows: "Dataset", column: str) -> "Dataset":
    """Return the rows with a column's values as classes, sorted by name, as `class_encode_column` has them."""
    from datasets import ClassLabel

    names = sorted({str(one) for one in rows.unique(column) if one is not None})
    kinds = rows.features.copy()
    kinds[column] = ClassLabel(names=names)

    def number(cell: Any) -> dict[str, Any]:
        return {column: None if cell is None else names.index(str(cell))}

    return rows.map(
        number, input_columns=column, features=kinds, keep_in_memory=True, load_from_cache_file=False, desc=None
    )


def refuse_many(rows: "Dataset", column: str) -> None:
    """Refuse to make classes of a column in which nearly every cell is another."""
    count = len(rows.unique(column))
    if count > 1000:
        raise BadInput("data.column_column_has_count_different_values", column=column[:60], count=count)


def make_test(steps: Steps, names: list[str]) -> Callable[[Any], bool]:
    """Return what tells whether a cell is kept."""
    if steps.relation == "at least":
        least = number_in(steps.words)
        return lambda cell: cell is not None and cell >= least
    if steps.relation == "at most":
        most = number_in(steps.words)
        return lambda cell: cell is not None and cell <= most
    wanted = steps.words.lower() if steps.relation == "contains" else steps.words

    def text(cell: Any) -> str:
        if names:
            return "" if cell is None or cell < 0 else names[cell]
        return str(cell)

    if steps.relation == "is":
        return lambda cell: text(cell) == wanted
    return lambda cell: wanted in text(cell).lower()


def places_of_new(rows: "Dataset") -> Iterator[int]:
    """Yield where rows stand that lack nothing and were not there before."""
    seen = set()
    tables = rows.with_format("arrow").iter(1000)
    for place, row in enumerate(row for table in tables for row in table.to_pylist()):
        mark = hash(repr(row))
        if mark not in seen and not any(cell in (None, "") for cell in row.values()):
            yield place
        seen.add(mark)


def split_rows(rows: "Dataset", steps: Steps) -> "DatasetDict":
    """Return the rows as `train` and `test`.

    Raises:
        BadInput: they are too few for two parts.
    """
    if len(rows) < 2:
        raise BadInput("data.at_least_two_rows_are_needed")
    from datasets import Dataset, DatasetDict

    places = Dataset.from_dict({"place": range(len(rows))})  # the library would write files beside the rows themselves
    try:
        found = places.train_test_split(test_size=steps.held_out, seed=steps.seed or 0)
    except ValueError as error:
        raise BadInput("data.so_few_rows_cannot_be_split") from error
    return DatasetDict({one: rows.select(list(part["place"]), keep_in_memory=True) for one, part in found.items()})


def searched(rows: "Dataset", steps: Steps) -> list[str]:
    """Return the columns in which words are looked for."""
    media = ("Image", "Audio")
    found = [one for one, kind in rows.features.items() if getattr(kind, "_type", "") not in media]
    return [steps.column] if steps.column else found
