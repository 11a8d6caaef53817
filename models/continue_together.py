"""Several texts that one decoder goes on with at once, one forward pass a step for all, each as it would be alone."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from models.streaming import text_streamer


def can_continue_together(model: Any) -> bool:
    """Tell whether a decoder's input may be padded on the left without a change: its positions can be told."""
    alone = getattr(model.config, "is_encoder_decoder", False) or getattr(model, "_is_stateful", False)
    return not alone and "position_ids" in inspect.signature(model.forward).parameters


def continue_together(
    pipe: Any,
    rows: Sequence[Sequence[int]],
    shows: Sequence[Callable[[str], None]],
    counts: Sequence[Callable[[int], None]],
    **options: Any,
) -> list[str]:
    """Return what a decoder writes after each row of tokens, in their order.

    Args:
        pipe: a pipeline of Transformers that generates.
        rows: tokens of each text, at least one.
        shows: is called with the whole new text so far, one for each row.
        counts: is called with the number of new tokens so far, one for each row.
        **options: what `generate` takes, without a streamer; one beam, one text a row.
    """
    import torch

    width = max(map(len, rows))
    tokens = pad_left(rows, width)
    ends = end_tokens(pipe)
    writers = [
        text_streamer(pipe.tokenizer, show, skip_prompt=True, count=count)
        for show, count in zip(shows, counts, strict=True)
    ]
    with torch.inference_mode():
        written = pipe.model.generate(
            **{name: torch.tensor(value, device=pipe.device) for name, value in tokens.items()},
            streamer=RowsStreamer(writers, ends),
            **pipe._prepare_generate_kwargs(options),
        )
    return [
        decode_new(pipe.tokenizer, list(row), cut_at_end(new[width:].tolist(), ends))
        for row, new in zip(rows, written, strict=True)
    ]


def pad_left(rows: Sequence[Sequence[int]], width: int) -> dict[str, list[list[int]]]:
    """Return `input_ids` and `attention_mask` of rows that end together.

    A row is filled up with its own first token, which is hidden from the model: what is avoided because it stood
    there before (repetition_penalty) is then the same as alone.
    """
    gaps = [width - len(row) for row in rows]
    return {
        "input_ids": [[row[0]] * gap + list(row) for row, gap in zip(rows, gaps, strict=True)],
        "attention_mask": [[0] * gap + [1] * len(row) for row, gap in zip(rows, gaps, strict=True)],
    }


def end_tokens(pipe: Any) -> frozenset[int]:
    """Return the tokens with which a text ends."""
    ends = pipe.model.generation_config.eos_token_id
    return frozenset(ends if isinstance(ends, list) else [] if ends is None else [ends])


def cut_at_end(tokens: list[int], ends: frozenset[int]) -> list[int]:
    """Return the tokens up to the first that ends a text; what follows it fills up the row."""
    return next((tokens[: place + 1] for place, token in enumerate(tokens) if token in ends), tokens)


def decode_new(tokenizer: Any, row: list[int], new: list[int]) -> str:
    """Return the text of new tokens as it stands after the row: some tokenizers drop a text's first space."""
    before = tokenizer.decode(row, skip_special_tokens=True)
    return str(tokenizer.decode([*row, *new], skip_special_tokens=True))[len(before) :]


class RowsStreamer:
    """A streamer for `generate` that hands each row to a writer of its own until that row has ended."""

    def __init__(self, writers: Sequence[Any], ends: frozenset[int]) -> None:
        self._writers = list(writers)
        self._ends = ends
        self._ended = [False] * len(self._writers)
        self._begun = False

    def put(self, value: Any) -> None:
        """Take the prompts, int64 (rows, tokens), and after them one token a row, int64 (rows)."""
        for number, writer in enumerate(self._writers):
            if self._ended[number]:
                continue
            writer.put(value[number : number + 1])
            self._ended[number] = self._begun and int(value[number]) in self._ends
        self._begun = True

    def end(self) -> None:
        """Write what was held back."""
        for writer in self._writers:
            writer.end()
