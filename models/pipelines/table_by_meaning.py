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
from models.words.columns import Columns
from models.words.table_answers import answering
from models.words.table_words import asked

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
