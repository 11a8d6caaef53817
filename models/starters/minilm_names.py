"""MiniLM that finds names."""

from functools import partial

from models.starters.minilm_delta import MEMORY_BYTES, PREPARED_BYTES, prepare_with_delta
from models.starters.starter import ASSETS, Starter

STARTER = Starter(
    name="minilm-names",
    tasks=("token-classification",),
    description="MiniLM, trained further on editorials and made-up sentences with names from many countries.",
    limits="It sees no capitals: names that are ordinary words, and rare companies, often escape it.",
    licence="Apache-2.0",
    assets="token-classification",
    size_bytes=PREPARED_BYTES,
    memory_bytes=MEMORY_BYTES,
    prepare=partial(prepare_with_delta, ASSETS / "token-classification"),
)
