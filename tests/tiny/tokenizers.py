"""Tokenizers small enough to make in a moment, of the kinds that published checkpoints have."""

import string
from collections.abc import Sequence
from pathlib import Path

WORDS = [
    "the",
    "a",
    "an",
    "is",
    "are",
    "was",
    "of",
    "and",
    "to",
    "in",
    "on",
    "at",
    "cat",
    "dog",
    "lion",
    "picture",
    "photo",
    "this",
    "that",
    "it",
    "what",
    "who",
    "where",
    "when",
    "how",
    "many",
    "city",
    "paris",
    "london",
    "john",
    "works",
    "lives",
    "likes",
    "red",
    "blue",
    "green",
    "one",
    "two",
    "three",
    "yes",
    "no",
    "good",
    "bad",
    "film",
    "movie",
    "train",
    "question",
    "answer",
    "text",
    "label",
    "not",
    "very",
    "new",
    "great",
]
CHARACTERS = [*string.ascii_lowercase, *string.digits, *".,?!'-:/()"]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def save_wordpiece(folder: Path, length: int = 128) -> int:
    """Write a BERT tokenizer that knows every lower-case word by its letters; return its vocabulary's size."""
    from transformers import BertTokenizerFast

    vocabulary = [*SPECIAL, *CHARACTERS, *(f"##{one}" for one in CHARACTERS), *WORDS]
    vocabulary = list(dict.fromkeys(vocabulary))
    tokenizer = BertTokenizerFast(vocab={word: number for number, word in enumerate(vocabulary)})
    tokenizer.model_max_length = length
    tokenizer.save_pretrained(folder)
    return len(vocabulary)


def save_byte_level(
    folder: Path, tokenizer_class: str, length: int = 128, words: Sequence[str] = (), **special: str
) -> int:
    """Write a byte-level BPE tokenizer of that class (GPT-2, RoBERTa, CLIP, Whisper ...); return its size.

    Args:
        words: ASCII words that are one token after a space.
        special: special tokens by role, such as `eos_token="</s>"`.
    """
    import transformers
    from tokenizers import pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = [(f"Ġ{word[:end]}", word[end]) for word in words for end in range(len(word))]
    pieces = dict.fromkeys([*special.values(), *alphabet, *map("".join, merges)])
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = getattr(transformers, tokenizer_class)(vocab=vocabulary, merges=merges, **special)
    tokenizer.model_max_length = length
    tokenizer.save_pretrained(folder)
    return len(tokenizer)
