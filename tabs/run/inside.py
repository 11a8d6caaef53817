"""What happened inside the model that answered, step by step, for those who want to see how it works."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image

from models.inside import Part
from models.inside.look import Given
from models.inside.parts import Told
from models.key import ModelKey
from tabs.kinds import LABELS
from tabs.read.audio import Audio
from tabs.read.parameter import read_parameter
from tabs.read.video import Video
from tabs.run.choice import choose_key
from tabs.run.engine import Engine
from tabs.task import Request, Task

SIMPLY = {"num_beams": 1, "num_return_sequences": 1}
"""How texts are written where their steps are told: one after the other."""

OWN_WAYS = frozenset(
    {
        "minilm-labels",
        "table-by-meaning",
        "minilm-summary",
        "hibari",
        "conse-sounds",
        "silero-vad",
        "nanodet-g",
        "nanodet-by-name",
        "nanodet-outlines",
        "nanodet-cut-outs",
        "nanodet-captions",
        "nanodet-answers",
        "things-in-clips",
        "nearest-features",
        "conse",
    }
)
"""Starters that do more, or something else, than a model's pass: a sentence says what, inside.own.<name>."""


@dataclass(frozen=True)
class Explained:
    """The steps of a run, and the model's name."""

    parts: tuple[Part, ...]
    key: ModelKey


def explain(task: Task, engine: Engine, sent: Mapping[str, Any], model: Any, revision: Any) -> Explained:
    """Return what happens in a run with these inputs and settings through a model that is in memory.

    It costs one more run, of a dozen passes at most, in the model's own queue. A text is written without beams.

    Args:
        task: what is run.
        engine: has the model.
        sent: inputs and settings by name, as the page sends them; settings that are missing have their defaults.
        model: as in a request.
        revision: likewise.

    Raises:
        BadInput: an input cannot be read, or the model is not in memory.
        AppError: the run cannot be made.
    """
    inputs = {one.name: one.read(sent.get(one.name)) for one in task.inputs}
    settings = {one.name: read_parameter(one, sent.get(one.name)) for one in task.parameters}
    settings |= {name: value for name, value in SIMPLY.items() if name in settings}
    key = choose_key(task, Request({}, model=model, revision=revision))
    parts = engine.look_inside(task, key, inputs, settings)
    own = key.source == "starter" and key.model in OWN_WAYS
    return Explained((Told(f"inside.own.{key.model}"), *parts) if own else parts, key)


def describe(task: Task, inputs: Mapping[str, Any], settings: Mapping[str, Any]) -> Given:
    """Return what of the inputs the explanation shows beside the model's own tensors."""
    values = [one for value in inputs.values() for one in (value if isinstance(value, list) else [value])]
    pictures = [one for one in values if isinstance(one, Image.Image)]
    pictures += [value.frames[0].image for value in values if isinstance(value, Video)]
    pages = [value.draw_page(1) for value in values if hasattr(value, "draw_page")]
    sound = next((one for one in values if isinstance(one, Audio)), None)
    labels = next((inputs[one.name] for one in task.inputs if one.kind is LABELS), ())
    return Given(
        sizes=tuple(one.size for one in (*pictures, *pages)),
        samples=None if sound is None else sound.samples,
        rate=0 if sound is None else sound.rate,
        labels=tuple(labels or ()),
        settings=settings,
    )
