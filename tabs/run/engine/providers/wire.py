"""Inputs as files in memory, and answers back as what pipelines return."""

import base64
import io
from collections.abc import Callable, Iterator
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

MOST_PIXELS = 50_000_000
"""Of a picture that comes back."""

MOST_S = 1200
HIGHEST_RATE = 96_000
"""Of sound that comes back."""

Settings = dict[str, Any]


@contextmanager
def picture_file(image: Image.Image) -> Iterator[Path]:
    """Make a picture a PNG file, whose name tells the client what kind of file it is."""
    with TemporaryDirectory(prefix="playground-sent-") as folder:
        file = Path(folder) / "picture.png"
        file.write_bytes(encode_picture(image))
        yield file


def encode_picture(image: Image.Image) -> bytes:
    """Return a picture's PNG file."""
    stream = io.BytesIO()
    shrink(image).convert("RGB").save(stream, "PNG", compress_level=3)
    return stream.getvalue()


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
    """Return a sound file as a pipeline returns sound: {"audio": float32 (n,), "sampling_rate"}, MOST_S at most.

    Raises:
        ValueError: it is none.
    """
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            rate = int(file.samplerate)
            samples = file.read(min(rate, HIGHEST_RATE) * MOST_S, dtype="float32", always_2d=True)
    except RuntimeError as error:
        raise ValueError("no sound") from error
    return {"audio": np.ascontiguousarray(samples.mean(axis=1)), "sampling_rate": rate}


def read_picture(sent: Any) -> Image.Image:
    """Return a picture of MOST_PIXELS at most, from one that is opened or its file in base64.

    Raises:
        ValueError: it is none, or larger.
    """
    try:
        picture = sent if isinstance(sent, Image.Image) else Image.open(io.BytesIO(base64.b64decode(sent)))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        picture.load()
    except OSError as error:
        raise ValueError("no picture") from error
    return picture


def read_mask(sent: Any, size: tuple[int, int]) -> Image.Image:
    """Return a mask as PIL "L" of a size, 0 or 255, from a picture or the base64 of one."""
    return read_picture(sent).convert("L").resize(size, Image.Resampling.NEAREST)


def as_dict(element: Any) -> dict[str, Any]:
    """Return what a client's object tells, each part as what it should be, without what it does not.

    Raises:
        ValueError, TypeError: a part is nothing of the kind.
    """
    told = {name: value for name, value in dict(element).items() if value is not None}
    return {name: PARTS[name](value) if name in PARTS else value for name, value in told.items()}


PARTS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("label", "answer", "word", "entity_group", "token_str", "sequence"), str),
    **dict.fromkeys(("score", "xmin", "xmax", "ymin", "ymax"), float),
    **dict.fromkeys(("start", "end"), int),
}
"""What the parts of answers are."""
