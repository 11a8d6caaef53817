"""The parts of an explanation: plain data, drawn by tabs.render.inside and sent to programs as they are."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: as the vocabulary writes it, its number there, and whether the tokenizer added it."""

    text: str
    id: int
    special: bool


@dataclass(frozen=True, slots=True)
class Score:
    """One possible answer: its label, the model's number for it, and the probability this becomes."""

    label: str
    logit: float
    probability: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the model reads it.

    Attributes:
        tokens: the first pieces, in order.
        total: how many there are.
        vocabulary: how many different ones the tokenizer knows.
        texts: how many texts are read together, of which this is the first.
    """

    name: ClassVar[str] = "tokens"
    tokens: tuple[Token, ...]
    total: int
    vocabulary: int
    texts: int


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as the model reads it.

    Attributes:
        size: width and height before.
        shape: of the tensor.
        lowest, highest: of the numbers in it.
        mean, std: what was taken away from each channel, and what it was divided by; () where that was not done.
        patch: the side of the squares it is cut into, in pixels; 0 where it is not cut.
        picture: uint8 (height, width, 3), the tensor's numbers stretched to 0..255.
    """

    name: ClassVar[str] = "pixels"
    size: tuple[int, ...]
    shape: tuple[int, ...]
    lowest: float
    highest: float
    mean: tuple[float, ...]
    std: tuple[float, ...]
    patch: int
    picture: np.ndarray


@dataclass(frozen=True, slots=True)
class Wave:
    """A sound: its outline, float32 (n, 2) of least and greatest, and how it is measured.

    Attributes:
        which: "heard" for what came in, "made" for what the model answered.
        rate: samples a second.
        samples: how many.
    """

    name: ClassVar[str] = "wave"
    which: str
    outline: np.ndarray
    rate: int
    samples: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers to be seen as a picture: float (rows, columns), the largest brightest.

    Attributes:
        which: "mel", "vectors", "depth", "masks", "codes", "frames", "attention", "patches", "written" or "source".
        shape: of the tensor that they are of.
        values: the numbers, perhaps fewer than the tensor has.
        rows, columns: what the lines stand for; () where nothing has a name.
    """

    name: ClassVar[str] = "grid"
    which: str
    shape: tuple[int, ...]
    values: np.ndarray
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of the model: its name there, its class, and the shape of what it answered."""

    at: str
    kind: str
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A model at work: its class, its weights, what it was given and what it answered, by name, as shapes."""

    name: ClassVar[str] = "network"
    architecture: str
    weights: int
    inputs: dict[str, tuple[int, ...]]
    layers: tuple[Layer, ...]
    outputs: dict[str, tuple[int, ...]]
    calls: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits and what they become.

    Attributes:
        which: "classes", "tokens", "gaps", "labels", "entailment", "start", "end", "cells", "boxes", "frames"
            or "points".
        function: what makes probabilities of them, "softmax" or "sigmoid"; "" where nothing of the kind is done.
        rows: what each score belongs to, "" for the whole input, and the score.
    """

    name: ClassVar[str] = "scores"
    which: str
    function: str
    rows: tuple[tuple[str, Score], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One token of a text that is written: what was chosen, its probability, and the likeliest."""

    chosen: str
    probability: float
    choices: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """The first tokens of a text that is written, one after the other; `more` tells whether it goes on."""

    name: ClassVar[str] = "steps"
    steps: tuple[Step, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, by its key and its heading's: what a model does that is no network, or why something is not shown."""

    name: ClassVar[str] = "told"
    key: str
    title: str = "inside.own.title"


Part = Tokens | Pixels | Wave | Grid | Network | Scores | Steps | Told


def shape_of(tensor: Any) -> tuple[int, ...]:
    """Return a tensor's shape as numbers."""
    return tuple(int(size) for size in tensor.shape)
