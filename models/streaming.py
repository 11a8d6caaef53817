"""Generated text while it is being generated."""

from collections.abc import Callable
from typing import Any


def ignore(_: int) -> None:
    """Count nothing."""


def text_streamer(
    tokenizer: Any, show: Callable[[str], None], *, skip_prompt: bool, count: Callable[[int], None] = ignore
) -> Any:
    """Return a streamer for `generate(streamer=...)` that calls `show` with the whole text so far.

    Built on transformers.TextStreamer, which holds back half words; not for beam search, which has no single
    text before it ends.

    Args:
        tokenizer: decodes the tokens; special tokens are left out.
        show: called in the generating thread, once a word or so.
        skip_prompt: True for decoder-only models, whose output begins with the prompt.
        count: called with the number of tokens generated so far, once a token.
    """
    from transformers import TextStreamer

    class Collector(TextStreamer):  # type: ignore[misc]
        text = ""
        written = -1  # the first that comes is the prompt, or what a decoder begins with

        def put(self, value: Any) -> None:
            self.written += 1
            count(self.written)
            super().put(value)

        def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
            self.text += text
            show(self.text)

    return Collector(tokenizer, skip_prompt=skip_prompt, skip_special_tokens=True)
