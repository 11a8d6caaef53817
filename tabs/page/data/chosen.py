"""Which rows the page's fields mean, of data that their visitor may see."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.data.steps import Steps, choose_rows
from models.data.store import folder_of, list_data, no_such, public_name
from models.errors import BadInput
from models.libraries import import_datasets
from tabs.words import say

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose data a caller sees: everybody's on a machine of one's own, else a visitor's, told by a secret."""

    shared: bool

    def of(self, who: Any) -> str:
        """Return the owner; a visitor who is new gets a secret, which the browser keeps."""
        if self.shared:
            return ""
        return who if isinstance(who, str) and len(who) >= 20 else secrets.token_urlsafe(24)


def open_own(owner: str, name: Any) -> "DatasetDict":
    """Return a data set that a visitor may see, with its splits.

    Raises:
        BadInput: there is none of this name for them.
    """
    import_datasets()
    from datasets import DatasetDict, disable_progress_bars, load_from_disk

    disable_progress_bars()
    if not isinstance(name, str) or name not in list_data(owner):
        raise no_such(public_name(str(name)))
    data = load_from_disk(str(folder_of(name)))
    return data if isinstance(data, DatasetDict) else DatasetDict(train=data)


def without_decoding(rows: "Dataset") -> "Dataset":
    """Return the rows with pictures and sounds as their bytes: those are drawn by this page's own readers."""
    from datasets import Audio, Image

    for column, feature in rows.features.items():
        if isinstance(feature, Image):
            rows = rows.cast_column(column, Image(decode=False))
        elif isinstance(feature, Audio):
            rows = rows.cast_column(column, Audio(decode=False, sampling_rate=feature.sampling_rate))
    return rows


def read_choice(owner: str, values: tuple[Any, ...]) -> tuple["Dataset", "Dataset", Steps, str, str]:
    """Return all rows of a split, the chosen ones, the steps, and the names of the set and the split."""
    name, split, column, relation, words, classes, tidy, seed, take, held_out, rate = values
    data = open_own(owner, name)
    if split not in data:
        raise BadInput("data.data_set_has_splits_data", data=", ".join(data))
    steps = Steps(
        column=str(column or ""),
        relation=str(relation),
        words=str(words or "")[:1000],
        tidy=tidy is True,
        classes=str(classes or ""),
        seed=read_seed(seed),
        take=whole(take or 0, say("data.take")),
        held_out=held_out if isinstance(held_out, int | float) else 0.1,
        rate=whole(rate or 0, say("data.rate")),
    )
    rows = without_decoding(data[split])
    return rows, choose_rows(rows, steps), steps, name, split


def read_seed(value: Any) -> int | None:
    """Return the seed that was typed, None for none."""
    words = str(value if value is not None else "").strip()
    if not words:
        return None
    if not words.isascii() or not words.isdigit() or len(words) > 10:
        raise BadInput("data.seed_whole_number_such_as_13")
    return int(words)


def whole(value: Any, what: str) -> int:
    """Return a whole number that came from the page."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise BadInput("data.what_whole_number", what=what)
    return int(value)
