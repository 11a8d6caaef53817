"""MiniLM, taught to point at the words of a text that answer a question."""

from functools import partial

from models.starters.minilm_delta import MEMORY_BYTES, PREPARED_BYTES, prepare_with_delta
from models.starters.starter import ASSETS, Starter

STARTER = Starter(
    name="minilm-answers",
    tasks=("question-answering",),
    description="MiniLM with a small difference that points at the answer to a question in a text.",
    limits="English, for plain questions (who, what, when, where, how many) on short texts; "
    "it always answers, even where the text does not.",
    licence="Apache-2.0",
    assets="question-answering",
    size_bytes=PREPARED_BYTES,
    memory_bytes=MEMORY_BYTES,
    prepare=partial(prepare_with_delta, ASSETS / "question-answering"),
)
