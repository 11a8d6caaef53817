"""A watched run as parts, in the order in which they happen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.inside.answers import read_answers
from models.inside.attention import read_attention
from models.inside.hooks import Call, Watched
from models.inside.parts import Grid, Network, Part, Pixels, Token, Tokens, Wave, shape_of
from models.inside.sight import Sight
from models.inside.writing import read_steps
from models.inside.written import read_written

MOST_TOKENS, MOST_NETWORKS, MOST_COLUMNS, MOST_SIDE = 120, 3, 320, 256


@dataclass(frozen=True, slots=True)
class Given:
    """What the run was given: pictures' sizes, samples, float32 (n,), with their rate, labels, settings."""

    sizes: tuple[tuple[int, int], ...] = ()
    samples: Any = None
    rate: int = 0
    labels: tuple[str, ...] = ()
    settings: Mapping[str, Any] | None = None


def look_inside(pipe: Any, task: str, watched: Watched, given: Given) -> tuple[Part, ...]:
    """Return what happened in a watched run.

    Args:
        pipe: the pipeline, still lent to this thread alone.
        task: the task's id.
        watched: the run.
        given: what it was given.
    """
    tokenizer = find_part(pipe, "tokenizer")
    seen = Sight(pipe, task, tuple(watched.calls), tokenizer, given.labels, dict(given.settings or {}), watched.raw)
    came_in = (*watched.calls, *watched.sources)
    text = next((call for call in came_in if is_text(call.inputs.get("input_ids"))), None)
    tokens = read_tokens(tokenizer, text) if tokenizer is not None and text is not None else None
    pixels = read_pixels(pipe, came_in, given.sizes)
    parts: list[Part | None] = [
        read_wave("heard", given.samples, given.rate) if given.samples is not None else None,
        tokens,
        pixels,
        *read_sound(pipe, came_in),
        *read_networks(watched),
    ]
    if seen.calls:
        main = text or seen.calls[0]
        names = tuple(one.text for one in tokens.tokens) if tokens else ()
        parts.append(read_attention(main, names, pixels if main.inputs.get("input_ids") is None else None))
    steps = read_steps(tokenizer, seen.calls) if tokenizer is not None else None
    written = read_written(tokenizer, seen.calls, watched.sources) if steps else None
    parts += [steps, written] if steps else read_answers(seen, tokens)
    return tuple(part for part in parts if part is not None)


def find_part(pipe: Any, name: str) -> Any:
    """Return the pipeline's reader of that name, or its processor's; None where it has none."""
    own = getattr(pipe, name, None)
    return own if own is not None else getattr(getattr(pipe, "processor", None), name, None)


def is_text(ids: Any) -> bool:
    """Tell whether these are the numbers of tokens, (texts, tokens)."""
    return ids is not None and ids.ndim == 2 and ids.shape[-1] > 1


def read_tokens(tokenizer: Any, call: Call) -> Tokens:
    """Return the first text of a pass, without what only fills it up."""
    ids = call.inputs["input_ids"]
    mask = call.inputs.get("attention_mask")
    row = ids[0] if mask is None or mask.shape != ids.shape else ids[0][mask[0].bool()]
    numbers = row.tolist()
    special = set(getattr(tokenizer, "all_special_ids", ()))
    shown = [number for number in numbers[:MOST_TOKENS] if number >= 0]
    words = tokenizer.convert_ids_to_tokens(shown)
    tokens = tuple(Token(str(word), one, one in special) for word, one in zip(words, shown, strict=True))
    return Tokens(tokens, len(numbers), len(tokenizer), len(ids))


def read_pixels(pipe: Any, calls: Sequence[Call], sizes: tuple[tuple[int, int], ...]) -> Pixels | None:
    """Return the first picture that a model was given."""
    if not sizes:
        return None
    found = ((call, value) for call in calls for name, value in call.inputs.items() if is_picture(name, value))
    call, tensor = next(found, (None, None))
    if call is None or tensor is None:
        return None
    reader = find_part(pipe, "image_processor")
    scaled = bool(getattr(reader, "do_normalize", False))
    one = tensor.reshape(-1, *tensor.shape[-3:])[0]
    lowest, highest = float(one.min()), float(one.max())
    stretched = (one - lowest) / max(highest - lowest, 1e-9) * 255
    step = max(1, -(-max(one.shape[-2:]) // MOST_SIDE))
    picture = stretched.expand(3, -1, -1)[:, ::step, ::step].permute(1, 2, 0).round().byte().numpy()
    mean, std = (tuple(getattr(reader, name, None) or ()) if scaled else () for name in ("image_mean", "image_std"))
    size = sizes[0]
    return Pixels(size, shape_of(tensor), lowest, highest, mean, std, find_patch(call.model), picture)


def is_picture(name: str, value: Any) -> bool:
    """Tell whether a tensor is made of pictures: channels, rows, columns."""
    is_image = value.is_floating_point() and value.ndim >= 4 and value.shape[-3] in (1, 3)
    return bool(is_image) and name != "input_features" and min(value.shape[-2:]) > 4


def find_patch(model: Any) -> int:
    """Return the side of the squares that a model cuts pictures into, 0 where it does not."""
    config = getattr(model, "config", None)
    for one in (config, getattr(config, "vision_config", None), getattr(config, "encoder", None)):
        side = getattr(one, "patch_size", 0)
        if isinstance(side, int) and side > 1:
            return side
    return 0


def read_wave(which: str, samples: Any, rate: int) -> Wave:
    """Return the outline of samples, an array (n,)."""
    samples = np.asarray(samples, np.float32).reshape(-1)
    bins = np.array_split(samples, min(MOST_COLUMNS, max(len(samples), 1)))
    outline = np.array([(part.min(), part.max()) for part in bins if len(part)], np.float32)
    return Wave(which, outline, rate, len(samples))


def read_sound(pipe: Any, calls: Sequence[Call]) -> list[Part]:
    """Return the sound as the first model was given it: a log-mel picture, or the samples themselves."""
    for call in calls:
        for name in ("input_features", "input_values"):
            value = call.inputs.get(name)
            if value is None:
                continue
            if value.ndim == 2 or (value.ndim == 3 and value.shape[1] <= 2):
                rate = int(getattr(find_part(pipe, "feature_extractor"), "sampling_rate", 0) or 0)
                return [read_wave("given", value[0].reshape(-1).numpy(), rate)]
            mel = value.reshape(-1, *value.shape[-2:])[0]
            mel = mel.T if mel.shape[0] > mel.shape[1] else mel
            step = max(1, -(-mel.shape[1] // MOST_COLUMNS))
            return [Grid("mel", shape_of(value), mel.flip(0)[:, ::step].numpy())]
    return []


def read_networks(watched: Watched) -> list[Part]:
    """Return the models that worked, in their order, each with the shapes of its first pass."""
    firsts: dict[int, Call] = {}
    for call in watched.calls:
        firsts.setdefault(id(call.model), call)
    return [
        Network(
            type(call.model).__name__,
            sum(parameter.numel() for parameter in call.model.parameters()),
            {name: shape_of(value) for name, value in call.inputs.items()},
            tuple(watched.layers.get(key, ())),
            {name: shape_of(value) for name, value in call.outputs.items()},
            sum(id(one.model) == key and bool(one.outputs) for one in watched.calls),
        )
        for key, call in list(firsts.items())[:MOST_NETWORKS]
        if any(parameter.numel() for parameter in call.model.parameters())  # not what another library computes
    ]
