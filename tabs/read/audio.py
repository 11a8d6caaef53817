"""Reading sound: any container libsndfile or FFmpeg's libraries know, any rate, any number of channels."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from models.bounded import Failed, OutOfBounds, call_bounded
from models.decode.mono import check_duration, check_format, join, mix
from models.decode.ogg import find_links
from models.decode.sound import BROKEN, SILENCE
from models.errors import BadInput
from tabs.read.upload import read_upload
from tabs.words import say

MAX_S = 1800
MIN_S = 0.05
BLOCK_FRAMES = 1 << 16
NEEDS_NO_HEADER = ("MP3", "FLAC")
"""Formats whose header says wrongly how long they are, or not at all, where they were streamed, glued or cut off;
libsndfile believes it."""

LIMITS: dict[str, Any] = {"address_bytes": 2_000_000_000, "cpu_s": 120.0, "wall_s": 240.0}
TOO_MUCH = "read.recording_takes_too_long_or_too"


@dataclass(frozen=True, eq=False)
class Audio:
    """A mono recording.

    Attributes:
        samples: float32 (n,) within about -1..1.
        rate: in Hz.
        note: what the user should know of how it was read; "" for nothing.
    """

    samples: np.ndarray
    rate: int
    note: str = ""

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
        raise BadInput("read.recording_too_short_to_hear_anything")
    if not np.isfinite(audio.samples).all():
        raise BadInput("read.recording_contains_broken_samples")
    if np.ptp(audio.samples) < 2 * SILENCE:
        raise BadInput("read.nothing_can_be_heard_in_recording")
    return audio


def open_audio(path: Path) -> Audio:
    """Decode a sound file whose name and contents nobody vouches for.

    libsndfile works in blocks of bounded memory; FFmpeg's libraries work in a child process of their own.
    Behind the ending .raw soundfile expects samples without a header, whatever the file holds.
    """
    if path.suffix.lower() == ".raw":
        return decode_with_pyav(path)
    try:
        audio = decode_chain(path) if is_ogg(path) else decode_with_soundfile(path)
    except soundfile.LibsndfileError:
        audio = None
    return audio or decode_with_pyav(path)


def is_ogg(path: Path) -> bool:
    """Tell whether a file begins like Ogg."""
    with path.open("rb") as file:
        return file.read(4) == b"OggS"


def decode_chain(path: Path) -> Audio | None:
    """Decode Ogg, which may be several recordings one after another; they are one, at the rate of the first."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        links = find_links(content)
        if len(links) == 1:
            return decode_with_soundfile(path)
        parts: list[np.ndarray] = []
        rate = 0
        for start, end in links:
            part = decode_with_soundfile(io.BytesIO(content[start:end]))
            if part is None:
                return None
            rate = rate or part.rate
            parts.append(part.resample(rate))
            check_duration(sum(map(len, parts)), rate, MAX_S)
        return Audio(np.concatenate(parts), rate)


def decode_with_soundfile(source: Path | io.BytesIO) -> Audio | None:
    """Decode WAV, OGG and what else libsndfile reads; None where FFmpeg's libraries know better how long it is."""
    with soundfile.SoundFile(source) as file:
        if file.format in NEEDS_NO_HEADER or not file.frames:  # a recorder that breaks down leaves 0
            return None
        check_format(file.samplerate, file.channels)
        check_duration(file.frames, file.samplerate, MAX_S)
        return Audio(*join(mix(read_blocks(file)), file.samplerate, MAX_S))


def read_blocks(file: soundfile.SoundFile) -> Iterator[np.ndarray]:
    """Yield float32 (n, channels); SoundFile.blocks refuses codecs that cannot seek, such as a voicemail's GSM."""
    while len(block := file.read(BLOCK_FRAMES, dtype="float32", always_2d=True)):
        yield block


def decode_with_pyav(path: Path) -> Audio:
    """Decode M4A, WebM, MP4 and what else FFmpeg's libraries read; video tracks are ignored."""
    try:
        decoded = call_bounded("models.decode.sound.decode", str(path), MAX_S, **LIMITS)
    except OutOfBounds as error:
        raise BadInput(TOO_MUCH) from error
    except Failed as error:
        raise BadInput(BROKEN) from error
    return Audio(np.frombuffer(decoded["samples"], np.float32), decoded["rate"], describe_track(decoded))


def describe_track(decoded: dict[str, Any]) -> str:
    """Say which of several sound tracks was heard; "" where there is one."""
    if decoded["tracks"] == 1:
        return ""
    return say("read.file_has_decoded_sound_tracks", decoded=decoded["tracks"], decoded_2=decoded["track"])
