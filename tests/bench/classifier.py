"""The one pipeline that everything in tests.bench.serving serves, and the texts it is asked about."""

from dataclasses import replace
from typing import Any

from models import load
from models.key import ModelKey

KEY = ModelKey("text-classification", "starter", "minilm-tone", device="cpu", dtype="float32")
"""As `pipeline()` loads it by itself."""

SENTENCE = "The room was cold, the shower dripped, and nobody at the desk cared, but the breakfast made up for it."
TEXTS = [" ".join((SENTENCE.split() * 4)[: 4 + 7 * number % 61]) for number in range(64)]
"""Of 4 to 64 words, in no order."""


def classifier(dtype: str = KEY.dtype) -> Any:
    """Build the pipeline, as a script would that has its files; with "auto", as the application does."""
    key = replace(KEY, dtype=dtype)
    return load.load(key, load.fetch(key, lambda progress: None))


def ask(pipe: Any, texts: list[str], batch_size: int = 1) -> list[Any]:
    """Return the classes of texts, with the settings that the application has by default."""
    answers: list[Any] = pipe(texts, top_k=5, truncation=True, batch_size=batch_size)
    return answers
