"""Where somebody speaks, by Silero VAD: recognisers that hear the rest write down words nobody said."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from models.starters.builders.silero_vad import WEIGHTS
from models.starters.packaged import checked_path

RATE = 16_000
LEVEL = 0.05
"""Root mean square, -26 dBFS, to which quieter parts are raised: below -40 dBFS Silero hears nobody."""

PART_S, AROUND_S = 0.1, 2.0
LOUDER = 0.9
MOST_GAIN = 1_000.0
MOST_SPAN_S = 25.0
"""A recogniser that hears 30 s at once hears it whole, with what is around it."""

Span = tuple[float, float]
"""From when until when, in seconds."""


@cache
def open_detector() -> Any:
    """Load the network once, 1.2 MB, for all who ask.

    Raises:
        SourceError: its package is missing, or not the expected one.
    """
    from models.pipelines.silero_vad import read_silero

    return read_silero(checked_path(WEIGHTS))


def find_speech(samples: np.ndarray, report: Callable[[int, int], None]) -> list[Span]:
    """Return the spans in which somebody speaks, in order, none longer than MOST_SPAN_S.

    Args:
        samples: float32 (n,) at RATE.
        report: called with (done, total) now and then.
    """
    found = open_detector()(raise_level(samples), report=report)
    whole = [(one["start"], one["end"]) for one in found["segments"]]
    return [part for span in whole for part in split_span(span, found["probabilities"], found["frame_s"])]


def split_span(span: Span, probabilities: np.ndarray, frame_s: float) -> list[Span]:
    """Return a span in parts of at most MOST_SPAN_S, divided where a voice is least likely.

    Args:
        span: of speech.
        probabilities: of speech, float (frames,), in the whole recording.
        frame_s: seconds of one frame.
    """
    start_s, end_s = span
    if end_s - start_s <= MOST_SPAN_S:
        return [span]
    first = round((start_s + MOST_SPAN_S / 2) / frame_s)
    weakest = first + int(np.argmin(probabilities[first : round((start_s + MOST_SPAN_S) / frame_s)]))
    middle_s = round(weakest * frame_s, 3)
    return [(start_s, middle_s), *split_span((middle_s, end_s), probabilities, frame_s)]


def raise_level(samples: np.ndarray, rate: int = RATE) -> np.ndarray:
    """Return a recording with its quiet parts as loud as the others, float32 (n,) within -1..1.

    Somebody far away may answer somebody near. How loud a part is, the louder tenth of what is around it tells: a
    click is not what is listened to.
    """
    size, around = round(PART_S * rate), round(AROUND_S / PART_S)
    if len(samples) < size:
        return samples
    parts = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size)
    levels = np.sqrt(np.square(parts).mean(axis=1, dtype=np.float64))
    near = np.lib.stride_tricks.sliding_window_view(np.pad(levels, around // 2, mode="edge"), around // 2 * 2 + 1)
    gains = (LEVEL / np.quantile(near, LOUDER, axis=1).clip(LEVEL / MOST_GAIN)).clip(1)
    raised: np.ndarray = (parts * gains.astype(np.float32)[:, None]).clip(-1, 1).ravel()[: len(samples)]
    return raised
