"""Feature extraction: texts as vectors."""

from typing import Any

import numpy as np

from tabs.kinds import DRAWING, LINES
from tabs.render.download import link, vectors_csv
from tabs.render.scatter import map_of
from tabs.run.length import note_long_lines
from tabs.task import Input, ModelChoice, Output, Parameter, Task

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

POOLING = {
    "mean": lambda tokens: tokens.mean(axis=0),
    "cls": lambda tokens: tokens[0],
    "max": lambda tokens: tokens.max(axis=0),
}


def call(pipe: Any, job: Any, *, text: list[str], pooling: str) -> np.ndarray:
    """Return one vector a line, float32 (n, d)."""
    note_long_lines(pipe, job, text)
    vectors = []
    for number, line in enumerate(text, 1):
        job.report(f"Line {number} of {len(text)}")
        tokens = np.asarray(pipe(line, truncation=True)[0], dtype=np.float32)
        vectors.append(POOLING[pooling](tokens))
    return np.stack(vectors)


def render(raw: np.ndarray, *, text: list[str]) -> str:
    """Return the map of the lines with a link to their vectors."""
    lines, dimensions = raw.shape
    counted = "1 vector" if lines == 1 else f"{lines} vectors"
    table = link("vectors.csv", vectors_csv(text, raw), "Vectors (CSV)", "text/csv")
    return f"{map_of(text, raw)}<p>{counted} of {dimensions} numbers. {table}</p>"


TASK = Task(
    id="feature-extraction",
    title="Turn text into numbers",
    summary="A model reads each line into a vector; lines about the same thing end up close together.",
    models=(
        ModelChoice("sentence-transformers/all-MiniLM-L6-v2", 91_000_000, "Apache-2.0", "small, quick, English"),
        ModelChoice("BAAI/bge-small-en-v1.5", 133_000_000, "MIT", "better at search, English"),
    ),
    starter="all-MiniLM-L6-v2",
    inputs=(Input("text", "Texts, one a line", LINES, lines=7),),
    outputs=(Output("map", "Map", DRAWING),),
    parameters=(
        Parameter("pooling", "Pooling", "mean", "How a text's tokens become one vector", choices=tuple(POOLING)),
    ),
    call=call,
    render=render,
    code=CODE,
    examples=(
        (SENTENCES,),
        ("I love this film\nWhat a wonderful movie\nThe train was late again\nMy bus never came",),
    ),
)
