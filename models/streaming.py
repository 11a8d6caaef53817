"""Generated text while it is being generated."""

from collections.abc import Callable
from typing import Any


def text_streamer(tokenizer: Any, show: Callable[[str], None], *, skip_prompt: bool) -> Any:
    """Return a streamer for `generate(streamer=...)` that calls `show` with the whole text so far.

    Built on transformers.TextStreamer, which holds back half words; not for beam search, which has no single
    text before it ends.

    Args:
        tokenizer: decodes the tokens; special tokens are left out.
        show: called in the generating thread, once a word or so.
        skip_prompt: True for decoder-only models, whose output begins with the prompt.
    """
    from transformers import TextStreamer

    class Collector(TextStreamer):  # type: ignore[misc]
        text = ""

        def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
            self.text += text
            show(self.text)

    return Collector(tokenizer, skip_prompt=skip_prompt, skip_special_tokens=True)
