"""Reading videos: pictures spread evenly over the whole clip, whatever its length, rate and container."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from models.bounded import Failed, OutOfBounds, call_bounded
from models.decode.video import BROKEN
from models.errors import BadInput
from tabs.read.upload import read_upload

MAX_BYTES = 200_000_000
MAX_S = 600
MAX_FRAME_PIXELS = 4096 * 2304
MAX_DECODED_PIXELS = 20_000_000_000
"""About five minutes of 1080p; decoding them takes half a minute on two cores."""

MIN_KEPT = 64  # no model of the catalogue looks at more
STILL = 2
"""Times what others are shown for: such a frame stands until the next one comes; of others the nearest is taken."""

KEPT_SIDE = 480
"""Longer side of a kept frame in pixels: models see 224, and at most 2 * MIN_KEPT frames stay below 60 MB."""

LIMITS: dict[str, Any] = {"address_bytes": 2_500_000_000, "cpu_s": 150.0, "wall_s": 240.0}
TOO_MUCH = "read.video_takes_too_long_or_too"


@dataclass(frozen=True)
class Frame:
    """A picture of a video: upright RGB PIL image, and the second it is shown at."""

    image: Image.Image
    time_s: float


@dataclass(frozen=True)
class Video:
    """A clip as its `frames`: at least one, in order, spread over the whole of it; and its file."""

    frames: tuple[Frame, ...]
    path: Path | None = None

    def pick(self, count: int) -> tuple[Frame, ...]:
        """Return what is shown at that many moments, evenly spread over the clip's time; frames may be repeated."""
        times = np.array([frame.time_s for frame in self.frames])
        numbers = np.arange(len(times))
        between = np.interp(np.linspace(times[0], times[-1], count), times, numbers)
        shown = np.floor(between + 1e-6)
        gaps = np.diff(times, append=np.inf)[shown.astype(int)]
        is_still = gaps > STILL * np.median(np.diff(times)) if len(times) > 1 else shown == 0
        positions = np.where(is_still, shown, between.round()).astype(int)
        return tuple(self.frames[position] for position in positions)

    def begin(self, count: int, step: int) -> tuple[Frame, ...]:
        """Return that many frames from the first count * step of the file; the last of a short clip's is repeated.

        They lie as Transformers' video-classification pipeline picks them.
        """
        places = np.linspace(0, count * step - 1, count, dtype=np.int64).tolist()
        return call_decoder("decode_at", self.path, KEPT_SIDE, places)


def read_video(payload: Any) -> Video:
    """Return the uploaded clip; at most MAX_S seconds and MAX_DECODED_PIXELS."""
    path = read_upload(payload, "video")
    if path.stat().st_size > MAX_BYTES:
        raise BadInput("read.video_larger_than_max_bytes_mb", max_bytes=MAX_BYTES // 1000000)
    return open_video(path)


def open_video(path: Path) -> Video:
    """Decode a video file whose name and contents nobody vouches for, in a child process of its own."""
    return Video(call_decoder("decode", path, KEPT_SIDE, MIN_KEPT), path)


def call_decoder(function: str, path: Path | None, *arguments: Any) -> tuple[Frame, ...]:
    """Return what a function of models.decode.video makes of a file, in a child process of its own."""
    limits = {"frame_pixels": MAX_FRAME_PIXELS, "pixels": MAX_DECODED_PIXELS, "duration_s": MAX_S}
    try:
        frames = call_bounded(f"models.decode.video.{function}", str(path), limits, *arguments, **LIMITS)
    except OutOfBounds as error:
        raise BadInput(TOO_MUCH) from error
    except Failed as error:
        raise BadInput(BROKEN) from error
    return tuple(Frame(make_picture(frame), frame["time_s"]) for frame in frames)


def make_picture(frame: dict[str, Any]) -> Image.Image:
    """Return a frame's pixels as an RGB PIL image."""
    return Image.frombuffer("RGB", frame["size"], frame["rgb"], "raw", "RGB", 0, 1)
