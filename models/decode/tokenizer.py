"""A tokenizer.json that nobody vouches for, tried."""

import json
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORDS = f"{string.printable} Hello, world! 123 äöü 漢字 مرحبا 🙂"
MOST_PATTERNS = 200


def growth(path: str) -> float:
    """Load it, and tokenize a text made to set off its rules; what grows or aborts does so here.

    Returns:
        tokens, or characters after normalizing, for one character: the larger.
    """
    from tokenizers import Tokenizer

    rules = json.loads(Path(path).read_text(encoding="utf-8"))
    patterns = list(strings([rules.get(part) for part in ("normalizer", "pre_tokenizer", "decoder")]))
    text = " ".join([WORDS, *patterns[:MOST_PATTERNS]])
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    written = tokenizer.normalizer.normalize_str(text) if tokenizer.normalizer else text
    ids = tokenizer.encode(text).ids
    said = tokenizer.decode(ids)
    return float(max(len(written), len(ids), len(said)) / len(text))


def strings(rules: Any) -> Iterator[str]:
    """Yield the texts that rules look for or put in."""
    if isinstance(rules, dict):
        for key, value in rules.items():
            if isinstance(value, str) and key in ("String", "content", "prepend", "replacement"):
                yield value[:100]
            else:
                yield from strings(value)
    elif isinstance(rules, list):
        for value in rules:
            yield from strings(value)
