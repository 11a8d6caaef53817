"""How much text a model reads, and writes, at once."""

from typing import Any

UNLIMITED = 1_000_000
"""Tokenizers that know no limit carry 10**30 instead."""

ADDED = 8
"""Most tokens that a tokenizer puts around a text, or two, with room to spare: BERT three, RoBERTa four."""

LENGTH_NAMES = ("max_position_embeddings", "n_positions")


def token_limit(pipe: Any) -> int | None:
    """Return how many tokens the pipeline's model reads, or None where nothing says.

    RoBERTa counts positions from padding_idx + 1 (514 are 512 tokens): rounding down to a multiple of eight is
    always safe.
    """
    limit = min([pipe.tokenizer.model_max_length, *(number - number % 8 for number in positions(pipe.model.config))])
    return None if limit > UNLIMITED else int(limit)


def limit_tokenizer(pipe: Any) -> None:
    """Tell a pipeline's tokenizer how much its model reads, once, when it is built.

    Older checkpoints' tokenizers know no limit, and the pipeline then fails inside the model.
    """
    if getattr(pipe, "tokenizer", None) is not None and (limit := token_limit(pipe)) is not None:
        pipe.tokenizer.model_max_length = limit


def positions(config: Any) -> list[int]:
    """Return for how many tokens a model, or its part that reads text, has positions; XLNet says -1 for no limit."""
    config = getattr(config, "text_config", None) or config
    numbers = (getattr(config, name, None) for name in LENGTH_NAMES)
    return [number for number in numbers if number and number > 0]


def token_count(pipe: Any, text: str) -> int:
    """Return how many tokens a text is, with the special ones."""
    return len(pipe.tokenizer(text, truncation=False, verbose=False)["input_ids"])


def surely_fits(text: str, limit: int) -> bool:
    """Tell, without a tokenizer, that a text fits: no token is less than one letter of ASCII, and few are added."""
    return text.isascii() and len(text) + ADDED <= limit


def context_limit(model: Any, tokenizer: Any) -> int:
    """Return how many tokens the model was made for: the least of what its parts say.

    Tokenizers without a limit say 10**30; T5's positions are relative, and 512 is what it was trained with.
    """
    return int(min([tokenizer.model_max_length, *positions(model.config)]))


def capped(settings: dict[str, Any], limit: int) -> dict[str, Any]:
    """Return settings for `generate` that do not ask for more tokens than a decoder has positions."""
    lengths = {"max_length": limit, "max_new_tokens": limit - 1, "min_length": limit, "min_new_tokens": limit - 1}
    return settings | {
        name: min(settings[name], most) for name, most in lengths.items() if isinstance(settings.get(name), int)
    }
