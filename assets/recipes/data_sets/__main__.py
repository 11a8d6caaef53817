"""Writes the data sets into assets/data: `python -m assets.recipes.data_sets [NAME ...]`.

Each is a folder with train.jsonl and test.jsonl, and the pictures or sounds these name. Tone needs a package index and
words need the built-in voice; the others are made by grammars and formulas alone.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assets.recipes.data_sets import seen_and_heard, texts

FOLDER = Path(__file__).parents[2] / "data"

Row = dict[str, Any]
Maker = Callable[[Path], tuple[list[Row], list[Row]]]
"""Writes pictures and sounds into a folder; returns the rows to train with and those held out."""

MAKERS: dict[str, Maker] = {
    "tone": texts.make_tone,
    "names": texts.make_names,
    "answers": texts.make_answers,
    "reports": texts.make_reports,
    "dutch": texts.make_dutch,
    "shop": texts.make_shop,
    "robot": texts.make_robot,
    "things": seen_and_heard.make_things,
    "sounds": seen_and_heard.make_sounds,
    "words": seen_and_heard.make_words,
}


def lines_of(rows: list[Row]) -> Iterator[str]:
    """Yield each row as a line of JSON."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(names: list[str]) -> None:
    """Make the data sets of these names, all where none is named."""
    for name in names or MAKERS:
        folder = FOLDER / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for split, rows in zip(("train", "test"), MAKERS[name](folder), strict=True):
            (folder / f"{split}.jsonl").write_text("".join(lines_of(rows)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
