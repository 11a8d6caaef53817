"""Inputs as files in memory, and answers back as what pipelines return."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image

from tabs.read.audio import Audio
from tabs.run.wire import encode_wav

LONGEST = 1600
"""Longer side, in pixels, of a picture that is sent; models look at far fewer."""


@contextmanager
def picture_file(image: Image.Image) -> Iterator[Path]:
    """Make a picture a PNG file, whose name tells the client what kind of file it is."""
    with TemporaryDirectory(prefix="playground-sent-") as folder:
        file = Path(folder) / "picture.png"
        shrink(image).convert("RGB").save(file, compress_level=3)
        yield file


def shrink(image: Image.Image) -> Image.Image:
    """Return a picture with a longer side of LONGEST at most."""
    scale = LONGEST / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size) if scale < 1 else image


@contextmanager
def sound_file(audio: Audio) -> Iterator[Path]:
    """Make a recording a WAV file of its own rate."""
    with TemporaryDirectory(prefix="playground-sent-") as folder:
        file = Path(folder) / "sound.wav"
        file.write_bytes(encode_wav(audio.samples, audio.rate))
        yield file


def read_sound(content: bytes) -> dict[str, Any]:
    """Return a sound file as a pipeline returns sound: {"audio": float32 (n,), "sampling_rate"}."""
    import soundfile

    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    return {"audio": np.ascontiguousarray(samples.mean(axis=1)), "sampling_rate": int(rate)}


def read_mask(sent: Any, size: tuple[int, int]) -> Image.Image:
    """Return a mask as PIL "L" of a size, 0 or 255, from a picture or the base64 of one."""
    picture = sent if isinstance(sent, Image.Image) else Image.open(io.BytesIO(base64.b64decode(sent)))
    return picture.convert("L").resize(size, Image.Resampling.NEAREST)


def as_dict(element: Any) -> dict[str, Any]:
    """Return what a client's object tells, without what it does not."""
    return {name: value for name, value in dict(element).items() if value is not None}
