"""Reading sound: any container libsndfile or FFmpeg's libraries know, any rate, any number of channels."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from models.bounded import Failed, OutOfBounds, call_bounded
from models.decode.sound import BROKEN, check_duration, check_format, join
from models.errors import BadInput
from tabs.read.upload import read_upload

MAX_S = 1800
MIN_S = 0.05
SILENCE = 1e-4
BLOCK_FRAMES = 1 << 16
LIMITS: dict[str, Any] = {"address_bytes": 2_000_000_000, "cpu_s": 120.0, "wall_s": 240.0}
TOO_MUCH = "This recording takes too long or too much memory to decode. Save it as WAV or MP3 and try again."


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
    """Decode a sound file whose name and contents nobody vouches for.

    libsndfile works in blocks of bounded memory; FFmpeg's libraries work in a child process of their own.
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
        check_duration(file.frames, file.samplerate, MAX_S)
        return Audio(*join(read_mono_blocks(file), file.samplerate, MAX_S))


def read_mono_blocks(file: soundfile.SoundFile) -> Iterator[np.ndarray]:
    """Yield the channels' mean; SoundFile.blocks refuses codecs that cannot seek, such as a voicemail's GSM."""
    while len(block := file.read(BLOCK_FRAMES, dtype="float32", always_2d=True)):
        with np.errstate(all="ignore"):  # broken samples are told of once, at the end
            yield block.mean(axis=1)


def decode_with_pyav(path: Path) -> Audio:
    """Decode M4A, WebM, MP4 and what else FFmpeg's libraries read; video tracks are ignored."""
    try:
        decoded = call_bounded("models.decode.sound.decode", str(path), MAX_S, **LIMITS)
    except OutOfBounds as error:
        raise BadInput(TOO_MUCH) from error
    except Failed as error:
        raise BadInput(BROKEN) from error
    return Audio(np.frombuffer(decoded["samples"], np.float32), decoded["rate"])
