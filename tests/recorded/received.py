"""What came over HTTP, turned back into what the pipeline returned, as far as the record says what that was."""

import base64
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from PIL import Image

from tests.recorded.digest import digest


def digest_received(value: Any, recorded: Any) -> Any:
    """Return the digest of a value in its wire form, opened as what was recorded: a picture, an array, a sound."""
    if isinstance(recorded, Mapping) and "picture" in recorded:
        return digest(Image.open(io.BytesIO(content_of(value))))
    if isinstance(recorded, Mapping) and "shape" in recorded:
        return digest(array_of(value, recorded))
    if isinstance(recorded, Mapping) and isinstance(value, Mapping):
        return {name: digest_received(inner, recorded.get(name)) for name, inner in value.items()}
    if isinstance(recorded, list) and isinstance(value, list):
        return [digest_received(*pair) for pair in zip(value, recorded, strict=True)]
    return digest(value)


def content_of(value: Any) -> bytes:
    """Return a file's bytes: they came as base64, or as a file of their own that the client has fetched."""
    if isinstance(value, Mapping):
        return Path(value["file"]).read_bytes()
    return base64.b64decode(value)


def array_of(value: Any, recorded: Mapping[str, Any]) -> np.ndarray:
    """Return an array that came as nested lists, as .npy, as WAV or, a mask, as PNG."""
    if isinstance(value, list):
        return np.asarray(value, np.float64)
    content = content_of(value)
    if content.startswith(b"\x93NUMPY"):
        return np.load(io.BytesIO(content), allow_pickle=False)
    if content.startswith(b"RIFF"):
        return soundfile.read(io.BytesIO(content), dtype="float32")[0].reshape(recorded["shape"])
    return np.asarray(Image.open(io.BytesIO(content))) > 127
