"""Video, by FFmpeg's libraries."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from models.errors import BadInput

CONTAINERS = "mov,mp4,matroska,webm,avi,mpeg,mpegts,ogg,flv,gif"
"""Playlists are left out: FFmpeg would open the files and addresses they name."""

BROKEN = "This file cannot be read as a video. Save it as MP4 and try again."
THREADS = 4
"""Each has frames of its own, whose memory counts."""


def decode(path: str, limits: dict[str, float], kept_side: int, min_kept: int) -> list[dict[str, Any]]:
    """Decode a video file whose name and contents nobody vouches for, once, from beginning to end.

    Args:
        path: of the file.
        limits: "frame_pixels", "pixels" of all frames together, "duration_s".
        kept_side: longer side of the frames returned, in pixels.
        min_kept: between this many and twice as many are returned, or all of a shorter clip.

    Returns:
        [{"size": [width, height], "rgb": bytes, "time_s"}, ...], evenly spread.
    """
    return read(path, limits, lambda frames: thinned(frames, kept_side, min_kept))


def decode_at(path: str, limits: dict[str, float], kept_side: int, places: list[int]) -> list[dict[str, Any]]:
    """Decode the frames at some places of such a file, numbered from its first, in growing order.

    Returns:
        as `decode` does, one for each place; its last frame for those behind the end.
    """
    return read(path, limits, lambda frames: picked(frames, kept_side, places))


def picked(frames: Iterable[Any], kept_side: int, places: list[int]) -> list[dict[str, Any]]:
    """Return the frames at these places; the last there is for those behind the end."""
    kept: list[dict[str, Any]] = []
    last = None
    for number, frame in enumerate(frames):
        last = frame
        kept += [small_upright(frame, kept_side)] * places.count(number)
        if len(kept) == len(places):
            return kept
    return kept if last is None else kept + [small_upright(last, kept_side)] * (len(places) - len(kept))


def read(
    path: str, limits: dict[str, float], choose: Callable[[Iterable[Any]], list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Return what is chosen of a file's frames."""
    import av

    try:
        with av.open(path, container_options={"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}) as file:
            if not file.streams.video:
                raise BadInput("There is no picture in this file. Choose a video.")
            stream = file.streams.video[0]
            if stream.codec_context is None:
                raise BadInput(BROKEN)
            check_size(stream.codec_context.width, stream.codec_context.height, limits)
            check_duration((file.duration or 0) / av.time_base, limits)
            stream.thread_type = "AUTO"
            stream.codec_context.thread_count = THREADS
            frames = choose(checked(decoded(file, stream), limits))
    except (BadInput, MemoryError):  # BadInput is a ValueError; the MemoryError of av an FFmpegError
        raise
    except (av.FFmpegError, ValueError, IndexError, OverflowError) as error:
        raise BadInput(BROKEN) from error
    if not frames:
        raise BadInput("There is no picture in this video. Choose another one.")
    return frames


def decoded(container: Any, stream: Any) -> Iterator[Any]:
    """Yield the frames that can be decoded; a clip that breaks off, as a lost upload does, ends there."""
    import av

    try:
        yield from container.decode(stream)
    except MemoryError:
        raise
    except av.FFmpegError:
        return


def checked(frames: Iterable[Any], limits: dict[str, float]) -> Iterator[Any]:
    """Pass frames on until they grow too many, whatever the header said."""
    pixels = 0
    for frame in frames:
        check_size(frame.width, frame.height, limits)
        check_duration(frame.time or 0.0, limits)
        pixels += frame.width * frame.height
        if pixels > limits["pixels"]:
            raise BadInput("The video has too many pictures to look through. Cut out a part, or save it smaller.")
        yield frame


def check_size(width: int, height: int, limits: dict[str, float]) -> None:
    """Refuse frames too large to decode."""
    if width * height > limits["frame_pixels"]:
        raise BadInput(
            f"The video is {width} x {height} pixels; at most {limits['frame_pixels'] / 1e6:.0f} million pixels are "
            "accepted. Save it smaller and try again."
        )


def check_duration(duration_s: float, limits: dict[str, float]) -> None:
    """Refuse what takes minutes to decode."""
    if duration_s > limits["duration_s"]:
        raise BadInput(
            f"The video is longer than {limits['duration_s'] / 60:.0f} minutes. Cut out a part and try again."
        )


def thinned(frames: Iterable[Any], kept_side: int, min_kept: int) -> list[dict[str, Any]]:
    """Return between min_kept and 2 * min_kept evenly spread frames, or all of a shorter clip.

    What browsers record does not say how long it is, so every `step`-th frame is kept, and whenever that
    makes too many, every second of them is dropped and the step doubles.
    """
    kept: list[dict[str, Any]] = []
    step = 1
    for number, frame in enumerate(frames):
        if number % step:
            continue
        kept.append(small_upright(frame, kept_side))
        if len(kept) == 2 * min_kept:
            kept, step = kept[::2], 2 * step
    return kept


def small_upright(frame: Any, kept_side: int) -> dict[str, Any]:
    """Return a decoded frame at kept_side, turned as phones ask players to turn it."""
    scale = min(1.0, kept_side / max(frame.width, frame.height))
    image = frame.to_image(width=max(1, round(frame.width * scale)), height=max(1, round(frame.height * scale)))
    upright = image.rotate(frame.rotation, expand=True).convert("RGB")
    return {"size": upright.size, "rgb": upright.tobytes(), "time_s": float(frame.time or 0.0)}
