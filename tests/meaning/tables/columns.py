"""What stands in the columns of the tables, and how one asks about it: read from the text files beside this module."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of column; in the questions {keys} is the heading of the first column, {head} that of this one.

    Attributes:
        headings: what it may be called.
        kind: of its values, as `questions.values` makes them; "low-high" for whole numbers, "low-high.2" for prices.
        asks: questions for the value in the row of {key}.
        most: questions for the key in the row with the highest number.
        least: the same for the lowest number.
        having: questions for the keys in rows with this {value}.
        sums: whether adding the numbers up makes sense.
    """

    headings: tuple[str, ...]
    kind: str
    asks: tuple[str, ...]
    most: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    sums: bool = False

    @property
    def is_number(self) -> bool:
        """Whether its values can be compared."""
        return self.kind[0].isdigit()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a table is about: headings and kind of its first column, and the columns it may have."""

    headings: tuple[str, ...]
    kind: str
    columns: tuple[Column, ...]


def _column(block: str) -> tuple[str, Column]:
    """Read "name kind [sums]" and lines "asks: question | question"."""
    head, *lines = block.splitlines()
    name, kind, *sums = head.split(" ")
    parts = {part: tuple(forms.split(" | ")) for part, _, forms in (line.partition(": ") for line in lines)}
    return name, Column(kind=kind, sums=bool(sums), **parts)


def _topic(line: str, columns: dict[str, Column]) -> Topic:
    """Read "kind: heading | heading: column column"."""
    kind, headings, names = line.split(": ")
    return Topic(tuple(headings.split(" | ")), kind, tuple(columns[name] for name in names.split()))


COLUMNS = dict(map(_column, (FOLDER / "columns.txt").read_text(encoding="utf-8").strip().split("\n\n")))
TOPICS = tuple(
    _topic(line, COLUMNS) for line in (FOLDER / "tables.txt").read_text(encoding="utf-8").strip().splitlines()
)
