"""Words at which a model's own settings end its texts."""

from functools import partial
from typing import Any


def heed_stop_strings(pipe: Any) -> None:
    """Let `generate` have the tokenizer, once, when a pipeline is built, if its model's settings name words to stop at.

    Without it `generate` (Transformers 5.24) refuses every call; pipelines hand it over for the caller's words alone.
    """
    settings = getattr(pipe.model, "generation_config", None)
    if getattr(settings, "stop_strings", None) and getattr(pipe, "tokenizer", None) is not None:
        pipe.model.generate = partial(pipe.model.generate, tokenizer=pipe.tokenizer)
