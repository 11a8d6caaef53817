"""The data sets on this machine: each a folder as `datasets.save_to_disk` writes it.

On a machine of one's own all see all of them. On a Space each visitor has a home, and a set's name ends with twelve
random digits: who knows it may train on the set, as it is with runs.
"""

import contextlib
import hashlib
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.data.embedded import EMBEDDED, load_embedded
from models.errors import BadInput
from models.kept import kept_folder
from models.libraries import import_datasets

if TYPE_CHECKING:
    from datasets import DatasetDict

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
OF_A_VISITOR = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}-[0-9a-f]{12}")
HOMES = "data-of-visitors"
VERSION = "1"
"""Of what the embedded data sets hold; raised when their files change."""


@dataclass(frozen=True, slots=True)
class DataDescription:
    """What is known of a data set before it is opened.

    Attributes:
        name: how it is asked for.
        title: what is in it.
        licence: by its SPDX name, "" where nobody told.
        columns: what each column holds, in the words of EmbeddedData.
        rows: by split.
        labels: the classes, where a column has them.
        source: who made it.
    """

    name: str
    title: str
    licence: str
    columns: dict[str, str]
    rows: dict[str, int]
    labels: tuple[str, ...]
    source: str


def folder_of(name: str) -> Path:
    """Return the folder of a data set; an embedded one is written first where it is not there yet.

    Raises:
        BadInput: there is no such data set.
    """
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise no_such(name)
    if name not in EMBEDDED:
        homes = [kept_folder("data"), *(kept_folder(HOMES).iterdir() if OF_A_VISITOR.fullmatch(name) else ())]
        found: Path | None = next((home / name for home in homes if (home / name).is_dir()), None)
        if found is None:
            raise no_such(name)
        return found
    folder = kept_folder("embedded-data") / f"{name}-{VERSION}"
    if not folder.is_dir():
        import_datasets()
        with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
            load_embedded(name).save_to_disk(f"{draft}/{name}")
            with contextlib.suppress(OSError):  # somebody else was first, with the same
                Path(draft, name).rename(folder)
    return folder


def no_such(name: object) -> BadInput:
    """Say that there is no such data set."""
    return BadInput("data.there_no_data_set_name_here", name=str(name)[:60])


def open_data(name: str) -> "DatasetDict":
    """Return a data set, with the splits train and test.

    Raises:
        BadInput: there is no such data set.
    """
    import_datasets()
    from datasets import DatasetDict, load_from_disk

    data = load_from_disk(str(folder_of(name)))
    if isinstance(data, DatasetDict) and "test" in data:
        return data
    rows = data["train"] if isinstance(data, DatasetDict) else data
    return rows.train_test_split(test_size=0.1, seed=0)


def home_of(owner: str) -> Path:
    """Return the folder of a visitor's data sets; "" is everybody, on a machine of one's own."""
    if not owner:
        return kept_folder("data")
    home = kept_folder(HOMES) / hashlib.sha256(owner.encode()).hexdigest()[:24]
    home.mkdir(exist_ok=True)
    return home


def list_own(owner: str = "") -> list[str]:
    """Return the names of the data sets that a visitor brought."""
    return sorted(one.name for one in home_of(owner).iterdir() if one.is_dir() and NAME.fullmatch(one.name))


def list_data(owner: str = "") -> list[str]:
    """Return the names of the data sets that a visitor may choose, the embedded ones last."""
    given = list_own() if owner else []  # what a Space's owner put there is for all
    return [*list_own(owner), *given, *EMBEDDED]


def public_name(name: str) -> str:
    """Return a data set's name without the digits that give access to it."""
    return name[:-13] if OF_A_VISITOR.fullmatch(name) and name not in EMBEDDED else name


def describe_data(name: str) -> DataDescription:
    """Return what a data set holds, without opening it.

    Raises:
        BadInput: there is no such data set, or its description cannot be read.
    """
    if name in EMBEDDED:
        row = EMBEDDED[name]
        rows = dict(zip(("train", "test"), row.rows, strict=True))
        return DataDescription(name, row.title, row.licence, dict(row.columns), rows, row.labels, row.source)
    folder = folder_of(name)
    try:
        splits = [one.parent for one in sorted(folder.glob("**/dataset_info.json"))]
        infos = {one.name if one != folder else "train": read_json(one / "dataset_info.json") for one in splits}
        rows = {one.name if one != folder else "train": count_rows(one) for one in splits}
        features = next(iter(infos.values()))["features"]
    except (OSError, ValueError, KeyError, StopIteration, TypeError) as error:
        raise BadInput("data.data_set_cannot_be_read") from error
    columns = {column: kind_of(feature) for column, feature in features.items()}
    labels = next((tuple(one["names"]) for one in map(innermost, features.values()) if "names" in one), ())
    return DataDescription(
        name, public_name(name), str(next(iter(infos.values())).get("license", "")), columns, rows, labels, ""
    )


def count_rows(split: Path) -> int:
    """Return how many rows lie in a split's folder; nothing but their places is read."""
    import pyarrow
    import pyarrow.ipc

    count = 0
    for part in read_json(split / "state.json")["_data_files"]:
        with pyarrow.memory_map(str(split / part["filename"])) as file:
            count += sum(batch.num_rows for batch in pyarrow.ipc.open_stream(file))
    return count


def read_json(file: Path) -> Any:
    """Return what a JSON file holds."""
    return json.loads(file.read_text(encoding="utf-8"))


def innermost(feature: Any) -> dict[str, Any]:
    """Return the description of a column's items, which may stand in a list."""
    while isinstance(feature, list) or (isinstance(feature, dict) and "feature" in feature):
        feature = feature[0] if isinstance(feature, list) else feature["feature"]
    return feature if isinstance(feature, dict) else {}


def kind_of(feature: Any) -> str:
    """Return what a column holds, from the library's description of it."""
    inner = innermost(feature)
    listed = isinstance(feature, list) or "feature" in feature
    if {"role", "content"} <= set(inner):
        return "messages"
    if {"text", "answer_start"} <= set(inner):
        return "answers"
    kinds = {"ClassLabel": "tags" if listed else "label", "Image": "picture", "Audio": "sound"}
    if inner.get("_type") in kinds:
        return kinds[inner["_type"]]
    is_text = inner.get("dtype") in ("string", "large_string")
    if listed:
        return "tokens" if is_text else "numbers"
    return "text" if is_text else "number"
