"""MiniLM that guesses missing words."""

from functools import partial

from models.starters.minilm_delta import MEMORY_BYTES, PREPARED_BYTES, prepare_with_delta
from models.starters.starter import ASSETS, Starter

STARTER = Starter(
    name="minilm-gaps",
    tasks=("fill-mask",),
    description="MiniLM, trained further on a dictionary's definitions and examples.",
    limits="It guesses short common words well, and of rarer ones more often the kind than the word itself.",
    licence="Apache-2.0",
    assets="fill-mask",
    size_bytes=PREPARED_BYTES,
    memory_bytes=MEMORY_BYTES,
    prepare=partial(prepare_with_delta, ASSETS / "fill-mask"),
)
