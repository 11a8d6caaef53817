"""Sound in containers that FFmpeg's libraries read."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from models.decode.mono import check_format, join, mix
from models.errors import BadInput

BROKEN = "decode.file_cannot_be_read_as_sound"
ONLY_MEDIA = {
    "format_whitelist": "mov,mp4,m4a,matroska,webm,ogg,mp3,aac,flac,wav,avi,caf,aiff,amr,asf,mpegts,"
    "mpeg,flv,ac3,eac3,wv,tta",
    "protocol_whitelist": "file",
}
"""FFmpeg also reads play lists, which name other files of the server."""

THREADS = 4
"""Each has frames and a stack of its own, whose memory counts."""

SILENCE = 1e-4
"""Peak below which nothing can be heard."""

MOST_TRACKS = 8
KEEPS_TIME = ("mov", "matroska", "mpegts", "ogg", "asf")
"""Containers, by the beginning of FFmpeg's names, that store when a block is heard; the others only count samples."""

GAP_S = 0.2
"""Time stamps are rounded, and clocks of sound cards drift: smaller gaps are none."""


def decode(path: str, max_s: float) -> dict[str, Any]:
    """Decode M4A, WebM, MP4 and what else FFmpeg's libraries read; video tracks are ignored.

    Of several sound tracks it is the one marked as the default, or the first on which something can be heard:
    recorders put the microphone on a track of its own.

    Returns:
        {"rate": in Hz, "samples": mono float32 as bytes, "track": its number from 1, "tracks": how many there are}.
    """
    tracks = list_tracks(path)
    heard: dict[str, Any] = {}
    for number in tracks[:MOST_TRACKS]:
        samples, rate = decode_track(path, number, max_s)
        told = {"rate": rate, "samples": samples, "track": number + 1, "tracks": len(tracks)}
        heard = heard or told
        if np.abs(samples).max(initial=0.0) >= SILENCE:
            heard = told
            break
    return {**heard, "samples": heard["samples"].tobytes()}


def list_tracks(path: str) -> list[int]:
    """Return the places, among the sound tracks, of those that can be decoded; defaults first.

    Raises:
        BadInput: there is none.
    """
    import av
    from av.stream import Disposition

    try:
        with av.open(path, container_options=ONLY_MEDIA) as container:
            streams = container.streams.audio
            if not streams:
                raise BadInput("decode.there_no_sound_in_file")
            known = [number for number, stream in enumerate(streams) if stream.codec_context is not None]
            known.sort(key=lambda number: not streams[number].disposition & Disposition.default)
    except (BadInput, MemoryError):  # BadInput is a ValueError; the MemoryError of av an FFmpegError
        raise
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise BadInput(BROKEN) from error
    if not known:
        raise BadInput(BROKEN)
    return known


def decode_track(path: str, number: int, max_s: float) -> tuple[np.ndarray, int]:
    """Return the samples of a sound track, mono float32 (n,), and their rate.

    Raises:
        BadInput: nothing of it can be decoded, or it is too long.
    """
    import av

    try:
        with av.open(path, container_options=ONLY_MEDIA) as container:
            stream = container.streams.audio[number]
            stream.codec_context.thread_count = THREADS
            check_format(stream.rate, stream.channels)
            return join(mix(in_time(container, stream, max_s)), stream.rate, max_s)
    except (BadInput, MemoryError):
        raise
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise BadInput(BROKEN) from error


def in_time(container: Any, stream: Any, max_s: float) -> Iterator[np.ndarray]:
    """Yield a track's blocks, float32 (n, channels) at its rate; silence where nothing was stored.

    Recorders leave out what is silent or what was paused; what follows keeps its time.
    """
    begins_s = (container.start_time or 0) / 1_000_000
    timed = container.format.name.startswith(KEEPS_TIME)
    done = 0
    for start_s, block in blocks_of(container, stream):
        gap = 0 if start_s is None or not timed else round((start_s - begins_s) * stream.rate) - done
        if gap > GAP_S * stream.rate:
            if done + gap <= max_s * stream.rate:
                yield np.zeros((gap, block.shape[1]), np.float32)
                done += gap
            else:  # a clock that was set
                begins_s = (start_s or 0.0) - done / stream.rate
        yield block
        done += len(block)


def blocks_of(container: Any, stream: Any) -> Iterator[tuple[float | None, np.ndarray]]:
    """Yield the second at which a block begins, and the block; layout and format may change from frame to frame."""
    import av

    resampler: Any = None
    form = None
    for frame in frames_of(container, stream):
        if form != (frame.format.name, frame.layout.name, frame.sample_rate):
            yield from rest_of(resampler)
            form = (frame.format.name, frame.layout.name, frame.sample_rate)
            layout = frame.layout.name if frame.layout.nb_channels == 2 else "mono"  # FFmpeg mixes 5.1 by its rules
            resampler = av.AudioResampler(format="fltp", layout=layout, rate=stream.rate)
        start_s = frame.time
        for block in resampler.resample(frame):
            yield start_s, block.to_ndarray().T
            start_s = None
    yield from rest_of(resampler)


def rest_of(resampler: Any) -> Iterator[tuple[None, np.ndarray]]:
    """Yield what a resampler, or None, holds back."""
    for rest in resampler.resample(None) if resampler else ():
        yield None, rest.to_ndarray().T


def frames_of(container: Any, stream: Any) -> Iterator[Any]:
    """Yield the frames that can be decoded: a broken one is passed over, a file that breaks off ends there."""
    import av

    found, broken = False, None
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            break
        except MemoryError:
            raise
        except av.FFmpegError as error:
            broken = error
            break
        try:
            for frame in packet.decode():
                found = True
                yield frame
        except MemoryError:
            raise
        except av.FFmpegError as error:
            broken = error
    if broken and not found:
        raise broken
