"""Reading videos: pictures spread evenly over the whole clip, whatever its length, rate and container."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from models.errors import BadInput
from tabs.read.upload import read_upload

MAX_BYTES = 200_000_000
MAX_S = 600
MAX_FRAME_PIXELS = 4096 * 2304
MAX_DECODED_PIXELS = 20_000_000_000
"""About five minutes of 1080p; decoding them takes half a minute on two cores."""

MIN_KEPT = 64  # no model of the catalogue looks at more
KEPT_SIDE = 480
"""Longer side of a kept frame in pixels: models see 224, and at most 2 * MIN_KEPT frames stay below 60 MB."""

CONTAINERS = "mov,mp4,matroska,webm,avi,mpeg,mpegts,ogg,flv,gif"
"""Playlists are left out: FFmpeg would open the files and addresses they name."""

BROKEN = "This file cannot be read as a video. Save it as MP4 and try again."


@dataclass(frozen=True)
class Frame:
    """A picture of a video: upright RGB PIL image, and the second it is shown at."""

    image: Image.Image
    time_s: float


@dataclass(frozen=True)
class Video:
    """A clip as its `frames`: at least one, in order, evenly spread over the whole of it."""

    frames: tuple[Frame, ...]

    def pick(self, count: int) -> tuple[Frame, ...]:
        """Return that many frames, evenly spread; a short clip's are repeated."""
        positions = np.linspace(0, len(self.frames) - 1, count).round().astype(int)
        return tuple(self.frames[position] for position in positions)


def read_video(payload: Any) -> Video:
    """Return the uploaded clip; at most MAX_S seconds and MAX_DECODED_PIXELS."""
    path = read_upload(payload, "video")
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(f"The video is larger than {MAX_BYTES // 1_000_000} MB. Cut out a part and try again.")
    return open_video(path)


def open_video(path: Path) -> Video:
    """Decode a video file whose name and contents nobody vouches for, once, from beginning to end."""
    import av

    try:
        with av.open(
            str(path), container_options={"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
        ) as container:
            if not container.streams.video:
                raise BadInput("There is no picture in this file. Choose a video.")
            stream = container.streams.video[0]
            if stream.codec_context is None:
                raise BadInput(BROKEN)
            check_size(stream.codec_context.width, stream.codec_context.height)
            check_duration((container.duration or 0) / av.time_base)
            stream.thread_type = "AUTO"
            frames = thinned(checked(decoded(container, stream)))
    except (av.FFmpegError, ValueError, IndexError, OverflowError) as error:
        raise BadInput(BROKEN) from error
    if not frames:
        raise BadInput("There is no picture in this video. Choose another one.")
    return Video(tuple(frames))


def decoded(container: Any, stream: Any) -> Iterator[Any]:
    """Yield the frames that can be decoded; a clip that breaks off, as a lost upload does, ends there."""
    import av

    try:
        yield from container.decode(stream)
    except av.FFmpegError:
        return


def checked(frames: Iterable[Any]) -> Iterator[Any]:
    """Pass frames on until they grow too many, whatever the header said."""
    pixels = 0
    for frame in frames:
        check_size(frame.width, frame.height)
        check_duration(frame.time or 0.0)
        pixels += frame.width * frame.height
        if pixels > MAX_DECODED_PIXELS:
            raise BadInput("The video has too many pictures to look through. Cut out a part, or save it smaller.")
        yield frame


def check_size(width: int, height: int) -> None:
    """Refuse frames too large to decode."""
    if width * height > MAX_FRAME_PIXELS:
        raise BadInput(
            f"The video is {width} x {height} pixels; at most {MAX_FRAME_PIXELS / 1e6:.0f} million pixels are "
            "accepted. Save it smaller and try again."
        )


def check_duration(duration_s: float) -> None:
    """Refuse what takes minutes to decode."""
    if duration_s > MAX_S:
        raise BadInput(f"The video is longer than {MAX_S // 60} minutes. Cut out a part and try again.")


def thinned(frames: Iterable[Any]) -> list[Frame]:
    """Return between MIN_KEPT and 2 * MIN_KEPT evenly spread frames, or all of a shorter clip.

    What browsers record does not say how long it is, so every `step`-th frame is kept, and whenever that
    makes too many, every second of them is dropped and the step doubles.
    """
    kept: list[Frame] = []
    step = 1
    for number, frame in enumerate(frames):
        if number % step:
            continue
        kept.append(small_upright(frame))
        if len(kept) == 2 * MIN_KEPT:
            kept, step = kept[::2], 2 * step
    return kept


def small_upright(frame: Any) -> Frame:
    """Return a decoded frame at KEPT_SIDE, turned as phones ask players to turn it."""
    scale = min(1.0, KEPT_SIDE / max(frame.width, frame.height))
    image = frame.to_image(width=max(1, round(frame.width * scale)), height=max(1, round(frame.height * scale)))
    return Frame(image.rotate(frame.rotation, expand=True), float(frame.time or 0.0))
