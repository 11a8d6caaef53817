"""The small data sets that come along, one for each kind of model that can be trained here; what they are is data.

`python -m assets.recipes.data_sets` makes their files, in assets/data, where their licences are told.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasets import DatasetDict, Features

FILES = Path(__file__).parents[2] / "assets" / "data"
SPLITS = ("train", "test")


@dataclass(frozen=True, slots=True)
class EmbeddedData:
    """One of them.

    Attributes:
        name: how it is asked for.
        task: the task it is made for.
        title: what is in it, in plain words.
        licence: by its SPDX name.
        columns: what each column holds: "text", "label", "tokens", "tags", "picture", "sound", "answers", "messages".
        rows: how many there are to train with, and held out.
        labels: the names of the classes or tags, in order.
        source: who made it, and of what.
    """

    name: str
    task: str
    title: str
    licence: str
    columns: Mapping[str, str]
    rows: tuple[int, int]
    labels: tuple[str, ...] = ()
    source: str = "made by this project's own grammars and formulas"


TAGS = ("O", *(f"{place}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for place in "BI"))

EMBEDDED = {
    row.name: row
    for row in (
        EmbeddedData(
            "tone",
            "text-classification",
            "Sentences of reviews and tweets, and whether they are friendly",
            "MIT",
            {"text": "text", "label": "label"},
            (1600, 200),
            ("negative", "positive"),
            "vaderSentiment 3.3.2, Copyright (c) 2016 C.J. Hutto: sentences that twenty people each rated",
        ),
        EmbeddedData(
            "names",
            "token-classification",
            "Sentences with names of people, places and companies",
            "Apache-2.0",
            {"tokens": "tokens", "tags": "tags"},
            (800, 150),
            TAGS,
            "this project's own sentences, with names from faker (MIT) and GeoNames (CC BY 4.0)",
        ),
        EmbeddedData(
            "answers",
            "question-answering",
            "Questions about short texts; a quarter of the texts do not answer",
            "Apache-2.0",
            {"question": "text", "context": "text", "answers": "answers"},
            (1000, 150),
        ),
        EmbeddedData(
            "reports",
            "summarization",
            "Reports of matches, and the result in a line",
            "Apache-2.0",
            {"report": "text", "summary": "text"},
            (1000, 100),
        ),
        EmbeddedData(
            "dutch",
            "translation",
            "Everyday sentences in English and Dutch",
            "Apache-2.0",
            {"english": "text", "dutch": "text"},
            (1200, 100),
        ),
        EmbeddedData(
            "shop",
            "sentence-similarity",
            "What customers ask a shop with made-up names for its wares, and the page that answers",
            "Apache-2.0",
            {"question": "text", "answer": "text"},
            (400, 80),
        ),
        EmbeddedData(
            "robot",
            "text-generation",
            "Orders to a robot in plain words, and its commands",
            "Apache-2.0",
            {"messages": "messages"},
            (539, 60),
        ),
        EmbeddedData(
            "things",
            "image-classification",
            "Pictures of five things, 20 of each",
            "OFL-1.1",
            {"image": "picture", "label": "label"},
            (100, 50),
            ("balloon", "bicycle", "boat", "mushroom", "tractor"),
            "drawn from Noto Color Emoji (Copyright Google Inc.) on painted grounds",
        ),
        EmbeddedData(
            "sounds",
            "audio-classification",
            "Sounds of animals, machines and weather, one second each",
            "Apache-2.0",
            {"audio": "sound", "label": "label"},
            (96, 48),
            ("animal", "machine", "weather"),
        ),
        EmbeddedData(
            "words",
            "automatic-speech-recognition",
            "Spoken sentences with made-up names of medicines",
            "Apache-2.0",
            {"audio": "sound", "sentence": "text"},
            (44, 16),
        ),
    )
}


def load_embedded(name: str) -> "DatasetDict":
    """Read an embedded data set, with its features: classes by name, pictures and sounds inside."""
    from datasets import Audio, Dataset, DatasetDict, Features, Value

    row = EMBEDDED[name]
    features = features_of(row)
    stored = {"bytes": Value("binary"), "path": Value("string")}  # Audio itself needs torchcodec to take bytes in
    plain = Features({column: stored if isinstance(one, Audio) else one for column, one in features.items()})
    splits = {split: Dataset.from_list(read_rows(row, split), features=plain).cast(features) for split in SPLITS}
    return DatasetDict(splits)


def read_rows(row: EmbeddedData, split: str) -> list[dict[str, Any]]:
    """Return the rows of a split; pictures and sounds as {"bytes", "path"}."""
    folder = FILES / row.name
    rows = [json.loads(line) for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()]
    media = [column for column, kind in row.columns.items() if kind in ("picture", "sound")]
    for one in rows:
        for column in media:
            file = folder / one[column]
            one[column] = {"bytes": file.read_bytes(), "path": file.name}
    return rows


def features_of(row: EmbeddedData) -> "Features":
    """Return the columns' types as the library names them."""
    from datasets import Audio, ClassLabel, Features, Image, List, Value

    types: dict[str, Any] = {
        "text": Value("string"),
        "label": ClassLabel(names=list(row.labels)) if row.labels else None,
        "tokens": List(Value("string")),
        "tags": List(ClassLabel(names=list(row.labels))) if row.labels else None,
        "picture": Image(),
        "sound": Audio(decode=False),
        "answers": {"text": List(Value("string")), "answer_start": List(Value("int32"))},
        "messages": List({"role": Value("string"), "content": Value("string")}),
    }
    return Features({column: types[kind] for column, kind in row.columns.items()})
