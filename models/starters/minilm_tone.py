"""MiniLM that tells positive from negative."""

from functools import partial

from models.starters.minilm_delta import MEMORY_BYTES, PREPARED_BYTES, prepare_with_delta
from models.starters.starter import ASSETS, Starter

STARTER = Starter(
    name="minilm-tone",
    tasks=("text-classification",),
    description="MiniLM, trained further on 20,000 sentences whose tone people rated.",
    limits="English only; a text without a tone comes out near half and half, and irony escapes it.",
    licence="Apache-2.0",
    assets="text-classification",
    size_bytes=PREPARED_BYTES,
    memory_bytes=MEMORY_BYTES,
    prepare=partial(prepare_with_delta, ASSETS / "text-classification"),
)
