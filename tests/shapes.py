"""What each task's raw answer looks like: structure and types, as its `call` says and people build on.

A shape is a type, a function that tells whether a value is right, a dict of shapes (more keys may follow), or a
list of one shape: one or more of these.
"""

import math
from collections.abc import Callable, Mapping
from numbers import Real
from typing import Any

from PIL import Image

Shape = Any


def assert_shape(value: Any, shape: Shape, place: str = "raw") -> None:
    """Raise AssertionError, naming the place, where a value has another shape."""
    if isinstance(shape, Mapping):
        assert isinstance(value, Mapping), f"{place} is {type(value).__name__}, not a dict"
        for name, inner in shape.items():
            assert name in value, f"{place} has no {name}"
            assert_shape(value[name], inner, f"{place}[{name!r}]")
    elif isinstance(shape, list):
        assert isinstance(value, list | tuple), f"{place} is {type(value).__name__}, not a list"
        assert value, f"{place} is empty"
        for number, one in enumerate(value):
            assert_shape(one, shape[0], f"{place}[{number}]")
    elif isinstance(shape, type):
        assert isinstance(value, shape), f"{place} is {type(value).__name__}, not {shape.__name__}"
    else:
        assert shape(value), f"{place} is {value!r:.80}, not {shape.__name__}"


def probability(value: Any) -> bool:
    """A number from 0 to 1, as far as rounding goes."""
    return number(value) and -1e-3 <= value <= 1 + 1e-3


def number(value: Any) -> bool:
    """A finite number."""
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def number_or_nothing(value: Any) -> bool:
    """A finite number, or None."""
    return value is None or number(value)


def words(value: Any) -> bool:
    """A text that is not empty."""
    return isinstance(value, str) and bool(value)


def text_or_nothing(value: Any) -> bool:
    """A text, or None."""
    return value is None or isinstance(value, str)


def perhaps(shape: Shape) -> Callable[[Any], bool]:
    """A list of one shape, which may be empty: models that have learnt nothing may find nothing."""

    def possibly_empty(value: Any) -> bool:
        if value:
            assert_shape(value, [shape], "the list")
        return isinstance(value, list | tuple)

    return possibly_empty


def one_or_more(shape: Shape) -> Callable[[Any], bool]:
    """A shape, or a list of it."""

    def alone_or_in_a_list(value: Any) -> bool:
        assert_shape(value if isinstance(value, list) else [value], [shape], "the answer")
        return True

    return alone_or_in_a_list


def array(dimensions: int, kind: str = "float") -> Callable[[Any], bool]:
    """An array or tensor with so many dimensions, not empty, of a kind such as "float" or "int"."""

    def filled_array(value: Any) -> bool:
        right_kind = kind in str(getattr(value, "dtype", ""))
        return right_kind and len(value.shape) == dimensions and math.prod(value.shape) > 0

    return filled_array


LABELS = [{"label": words, "score": probability}]
BOXES = perhaps({"label": words, "score": probability, "box": dict.fromkeys(("xmin", "ymin", "xmax", "ymax"), number)})
GENERATED = [{"generated_text": str}]
SPAN = {"score": probability, "start": int, "end": int}
POINT = {"x": number, "y": number}
SOUND = {"audio": array(1), "sampling_rate": int}

SHAPES: dict[str, Shape] = {
    "text-classification": LABELS,
    "zero-shot-classification": {"sequence": words, "labels": [words], "scores": [probability]},
    "token-classification": perhaps({"score": number, "word": words, "start": int, "end": int}),
    "question-answering": one_or_more({**SPAN, "answer": str}),
    "table-question-answering": {"answer": str, "coordinates": list, "cells": list},
    "fill-mask": [{"score": probability, "token": int, "token_str": str, "sequence": words}],
    "decision": {"answer": {"type": words, "choice": words, "confidence": probability, "probabilities": dict}},
    "chat": [{"generated_text": [{"role": words, "content": str}]}],
    "text-generation": GENERATED,
    "summarization": [{"summary_text": words}],
    "translation": [{"translation_text": str}],
    "text2text-generation": [{"generated_text": words}],
    "sentence-similarity": {"similarity": array(2)},
    "feature-extraction": array(2),
    "automatic-speech-recognition": {"text": str},
    "text-to-speech": SOUND,
    "audio-classification": LABELS,
    "zero-shot-audio-classification": LABELS,
    "voice-activity-detection": {
        "segments": perhaps({"start": number, "end": number, "score": probability}),
        "probabilities": array(1),
        "frame_s": float,
    },
    "audio-to-audio": {**SOUND, "codes": array(2, "int"), "bits_per_second": number},
    "image-classification": LABELS,
    "object-detection": BOXES,
    "zero-shot-object-detection": BOXES,
    "image-segmentation": perhaps({"score": number_or_nothing, "label": words, "mask": Image.Image}),
    "depth-estimation": {"predicted_depth": array(2), "depth": Image.Image, "metric": bool},
    "image-feature-extraction": {"vectors": array(2), "cosines": array(1)},
    "mask-generation": {"masks": perhaps(array(2, "bool")), "scores": lambda scores: scores.ndim == 1},
    "image-to-image": Image.Image,
    "video-classification": LABELS,
    "keypoint-matching": perhaps({"keypoint_image_0": POINT, "keypoint_image_1": POINT, "score": number}),
    "image-to-text": [{"generated_text": words}],
    "visual-question-answering": [{"score": probability, "answer": str}],
    "document-question-answering": [{"answer": text_or_nothing, "page": int}],
    "image-text-to-text": GENERATED,
    "zero-shot-image-classification": LABELS,
    "any-to-any": GENERATED,
}
"""By the task's id. What a tiny model cannot be held to, such as finding a thing, may be empty."""


def outline(value: Any) -> Any:
    """Return the keys and the types of a JSON value, of a list its first item's."""
    if isinstance(value, Mapping):
        return {name: outline(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [outline(value[0])] if value else []
    return type(value).__name__
