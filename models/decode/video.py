"""Video, by FFmpeg's libraries."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from models.errors import BadInput

CONTAINERS = "mov,mp4,matroska,webm,avi,mpeg,mpegts,ogg,flv,gif"
"""Playlists are left out: FFmpeg would open the files and addresses they name."""

BROKEN = "decode.file_cannot_be_read_as_video"
PACE_S = 0.04
"""What a frame is shown for where nothing says so."""

NEAR = 0.25
"""Of the time for which a frame is shown: time stamps are rounded."""

MOST_STRETCHED = 4
"""Times as wide as high, or as high as wide; what says more is mistaken."""

THREADS = 4
"""Each has frames of its own, whose memory counts."""


def decode(path: str, limits: dict[str, float], kept_side: int, min_kept: int) -> list[dict[str, Any]]:
    """Decode a video file whose name and contents nobody vouches for, once, from beginning to end.

    Args:
        path: of the file.
        limits: "frame_pixels", "pixels" of all frames together, "duration_s".
        kept_side: longer side of the frames returned, in pixels.
        min_kept: see `thinned`.

    Returns:
        [{"size": [width, height], "rgb": bytes, "time_s"}, ...], evenly spread in time; the first is at 0.
    """
    return read(path, limits, lambda frames, stretch: thinned(frames, kept_side, min_kept, stretch))


def decode_at(path: str, limits: dict[str, float], kept_side: int, places: list[int]) -> list[dict[str, Any]]:
    """Decode the frames at some places of such a file, numbered from its first, in growing order.

    Returns:
        as `decode` does, one for each place; its last frame for those behind the end.
    """
    return read(path, limits, lambda frames, stretch: picked(frames, kept_side, places, stretch))


def picked(frames: Iterable[Any], kept_side: int, places: list[int], stretch: float = 1.0) -> list[dict[str, Any]]:
    """Return the frames at these places; the last there is for those behind the end."""
    kept: list[dict[str, Any]] = []
    last = None
    for number, frame in enumerate(frames):
        last = frame
        kept += [small_upright(frame, kept_side, frame.time or 0.0, stretch)] * places.count(number)
        if len(kept) == len(places):
            return kept
    if last is None:
        return kept
    return kept + [small_upright(last, kept_side, last.time or 0.0, stretch)] * (len(places) - len(kept))


def read(
    path: str, limits: dict[str, float], choose: Callable[[Iterable[Any], float], list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Return what is chosen of a file's frames, given these and how many times as wide as high their pixels are."""
    import av

    try:
        with av.open(path, container_options={"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}) as file:
            moving = [one for one in file.streams.video if not one.disposition & av.stream.Disposition.attached_pic]
            if not moving:
                raise BadInput("decode.there_no_picture_moves_in_file")
            stream = moving[0]
            if stream.codec_context is None:
                raise BadInput(BROKEN)
            check_size(stream.codec_context.width, stream.codec_context.height, limits)
            check_duration((file.duration or 0) / av.time_base, limits)
            stream.thread_type = "AUTO"
            stream.codec_context.thread_count = THREADS
            frames = choose(checked(decoded(file, stream), limits), find_stretch(stream))
    except (BadInput, MemoryError):  # BadInput is a ValueError; the MemoryError of av an FFmpegError
        raise
    except (av.FFmpegError, ValueError, IndexError, OverflowError) as error:
        raise BadInput(BROKEN) from error
    if not frames:
        raise BadInput("decode.there_no_picture_in_video")
    return frames


def find_stretch(stream: Any) -> float:
    """Return how many times as wide as high the pixels of a video are: those of DVDs and tapes are not square."""
    ratio = float(stream.sample_aspect_ratio or 1)
    return ratio if 1 / MOST_STRETCHED <= ratio <= MOST_STRETCHED else 1.0


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
            raise BadInput("decode.video_has_too_many_pictures_to")
        yield frame


def check_size(width: int, height: int, limits: dict[str, float]) -> None:
    """Refuse frames too large to decode."""
    if width * height > limits["frame_pixels"]:
        raise BadInput(
            "decode.video_width_x_height_pixels", width=width, height=height, limits=limits["frame_pixels"] / 1000000.0
        )


def check_duration(duration_s: float, limits: dict[str, float]) -> None:
    """Refuse what takes minutes to decode."""
    if duration_s > limits["duration_s"]:
        raise BadInput("decode.video_longer_than_limits_minutes", limits=limits["duration_s"] / 60)


def thinned(frames: Iterable[Any], kept_side: int, min_kept: int, stretch: float = 1.0) -> list[dict[str, Any]]:
    """Return between min_kept and 2 * min_kept frames that show a clip in even steps of time, or all of a shorter one.

    They are fewer where single frames are shown for long, as in what phones and screen recorders write. What browsers
    record does not say how long it is: whenever there are too many frames the step doubles (at first to twice what a
    frame was shown for on average), and those go that are shown at none of the moments left.
    """
    kept: list[tuple[float, float, dict[str, Any]]] = []
    step_s = 0.0
    for start_s, end_s, frame in with_times(frames):
        if is_shown(start_s, end_s, step_s):
            kept.append((start_s, end_s, small_upright(frame, kept_side, start_s, stretch)))
        while len(kept) == 2 * min_kept:
            step_s = 2 * (step_s or start_s / (len(kept) - 1))
            kept = [one for one in kept if is_shown(one[0], one[1], step_s)]
    return [picture for _, _, picture in kept]


def with_times(frames: Iterable[Any]) -> Iterator[tuple[float, float, Any]]:
    """Yield the seconds, counted from the first frame, from which until which a frame is shown, and the frame.

    Where a container says none, or one that lies before the last, the frame comes at the pace of those before.
    """
    held, start_s, begins_s, pace_s = None, 0.0, 0.0, PACE_S
    for frame in frames:
        if held is None:
            held, begins_s = frame, frame.time or 0.0
            continue
        time_s = start_s if frame.time is None else frame.time - begins_s
        pace_s = time_s - start_s if time_s > start_s else pace_s
        yield start_s, start_s + pace_s, held
        held, start_s = frame, start_s + pace_s
    if held is not None:
        yield start_s, start_s + pace_s, held


def is_shown(start_s: float, end_s: float, step_s: float) -> bool:
    """Tell whether a frame is shown at a multiple of the step, or shortly before; any frame where there is no step."""
    if not step_s:
        return True
    near_s = NEAR * (end_s - start_s)
    return math.ceil((start_s - near_s) / step_s) * step_s < end_s - near_s


def small_upright(frame: Any, kept_side: int, time_s: float, stretch: float) -> dict[str, Any]:
    """Return a decoded frame at kept_side, turned as phones ask players to turn it, with its time."""
    width, height = frame.width * stretch, frame.height
    scale = min(1.0, kept_side / max(width, height))
    image = frame.to_image(width=max(1, round(width * scale)), height=max(1, round(height * scale)))
    upright = image.rotate(frame.rotation, expand=True).convert("RGB")
    return {"size": upright.size, "rgb": upright.tobytes(), "time_s": time_s}
