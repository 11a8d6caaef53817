"""Feature extraction: texts as vectors."""

from typing import Any

import numpy as np

from tabs.kinds import DRAWING, LINES
from tabs.render.download import draw_link, write_vectors_csv
from tabs.render.scatter import draw_map
from tabs.run.job import Job
from tabs.run.truncation import note_long_lines
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

SENTENCES = """Preheat the oven and butter the tin
Whisk the eggs with the sugar
Let the dough rest for an hour
The goalkeeper saved the penalty
They won the match in extra time
The striker scored twice
The rocket reached orbit
The telescope sees distant galaxies
Astronauts landed on the moon"""

CODE = """\
import torch
from transformers import pipeline

extractor = pipeline("feature-extraction", model={model}{revision})
for text in {text}:
    tokens = torch.tensor(extractor(text, truncation=True)[0])  # one vector a token
    vector = {{"mean": tokens.mean(0), "cls": tokens[0], "max": tokens.max(0).values}}[{pooling}]
    print(text, vector.shape, vector[:5])
"""

LINES_AT_ONCE = 32

POOLING = {
    "mean": lambda tokens: tokens.mean(axis=0),
    "cls": lambda tokens: tokens[0],
    "max": lambda tokens: tokens.max(axis=0),
}


def call(pipe: Any, job: Job, *, text: list[str], pooling: str) -> np.ndarray:
    """Return one vector a line, float32 (n, d)."""
    return call_many(pipe, [job], [{"text": text}], pooling=pooling)[0]


def call_many(pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, pooling: str) -> list[np.ndarray]:
    """Return the vectors of each caller's lines."""
    for job, item in zip(jobs, items, strict=True):
        note_long_lines(pipe, job, item["text"])
    lines = [line for item in items for line in item["text"]]
    vectors = []
    for start in range(0, len(lines), LINES_AT_ONCE):
        report_all(jobs, say("feature_extraction.line_start_of_count", start=start + 1, count=len(lines)))
        vectors += embed(pipe, lines[start : start + LINES_AT_ONCE], pooling)
    return split(np.stack(vectors), [len(item["text"]) for item in items])


def embed(pipe: Any, lines: list[str], pooling: str) -> list[np.ndarray]:
    """Return a vector for each line; what was padded is left out."""
    counts = [len(tokens) for tokens in pipe.tokenizer(lines, truncation=True)["input_ids"]]
    outputs = [np.asarray(one[0], dtype=np.float32) for one in pipe(lines, truncation=True, batch_size=len(lines))]
    left = pipe.tokenizer.padding_side == "left"
    read = [one[len(one) - count :] if left else one[:count] for one, count in zip(outputs, counts, strict=True)]
    return [POOLING[pooling](tokens) for tokens in read]


def report_all(jobs: list[Job], message: str) -> None:
    """Tell every caller how far the work has come."""
    for job in jobs:
        job.report(message)


def split(vectors: np.ndarray, counts: list[int]) -> list[np.ndarray]:
    """Return rows (n, d) in parts of so many each."""
    return list(np.split(vectors, np.cumsum(counts)[:-1]))


def render(raw: np.ndarray, *, text: list[str]) -> str:
    """Return the map of the lines with a link to their vectors."""
    lines, dimensions = raw.shape
    counted = say("feature_extraction.vectors", count=lines)
    table = draw_link("vectors.csv", write_vectors_csv(text, raw), say("common.vectors_csv"), "text/csv")
    told = say("feature_extraction.counted_of_dimensions_numbers", counted=counted, dimensions=dimensions, table=table)
    return f"{draw_map(text, raw)}<p>{told}</p>"


TASK = Task(
    id="feature-extraction",
    title=say("feature_extraction.turn_text_into_numbers"),
    summary=say("feature_extraction.model_reads_each_line_into_vector"),
    models=(
        ModelChoice(
            "sentence-transformers/all-MiniLM-L6-v2", 91_000_000, "Apache-2.0", say("common.small_quick_english")
        ),
        ModelChoice("BAAI/bge-small-en-v1.5", 133_000_000, "MIT", say("common.better_at_search_english")),
    ),
    starter="all-MiniLM-L6-v2",
    inputs=(Input("text", say("feature_extraction.texts_one_a_line"), LINES, lines=7),),
    outputs=(Output("map", say("feature_extraction.map"), DRAWING),),
    parameters=(
        Parameter(
            "pooling",
            say("feature_extraction.pooling"),
            "mean",
            say("feature_extraction.how_texts_tokens_become_one_vector"),
            choices=tuple(POOLING),
        ),
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=(
        (SENTENCES,),
        ("I love this film\nWhat a wonderful movie\nThe train was late again\nMy bus never came",),
    ),
    example_titles=(
        say("common.baking_football_and_space"),
        say("feature_extraction.films_and_trains"),
    ),
)
