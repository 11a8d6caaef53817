"""What an encoder's tokens look at, and where on a picture its first token looks: one layer, all heads averaged."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.inside.hooks import Call
from models.inside.parts import Grid, Pixels, shape_of

MOST_TOKENS = 48
"""Longer texts make no picture that anybody reads."""


def read_attention(call: Call, tokens: tuple[str, ...], pixels: Pixels | None) -> Grid | None:
    """Return the last layer's attention in a pass of an encoder, None where it has none to show.

    The pass is made once more, with attention in the form that can be looked at, on the first text or picture alone.
    """
    if not is_encoder(call.model) or not call.outputs:
        return None
    text = call.inputs.get("input_ids")
    if text is None and (pixels is None or not pixels.patch):
        return None
    if text is not None and (pixels is not None or not 2 <= text.shape[-1] <= MOST_TOKENS):
        return None
    weights = weigh(call)
    if weights is None:
        return None
    if text is None:
        return spread(weights, pixels) if pixels else None
    side = min(len(tokens), weights.shape[-1])
    names = tokens[:side]
    return Grid("attention", shape_of(weights), weights.mean(0)[:side, :side].numpy(), names, names)


def is_encoder(model: Any) -> bool:
    """Tell whether it is one of Transformers' models that write nothing, and have attention to be seen."""
    writes = getattr(model, "can_generate", lambda: True)() or getattr(model.config, "is_encoder_decoder", False)
    return can_show(model) and not writes


def can_show(model: Any) -> bool:
    """Tell whether it is one of Transformers' models that have attention to be seen."""
    config: Any = getattr(model, "config", None)
    text = config.get_text_config() if hasattr(config, "get_text_config") else config
    return hasattr(model, "set_attn_implementation") and hasattr(text, "num_attention_heads")


def weigh(call: Call) -> Any:
    """Return the last layer's weights, (heads, from, to), None where the model does not give them."""
    import torch

    device = next(call.model.parameters()).device
    inputs = {name: value[:1].to(device) for name, value in call.inputs.items() if value.ndim}
    dtype = next(call.model.parameters()).dtype
    inputs = {name: value.to(dtype) if value.is_floating_point() else value for name, value in inputs.items()}
    with torch.inference_mode(), eager(call.model) as is_eager:
        found = call.model(**inputs, output_attentions=True).get("attentions") if is_eager else None
    last = found[-1] if found else None
    return None if last is None or last.ndim != 4 else last[0].float().cpu()


@contextmanager
def eager(model: Any) -> Iterator[bool]:
    """Let a model, lent to this thread alone, compute attention so that its weights can be read; then as before."""
    before = model.config._attn_implementation
    if before == "eager":
        yield True
        return
    try:
        model.set_attn_implementation("eager")
    except (ValueError, AttributeError, NotImplementedError):
        yield False
        return
    try:
        yield True
    finally:
        model.set_attn_implementation(before)


def spread(weights: Any, pixels: Pixels) -> Grid | None:
    """Return how the first token's attention is spread over a picture's patches."""
    high, wide = (side // pixels.patch for side in pixels.shape[-2:])
    more = weights.shape[-1] - high * wide
    if more < 1 or more > 200 or min(high, wide) < 2:  # YOLOS has 100 tokens beside the patches
        return None
    first = 1 if more > 8 else more
    grid = weights.mean(0)[0, first : first + high * wide].reshape(high, wide)
    return Grid("patches", shape_of(weights), grid.numpy())
