"""Inputs as files in memory, and answers back as what pipelines return."""

import base64
import io
from typing import Any

import numpy as np
from PIL import Image

from tabs.read.audio import Audio
from tabs.run.wire import encode_wav

LONGEST = 1600
"""Longer side, in pixels, of a picture that is sent; models look at far fewer."""


def send_picture(image: Image.Image) -> bytes:
    """Return a picture as PNG."""
    stream = io.BytesIO()
    shrink(image).convert("RGB").save(stream, "PNG", compress_level=3)
    return stream.getvalue()


def shrink(image: Image.Image) -> Image.Image:
    """Return a picture with a longer side of LONGEST at most."""
    scale = LONGEST / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size) if scale < 1 else image


def send_sound(audio: Audio) -> bytes:
    """Return a recording as a WAV file of its own rate."""
    return encode_wav(audio.samples, audio.rate)


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
