"""A small tokenizer of one's own."""

from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers


def byte_pair_tokenizer(texts: Iterable[str], size: int, special: list[str]) -> Tokenizer:
    """Learn byte pairs (Sennrich et al. 2016) from texts; every text can be written, known words are one token.

    Args:
        texts: what to learn from.
        size: how many tokens, at most.
        special: tokens that no text holds, from id 0 on.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
