"""Words at which a text ends: those of the caller's, and those of a model's own settings."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from models.errors import BadInput


def heed_stop_strings(pipe: Any) -> None:
    """Let `generate` have the tokenizer, once, when a pipeline is built, if its model's settings name words to stop at.

    Without it `generate` (Transformers 5.24) refuses every call; pipelines hand it over for the caller's words alone.
    Words that the tokenizer cannot write, over which `generate` fails too, can end no text and are forgotten.
    """
    settings = getattr(pipe.model, "generation_config", None)
    stops = getattr(settings, "stop_strings", None)
    if not stops or getattr(pipe, "tokenizer", None) is None:
        return
    try:
        check_stops(pipe.tokenizer, [stops] if isinstance(stops, str) else stops)
    except BadInput:
        for one in (settings, getattr(pipe, "generation_config", None)):
            if one is not None:
                one.stop_strings = None
    pipe.model.generate = partial(pipe.model.generate, tokenizer=pipe.tokenizer)


def check_stops(tokenizer: Any, stops: Sequence[str]) -> None:
    """Refuse words that a tokenizer cannot write.

    Raises:
        BadInput: it has no token for one of them.
    """
    from transformers.generation.stopping_criteria import StopStringCriteria

    try:
        StopStringCriteria(tokenizer, list(stops))  # what it works out it keeps for `generate`
    except ValueError as error:
        raise BadInput("models.model_has_no_letters_for_one") from error
