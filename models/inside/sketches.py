"""Answers that are maps, vectors or sounds, as small pictures of their numbers."""

from typing import Any

import numpy as np

from models.inside.parts import Grid, Part, Tokens, Wave, shape_of
from models.inside.sight import Sight

MOST_ROWS, MOST_WIDTH, MOST_SIDE = 24, 64, 160
MAPS = {
    "predicted_depth": "depth",
    "masks_queries_logits": "masks",
    "pred_masks": "masks",
    "audio_codes": "codes",
}
VECTORS = ("last_hidden_state", "token_embeddings")
SOUNDS = ("audio_values", "waveform", "output")


def read_maps(seen: Sight) -> list[Part]:
    """Return depths, outlines, codes and sounds."""
    for name, which in MAPS.items():
        call = seen.first(name)
        if call is not None:
            value = call.outputs[name]
            found: list[Part] = [Grid(which, shape_of(value), thin(value.reshape(-1, *value.shape[-2:])[0].float()))]
            return found + read_made(seen)
    call = seen.first("logits")
    if call is not None and call.outputs["logits"].ndim == 4:
        value = call.outputs["logits"]
        return [Grid("classes", shape_of(value), thin(value[0].argmax(0).float()))]
    return read_made(seen)


def read_made(seen: Sight) -> list[Part]:
    """Return the sound that a model made."""
    if seen.task not in ("text-to-speech", "audio-to-audio"):
        return []
    for name in SOUNDS:
        call = seen.first(name)
        if call is not None:
            samples = call.outputs[name].reshape(-1).numpy()
            told = (getattr(call.model, name, None) for name in ("config", "engine"))
            rates = (getattr(one, name, 0) for one in told for name in ("sampling_rate", "sample_rate"))
            rate = int(next((one for one in rates if one), 0))
            bins = np.array_split(samples, min(320, max(len(samples), 1)))
            outline = np.array([(part.min(), part.max()) for part in bins if len(part)], np.float32)
            return [Wave("made", outline, rate, len(samples))]
    return []


def read_vectors(seen: Sight, tokens: Tokens | None) -> list[Part]:
    """Return the vectors of the first tokens, or of a picture's places, that an encoder answers with."""
    name = next((one for one in VECTORS if seen.first(one)), "")
    call = seen.first(name) if name else None
    if call is None:
        return []
    value = call.outputs[name]
    if value.ndim == 4:
        return [Grid("features", shape_of(value), thin(value[0].mean(0)))]
    if value.ndim != 3:
        return []
    rows = tuple(one.text for one in tokens.tokens[:MOST_ROWS]) if tokens else ()
    kept = value[0][: len(rows) or MOST_ROWS, :MOST_WIDTH]
    return [Grid("vectors", shape_of(value), kept.numpy(), rows[: len(kept)])]


def thin(values: Any) -> np.ndarray:
    """Return a tensor (rows, columns) with no side longer than MOST_SIDE."""
    steps = [max(1, -(-side // MOST_SIDE)) for side in values.shape]
    thinned: np.ndarray = values[:: steps[0], :: steps[1]].numpy()
    return thinned
