"""Questions about a table, answered by what its words mean: no network was trained for it.

Cells that the question names choose the rows, the heading nearest to the question by MiniLM chooses the column, and a
few words say what is to be done ("total", "average", "how many", "highest"). The answer has the form of TAPAS (Herzig
et al. 2020, arXiv:2004.02349): cells, and what to do with them.
"""

from pathlib import Path
from typing import Any

import torch
from transformers import Pipeline

from models.parts.sentence_encoder import SentenceEncoder, load_sentence_encoder
from models.words.table_words import Asked, Columns, asked

Cells = list[tuple[int, int]]

NAMED = 0.35
"""What a heading that stands in the question gains on one that is only near in meaning."""


class TableByMeaningPipeline(Pipeline):  # type: ignore[misc]
    """Called and answering like Transformers' table-question-answering pipeline.

    `pipe(table=DataFrame of texts, query=question)` returns {"answer", "coordinates": [(row, column), ...], "cells",
    "aggregator": "NONE", "SUM", "AVERAGE" or "COUNT"}; no cells where nothing fits.

    Args:
        sentences: compares headings with questions.
        **kwargs: what `transformers.Pipeline` takes.
    """

    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = False
    type = "similarity"
    """As the original tells "tapas" from models that write their answers."""

    def __init__(self, *, sentences: SentenceEncoder, **kwargs: Any) -> None:
        super().__init__(model=sentences.model, tokenizer=sentences.tokenizer, **kwargs)
        self.sentences = sentences

    def __call__(self, table: Any, query: str, **kwargs: Any) -> dict[str, Any]:
        """Answer one question."""
        answer: dict[str, Any] = super().__call__({"table": table, "query": query}, **kwargs)
        return answer

    def _sanitize_parameters(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        return {}, {}, {}

    def preprocess(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """Read the question against the table."""
        table = inputs["table"]
        columns = Columns(tuple(table.columns), tuple(map(tuple, table.to_numpy())))
        return {"columns": columns, "asked": asked(inputs["query"], columns)}

    def _forward(self, model_inputs: dict[str, Any]) -> dict[str, Any]:
        columns, question = model_inputs["columns"], model_inputs["asked"]
        vectors = self.sentences.embed([question.bare, *columns.header])
        nearness = (vectors[1:] @ vectors[0]).tolist()
        fits = [near + NAMED * (place in question.headings) for place, near in enumerate(nearness)]
        return {**model_inputs, "fits": fits}

    def postprocess(self, outputs: dict[str, Any]) -> dict[str, Any]:
        """Return the answer in the form of TAPAS."""
        columns = outputs["columns"]
        cells, aggregator = answering(outputs["asked"], columns, outputs["fits"])
        texts = [columns.rows[row][column] for row, column in cells]
        start = "" if aggregator == "NONE" else f"{aggregator} > "
        return {
            "answer": start + ", ".join(texts),
            "coordinates": cells,
            "cells": texts,
            "aggregator": aggregator,
        }


def answering(question: Asked, columns: Columns, fits: list[float]) -> tuple[Cells, str]:
    """Return the cells that answer, and what is to be done with them.

    Args:
        question: what was asked.
        columns: the table.
        fits: how well each heading fits the question.
    """
    rows, named = question.rows, question.columns
    if question.compares:
        column = best(fits, columns.numeric)
        rows = [row for row in rows if column is not None and question.holds(columns.numbers[column][row])]
        named = named | ({column} if column is not None else set())
    if question.wants in ("SUM", "AVERAGE"):
        column = best(fits, [place for place in columns.numeric if place not in named])
        return ([], "NONE") if column is None else ([(row, column) for row in rows], question.wants)
    if question.extreme:
        return extreme_cells(question, columns, fits, rows), "NONE"
    if question.wants == "COUNT" and counts_rows(question, columns, fits):
        return [(row, 0) for row in rows], "COUNT"
    if not question.names_something and not question.compares:
        return [], "NONE"
    others = [place for place in range(len(columns.header)) if place not in named]
    column = best(fits, others) if 0 in named or question.headings - named else 0
    return [(row, 0 if column is None else column) for row in rows], "NONE"


def counts_rows(question: Asked, columns: Columns, fits: list[float]) -> bool:
    """Tell "how many mountains are there" from "how many stars has this one", whose answer stands in a cell."""
    asks_for_number = any(place in columns.numeric for place in question.headings)
    return question.compares or 0 not in question.columns or not (asks_for_number or best(fits, columns.numeric))


def extreme_cells(question: Asked, columns: Columns, fits: list[float], rows: list[int]) -> Cells:
    """Return the cell with the largest or smallest number, or what else stands in its row."""
    column = best(fits, columns.numeric)
    if column is None:
        return []
    counted = [row for row in rows if columns.numbers[column][row] is not None]
    if not counted:
        return []
    choose = min if question.wants_smallest(columns.is_years(column)) else max
    row = choose(counted, key=lambda one: columns.numbers[column][one] or 0.0)
    if question.asks_for_value(column):
        return [(row, column)]
    others = [place for place in question.headings if place != column and place not in columns.numeric]
    return [(row, min(others, default=0))]


def best(fits: list[float], places: Any) -> int | None:
    """Return the place that fits best, None if there are none."""
    return max(places, key=lambda place: fits[place], default=None)


def load_table_by_meaning(
    folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32
) -> TableByMeaningPipeline:
    """Load MiniLM from its folder.

    Raises:
        OSError: the folder is incomplete.
    """
    return TableByMeaningPipeline(
        sentences=load_sentence_encoder(folder, device, dtype), task="table-question-answering", device=device
    )
