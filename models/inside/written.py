"""What a model looked at while it wrote: the last layer's attention from the tokens it chose to those before them.

A decoder looks back at the prompt and at what it wrote; one with an encoder looks at the source text (Bahdanau et al.
2015, arXiv:1409.0473).
"""

from collections.abc import Sequence
from typing import Any

from models.inside.attention import can_show, eager
from models.inside.hooks import Call
from models.inside.parts import Grid, Told, shape_of
from models.inside.writing import MOST_STEPS, find_writing, ids_of, write_token

MOST_COLUMNS = 24
"""The tokens that were looked at most; the last column is for all the others together."""

MOST_WEIGHTS = 25_000_000
"""Weights of all layers and heads at once: 100 MB, some 300 tokens of a small model."""

ABOUT_TEXTS = frozenset({"input_ids", "attention_mask", "position_ids", "cache_position", "token_type_ids"})
TITLE = "inside.grid.attention.title"


def read_written(tokenizer: Any, calls: Sequence[Call], sources: Sequence[Call]) -> Grid | Told | None:
    """Return what was looked at for each of the first tokens that were written; None where none were.

    The whole text is read once more, with attention in the form that can be looked at.

    Args:
        tokenizer: of the model.
        calls: the passes of the run.
        sources: what came in at encoders.
    """
    writing = find_writing(calls)
    if len(writing) < 2 or not can_show(writing[0].model):
        return None
    first = writing[0]
    chosen = [int(ids_of(call)[0, -1]) for call in writing[1 : MOST_STEPS + 1]]
    before = without_padding(ids_of(first), first.inputs.get("attention_mask"))
    has_encoder = bool(first.model.config.is_encoder_decoder)
    source = find_source(first, sources) if has_encoder else before
    if source is None or not (has_encoder or ABOUT_TEXTS.issuperset(first.inputs)):
        return Told("inside.attention.senses", TITLE)
    looked_at = source if has_encoder else before + chosen[:-1]
    if count_weights(first.model.config, len(source) + len(chosen)) > MOST_WEIGHTS:
        return Told("inside.attention.long", TITLE)
    weights = weigh(first.model, source, before + chosen[:-1], has_encoder)
    if weights is None:
        return Told("inside.attention.hidden", TITLE)
    start = len(before) - 1  # the token before is where the next one is chosen
    rows = weights.mean(0)[start : start + len(chosen)]
    values, columns = keep_most(rows, [write_token(tokenizer, one).strip() for one in looked_at])
    names = tuple(write_token(tokenizer, one).strip() for one in chosen)
    return Grid("source" if has_encoder else "written", shape_of(weights), values.numpy(), names, columns)


def without_padding(ids: Any, mask: Any) -> list[int]:
    """Return the first text's tokens, of ids (texts, tokens)."""
    row = ids[0] if mask is None or mask.shape != ids.shape else ids[0][mask[0].bool()]
    return [int(one) for one in row]


def find_source(call: Call, sources: Sequence[Call]) -> list[int] | None:
    """Return the tokens of the text that the encoder read for a pass of the decoder, None where it read none."""
    if getattr(call.model, "main_input_name", "input_ids") != "input_ids":
        return None
    found = (one.inputs["input_ids"] for one in sources if one.model is call.model and "input_ids" in one.inputs)
    ids = next((ids for ids in found if ids.ndim == 2), None)
    return None if ids is None else without_padding(ids, call.inputs.get("attention_mask"))


def count_weights(config: Any, tokens: int) -> int:
    """Return about how many weights all layers of a model give for so many tokens."""
    text = config.get_text_config()
    return int(text.num_hidden_layers * text.num_attention_heads) * tokens**2


def weigh(model: Any, source: list[int], written: list[int], has_encoder: bool) -> Any:
    """Return the last layer's weights, (heads, from, to), None where the model does not give them."""
    import torch

    device = next(model.parameters()).device
    inputs = {"decoder_input_ids": written, "input_ids": source} if has_encoder else {"input_ids": written}
    tensors = {name: torch.tensor([ids], device=device) for name, ids in inputs.items()}
    with torch.inference_mode(), eager(model) as is_eager:
        found = model(**tensors, output_attentions=True, use_cache=False) if is_eager else {}
    weights = found.get("cross_attentions" if has_encoder else "attentions") or ()
    last = next((one for one in reversed(weights) if one is not None and one.ndim == 4), None)
    return None if last is None else last[0].float().cpu()


def keep_most(rows: Any, names: list[str]) -> tuple[Any, tuple[str, ...]]:
    """Return of rows (from, to) the columns that are looked at most, in their order, and the sum of the others."""
    import torch

    if len(names) <= MOST_COLUMNS:
        return rows, tuple(names)
    kept = rows.sum(0).argsort(descending=True)[: MOST_COLUMNS - 1].sort().values
    most = rows[:, kept]
    rest = (rows.sum(1) - most.sum(1)).clamp(min=0)
    return torch.cat([most, rest[:, None]], 1), (*(names[one] for one in kept.tolist()), "…")
