"""Sound in containers that FFmpeg's libraries read; and what all sound goes through, whoever decoded it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import soxr

from models.errors import BadInput

MAX_CHANNELS = 64
MIN_RATE, MAX_RATE = 1_000, 384_000
KEPT_RATE = 48_000  # no model listens above; half an hour stays below 350 MB
BROKEN = "This file cannot be read as sound. Save it as WAV, MP3 or M4A and try again."
ONLY_MEDIA = {
    "format_whitelist": "mov,mp4,m4a,matroska,webm,ogg,mp3,aac,flac,wav,avi,caf,aiff,amr,asf,mpegts",
    "protocol_whitelist": "file",
}
"""FFmpeg also reads play lists, which name other files of the server."""

THREADS = 4
"""Each has frames and a stack of its own, whose memory counts."""


def decode(path: str, max_s: float) -> dict[str, Any]:
    """Decode M4A, WebM, MP4 and what else FFmpeg's libraries read; video tracks are ignored.

    Returns:
        {"rate": in Hz, "samples": mono float32 as bytes}.
    """
    import av

    try:
        with av.open(path, container_options=ONLY_MEDIA) as container:
            if not container.streams.audio:
                raise BadInput("There is no sound in this file. Choose a recording.")
            stream = container.streams.audio[0]
            if stream.codec_context is None:
                raise BadInput(BROKEN)
            stream.codec_context.thread_count = THREADS
            check_format(stream.rate, stream.channels)
            resampler = av.AudioResampler(format="flt", layout="mono", rate=stream.rate)
            frames = (mono for frame in container.decode(stream) for mono in resampler.resample(frame))
            samples, rate = join((frame.to_ndarray().ravel() for frame in frames), stream.rate, max_s)
    except (BadInput, MemoryError):  # BadInput is a ValueError; the MemoryError of av an FFmpegError
        raise
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise BadInput(BROKEN) from error
    return {"rate": rate, "samples": samples}


def check_format(rate: int, channels: int) -> None:
    """Refuse what no recorder produces before a sample of it is decoded."""
    if not MIN_RATE <= rate <= MAX_RATE:
        raise BadInput(
            f"The recording has {rate:,} samples per second; between {MIN_RATE:,} and {MAX_RATE:,} "
            "are accepted. Save it at 16,000 or 44,100."
        )
    if channels > MAX_CHANNELS:
        raise BadInput(f"The recording has {channels} channels; at most {MAX_CHANNELS} are accepted. Save it as mono.")


def check_duration(frames: int, rate: int, max_s: float) -> None:
    """Refuse what takes minutes to decode and gigabytes to hold."""
    if frames > max_s * rate:
        raise BadInput(
            f"The recording is longer than {max_s / 60:.0f} minutes. Cut it into shorter parts and try again."
        )


def join(blocks: Iterator[np.ndarray], rate: int, max_s: float) -> tuple[np.ndarray, int]:
    """Put mono blocks together at KEPT_RATE or less, and give up at the limit whatever the header said.

    Returns:
        samples float32 (n,) and their rate.
    """
    kept_rate = min(rate, KEPT_RATE)
    resampler = soxr.ResampleStream(rate, kept_rate, num_channels=1, dtype="float32")
    kept, frames = [], 0
    for block in blocks:
        frames += len(block)
        check_duration(frames, rate, max_s)
        kept.append(block if kept_rate == rate else resampler.resample_chunk(block))
    if kept_rate != rate:
        kept.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    samples = np.concatenate(kept) if kept else np.zeros(0, np.float32)
    return samples.astype(np.float32, copy=False), kept_rate
