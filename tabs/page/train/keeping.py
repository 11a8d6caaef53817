"""What is kept of what LoRA learned: a whole model, or the adapter alone."""

from typing import Any

import gradio as gr

from models.training.kinds import LORA, QUANTIZED
from tabs.words import say

MERGED, ALONE = "merged", "adapter"


def draw_keeping(way: str) -> gr.Radio:
    """Draw the choice; only LoRA has one."""
    return gr.Radio(
        [(say("train.keep_merged"), MERGED), (say("train.keep_adapter"), ALONE)],
        value=MERGED,
        label=say("train.keep"),
        visible=has_choice(way),
    )


def describe_keeping(way: Any) -> Any:
    """Return how the choice looks for a way."""
    return gr.update(visible=has_choice(way))


def has_choice(way: Any) -> bool:
    """Tell whether a way ends with an adapter."""
    return way in (LORA, *QUANTIZED)


def is_merged(kept: Any) -> bool:
    """Tell whether a whole model was chosen; it is where nothing was."""
    return bool(kept != ALONE)
