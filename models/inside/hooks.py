"""A run, watched: hooks keep what the pipeline's models are given and what they answer, and end a long run early."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from models.errors import Stopped
from models.inside.parts import Layer, shape_of
from models.size import modules_of

MOST_CALLS = 13
"""Of all models together: a dozen tokens and what followed the last of them."""

MEMORIES = ("cache", "past_key_values")
"""How models call what they remember; the first since Transformers 5.24."""

COMING_IN = ("input_ids", "input_features", "input_values", "pixel_values")
MOST_LAYERS = 14
KEPT_NUMBERS = 4_000_000
"""Of a tensor that is kept; of a longer one the last place, which is what a next token is chosen by."""


@dataclass(frozen=True, slots=True)
class Call:
    """One forward pass: the model, what it was given and what it answered, by name, and how much it remembered.

    Tensors lie on the CPU; `past` counts the tokens whose keys and values it had already. What the pass answered is
    empty where the run ended before it.
    """

    model: Any
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    past: int


@dataclass
class Watched:
    """What was seen of a run.

    Attributes:
        calls: in their order.
        sources: what came in at parts of a model, an encoder most of all, that are called before the model itself is.
        layers: of each model, by its id(): what its parts answered in the first pass.
        raw: the pipeline's own answer; None where the run ended early.
    """

    calls: list[Call] = field(default_factory=list)
    sources: list[Call] = field(default_factory=list)
    layers: dict[int, list[Layer]] = field(default_factory=dict)
    raw: Any = None


class Enough(Stopped):
    """Enough was seen."""


def watch(pipe: Any, run: Callable[[], Any], check: Callable[[], None]) -> Watched:
    """Return what the pipeline's models do while `run` runs, MOST_CALLS forward passes at most.

    Args:
        pipe: a pipeline, lent to this thread alone.
        run: calls it.
        check: called before each pass; what it raises ends the run.

    Raises:
        AppError: what `run` and `check` raise.
    """
    watched = Watched()
    with hooked(pipe, watched, check):
        try:
            watched.raw = run()
        except Enough:
            watched.raw = None
    return watched


@contextmanager
def hooked(pipe: Any, watched: Watched, check: Callable[[], None]) -> Iterator[None]:
    """Keep what the models do inside the block."""
    with ExitStack() as hooks:
        for model, door in networks_of(pipe):
            keep_calls(model, door, watched, check, hooks)
            for path, part in parts_of(model):
                keep_layer(model, path, part, watched, hooks)
                keep_source(model, part, watched, hooks)
        yield


def networks_of(pipe: Any) -> list[tuple[Any, Any]]:
    """Return the models, those of Transformers and those that hold none of its, and the module that each is called by.

    Mostly that is the model; sentence-transformers calls the `forward` of one, past its hooks, from a module around it.
    """
    from transformers import PreTrainedModel

    found: dict[int, tuple[Any, Any]] = {}
    for module in modules_of(pipe):
        inner = [one for one in module.modules() if isinstance(one, PreTrainedModel)]
        model = inner[0] if inner else module  # the outermost comes first
        door = next(iter(module.children())) if hasattr(module, "encode") and model is not module else model
        found[id(model)] = model, door
    return list(found.values())


def parts_of(model: Any) -> list[tuple[str, Any]]:
    """Return the parts whose shapes are told, with their names; those of its body in place of the body."""
    body = getattr(model, "base_model_prefix", "")
    found = []
    for name, part in model.named_children():
        inner = list(part.named_children()) if name == body else []
        found += [(f"{name}.{below}", one) for below, one in inner] or [(name, part)]
    return found


def keep_calls(model: Any, door: Any, watched: Watched, check: Callable[[], None], hooks: ExitStack) -> None:
    """Keep what the model is given and what it answers, where it is called by the module `door`."""
    names = [name for name in inspect.signature(door.forward).parameters if name not in ("args", "kwargs")]
    given: list[tuple[dict[str, Any], int]] = []

    def before(_: Any, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> None:
        check()
        inputs = dict(zip(names, arguments, strict=False)) | dict(named)
        past = count_past(next((inputs[name] for name in MEMORIES if inputs.get(name) is not None), None))
        kept = keep_tensors(inputs)
        if len(watched.calls) >= MOST_CALLS:
            watched.calls.append(Call(model, kept, {}, past))
            raise Enough
        given.append((kept, past))

    def after(_: Any, arguments: tuple[Any, ...], named: Mapping[str, Any], answer: Any) -> None:
        inputs, past = given.pop()
        watched.calls.append(Call(model, inputs, keep_tensors(answer), past))

    hooks.callback(door.register_forward_pre_hook(before, with_kwargs=True).remove)
    hooks.callback(door.register_forward_hook(after, with_kwargs=True).remove)


def keep_layer(model: Any, path: str, part: Any, watched: Watched, hooks: ExitStack) -> None:
    """Keep the shape of what a part of the model answers at first."""
    seen: list[bool] = []

    def after(_: Any, __: Any, answer: Any) -> None:
        layers = watched.layers.setdefault(id(model), [])
        first = next(iter(keep_tensors(answer, whole=False).values()), None)
        if not seen and first is not None and len(layers) < MOST_LAYERS:
            seen.append(True)
            layers.append(Layer(path, type(part).__name__, shape_of(first)))

    hooks.callback(part.register_forward_hook(after).remove)


def keep_source(model: Any, part: Any, watched: Watched, hooks: ExitStack) -> None:
    """Keep what comes in at a part of the model, the first time."""
    names = list(inspect.signature(part.forward).parameters)
    seen: list[bool] = []

    def before(_: Any, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> None:
        inputs = dict(zip(names, arguments, strict=False)) | dict(named)
        found = keep_tensors({name: inputs[name] for name in COMING_IN if name in inputs}) if not seen else {}
        seen.append(True)
        if found:
            watched.sources.append(Call(model, found, {}, -1))

    hooks.callback(part.register_forward_pre_hook(before, with_kwargs=True).remove)


def count_past(cache: Any) -> int:
    """Return how many tokens a model remembers, -1 where it was given no memory."""
    if cache is None:
        return -1
    length = getattr(cache, "get_seq_length", None)
    return int(length()) if length else int(cache[0][0].shape[-2]) if len(cache) else 0


def keep_tensors(values: Any, whole: bool = True) -> dict[str, Any]:
    """Return the tensors of a mapping, or of a sequence by their places, on the CPU; not what lies deeper.

    With `whole` unset they stay what and where they are.
    """
    import numpy as np
    import torch

    if isinstance(values, np.ndarray):
        values = torch.from_numpy(values)
    if isinstance(values, torch.Tensor):
        values = {"output": values}
    if isinstance(values, tuple | list):
        values = {f"output {place}": value for place, value in enumerate(values)}
    if not isinstance(values, Mapping):
        return {}
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= keep_tensors(value, whole)
        elif isinstance(value, torch.Tensor):
            found[str(name)] = keep_tensor(value) if whole else value
    return found


def keep_tensor(tensor: Any) -> Any:
    """Return a copy on the CPU; of many numbers those of the last place of the second dimension."""
    if tensor.numel() > KEPT_NUMBERS and tensor.ndim == 3:
        tensor = tensor[:, -1:]
    tensor = tensor.detach().to("cpu", copy=True)
    return tensor.float() if tensor.is_floating_point() else tensor
