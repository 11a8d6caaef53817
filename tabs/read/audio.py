"""Reading sound: any container libsndfile or FFmpeg's libraries know, any rate, any number of channels."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from models.errors import BadInput
from tabs.read.upload import read_upload

MAX_S = 1800
MIN_S = 0.05
MAX_CHANNELS = 64
MIN_RATE, MAX_RATE = 1_000, 384_000
KEPT_RATE = 48_000  # no model listens above; half an hour stays below 350 MB
SILENCE = 1e-4
BLOCK_FRAMES = 1 << 16
BROKEN = "This file cannot be read as sound. Save it as WAV, MP3 or M4A and try again."
ONLY_MEDIA = {
    "format_whitelist": "mov,mp4,m4a,matroska,webm,ogg,mp3,aac,flac,wav,avi,caf,aiff,amr,asf,mpegts",
    "protocol_whitelist": "file",
}
"""FFmpeg also reads play lists, which name other files of the server."""


@dataclass(frozen=True, eq=False)
class Audio:
    """A mono recording: `samples` float32 (n,) within about -1..1, `rate` in Hz."""

    samples: np.ndarray
    rate: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate

    def resample(self, rate: int) -> np.ndarray:
        """Return the samples at another rate, float32 (m,)."""
        if rate == self.rate:
            return self.samples
        return np.asarray(soxr.resample(self.samples, self.rate, rate), np.float32)


def read_audio(payload: Any) -> Audio:
    """Return the uploaded recording as mono; at least MIN_S, at most MAX_S seconds, and not silent."""
    audio = open_audio(read_upload(payload, "recording"))
    if audio.duration_s < MIN_S:
        raise BadInput("The recording is too short to hear anything. Record at least a second.")
    if not np.isfinite(audio.samples).all():
        raise BadInput("The recording contains broken samples. Save it again as WAV and try once more.")
    if np.abs(audio.samples).max() < SILENCE:
        raise BadInput("Nothing can be heard in this recording. Check the microphone and try again.")
    return audio


def open_audio(path: Path) -> Audio:
    """Decode a sound file whose name and contents nobody vouches for, in blocks of bounded memory.

    Behind the ending .raw soundfile expects samples without a header, whatever the file holds.
    """
    if path.suffix.lower() == ".raw":
        return decode_with_pyav(path)
    try:
        return decode_with_soundfile(path)
    except soundfile.LibsndfileError:
        return decode_with_pyav(path)


def decode_with_soundfile(path: Path) -> Audio:
    """Decode WAV, FLAC, OGG, MP3 and what else libsndfile reads."""
    with soundfile.SoundFile(path) as file:
        check_format(file.samplerate, file.channels)
        check_duration(file.frames, file.samplerate)
        return join(read_mono_blocks(file), file.samplerate)


def read_mono_blocks(file: soundfile.SoundFile) -> Iterator[np.ndarray]:
    """Yield the channels' mean; SoundFile.blocks refuses codecs that cannot seek, such as a voicemail's GSM."""
    while len(block := file.read(BLOCK_FRAMES, dtype="float32", always_2d=True)):
        with np.errstate(all="ignore"):  # broken samples are told of once, at the end
            yield block.mean(axis=1)


def decode_with_pyav(path: Path) -> Audio:
    """Decode M4A, WebM, MP4 and what else FFmpeg's libraries read; video tracks are ignored."""
    import av

    try:
        with av.open(str(path), container_options=ONLY_MEDIA) as container:
            if not container.streams.audio:
                raise BadInput("There is no sound in this file. Choose a recording.")
            stream = container.streams.audio[0]
            if stream.codec_context is None:
                raise BadInput(BROKEN)
            check_format(stream.rate, stream.channels)
            resampler = av.AudioResampler(format="flt", layout="mono", rate=stream.rate)
            frames = (mono for frame in container.decode(stream) for mono in resampler.resample(frame))
            return join((frame.to_ndarray().ravel() for frame in frames), stream.rate)
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise BadInput(BROKEN) from error


def check_format(rate: int, channels: int) -> None:
    """Refuse what no recorder produces before a sample of it is decoded."""
    if not MIN_RATE <= rate <= MAX_RATE:
        raise BadInput(
            f"The recording has {rate:,} samples per second; between {MIN_RATE:,} and {MAX_RATE:,} "
            "are accepted. Save it at 16,000 or 44,100."
        )
    if channels > MAX_CHANNELS:
        raise BadInput(f"The recording has {channels} channels; at most {MAX_CHANNELS} are accepted. Save it as mono.")


def check_duration(frames: int, rate: int) -> None:
    """Refuse what takes minutes to decode and gigabytes to hold."""
    if frames > MAX_S * rate:
        raise BadInput(f"The recording is longer than {MAX_S // 60} minutes. Cut it into shorter parts and try again.")


def join(blocks: Iterator[np.ndarray], rate: int) -> Audio:
    """Put mono blocks together at KEPT_RATE or less, and give up at the limit whatever the header said."""
    kept_rate = min(rate, KEPT_RATE)
    resampler = soxr.ResampleStream(rate, kept_rate, num_channels=1, dtype="float32")
    kept, frames = [], 0
    for block in blocks:
        frames += len(block)
        check_duration(frames, rate)
        kept.append(block if kept_rate == rate else resampler.resample_chunk(block))
    if kept_rate != rate:
        kept.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    samples = np.concatenate(kept) if kept else np.zeros(0, np.float32)
    return Audio(samples.astype(np.float32, copy=False), kept_rate)
