"""Where rows come from, and the lines of Python that read them: these are what is executed, and what is to copy."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import BadInput

HUB_ID = re.compile(r"[\w-][\w.-]{0,95}(/[\w-][\w.-]{0,95})?", re.ASCII)
WORD = re.compile(r"[\w.-]{0,60}", re.ASCII)
SEPARATORS = ("\t", ";", ",")
HUB_ROWS = 1000
FOLDER = "imagefolder"
"""In the code of a zip, until its files have been seen: else audiofolder."""

UNPACK = 'with zipfile.ZipFile("rows.zip") as file:\n    file.extractall("files")\n\n'
MAIN = 'revision="main"'
"""In the code, until the commit is known that it stands for."""

HEADING_BYTES = 100_000

FORMS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".jsonl": "json",
    ".json": "json",
    ".parquet": "parquet",
    ".zip": "zip",
}
"""By a file's ending, the builder of `datasets` that reads it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that somebody brings.

    Attributes:
        form: "csv", "json", "parquet", "zip" (of pictures or sounds, a folder for each label), or "hub".
        options: what the builder is told beside the file.
        dataset, config, split, rows: of the Hub: its id, "" for its only configuration, its part, how many at most.
    """

    form: str
    options: Mapping[str, str] = field(default_factory=dict)
    dataset: str = ""
    config: str = ""
    split: str = "train"
    rows: int = HUB_ROWS

    @property
    def file(self) -> str:
        """The name of the file beside the code; "" for the Hub."""
        return "" if self.form == "hub" else f"rows.{'jsonl' if self.form == 'json' else self.form}"


def source_of_file(file: Path, name: str) -> Source:
    """Return how a file is read, from the ending of its name and its first line.

    Raises:
        BadInput: of such files nothing is known.
    """
    form = FORMS.get(Path(name).suffix.lower())
    if form is None:
        raise BadInput("data.such_files_are_not_read_here")
    if form != "csv":
        return Source(form)
    with file.open("rb") as stream:
        head = stream.read(HEADING_BYTES)
    encoding = encoding_of(head)
    separator = separator_of(head.decode(encoding or "utf-8-sig", errors="replace"))
    told = {"sep": separator, "encoding": encoding}
    return Source("csv", {key: value for key, value in told.items() if value and value != ","})


def encoding_of(head: bytes) -> str:
    """Return a text's encoding from its beginning, "" for UTF-8."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return "latin-1" if error.start < len(head) - 4 else ""
    return ""


def separator_of(text: str) -> str:
    """Return what separates the first line's cells: of tab, semicolon and comma the one that gives most of them."""
    heading = text.strip().split("\n", 1)[0]
    try:
        return max(SEPARATORS, key=lambda one: len(next(csv.reader([heading], delimiter=one), [])))
    except csv.Error:
        return ","


def source_of_hub(dataset: str, config: str = "", split: str = "") -> Source:
    """Return how the first rows of a data set on the Hub are read.

    Raises:
        BadInput: these cannot be names there.
    """
    if not HUB_ID.fullmatch(dataset) or ".." in dataset:
        raise BadInput("data.no_data_sets_id_on_hub")
    if not WORD.fullmatch(config) or not WORD.fullmatch(split):
        raise BadInput("data.configuration_split_are_single_words_such")
    return Source("hub", dataset=dataset, config=config, split=split or "train")


def code_of(source: Source) -> str:
    """Return the lines that read a source; they leave the rows, with their splits, in `data`."""
    if source.form == "hub":
        named = ", ".join([repr(source.dataset), *([repr(source.config)] if source.config else [])]).replace("'", '"')
        return (
            "from datasets import Dataset, DatasetDict, load_dataset\n\n"
            f'stream = load_dataset({named}, split="{source.split}", {MAIN}, streaming=True)\n'
            "plain = stream.decode(False) if stream.features else stream  # pictures and sounds stay bytes\n"
            f"rows = list(plain.take({source.rows}))  # the rest stays on the Hub\n"
            "data = DatasetDict(train=Dataset.from_list(rows, features=stream.features))\n"
        )
    if source.form == "zip":
        read = f'data = load_dataset("{FOLDER}", data_files={{"train": "files/**"}})\n'
        return f"import zipfile\n\nfrom datasets import load_dataset\n\n{UNPACK}{read}"
    options = "".join(f", {name}={value!r}" for name, value in source.options.items()).replace("'", '"')
    return (
        "from datasets import load_dataset\n\n"
        f'data = load_dataset("{source.form}", data_files="{source.file}"{options})\n'
    )
