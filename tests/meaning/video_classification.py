"""A camera moves over a photo, altered or not: the clip must be called what the photo shows."""

import tempfile
from pathlib import Path

import av
from PIL import Image

from tests.meaning.ask import Ask, first_label
from tests.meaning.photos import NAMES, altered, opened

FRAMES = 20
METRIC = (
    f"first name right, clips of {len(NAMES)} photos of things it has a name for, in 5 versions each; "
    "a refusal is no answer"
)
FLOOR = 0.75


def score(ask: Ask) -> float:
    """Return the share of clips whose first name fits."""
    right = [
        first_label(ask, video=clip(picture), top_k=1) in fitting
        for path, (_, fitting) in NAMES.items()
        for picture in [opened(path), *altered(opened(path))]
    ]
    return sum(right) / len(right)


def clip(picture: Image.Image) -> Path:
    """Write a clip of a camera that moves across the picture, from the upper left to the lower right."""
    path = Path(tempfile.mkdtemp(), "clip.mp4")
    width, height = (side * 4 // 5 for side in picture.size)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for number in range(FRAMES):
            left, top = ((whole // 5) * number // (FRAMES - 1) for whole in picture.size)
            part = picture.resize((320, 240), box=(left, top, left + width, top + height))
            container.mux(stream.encode(av.VideoFrame.from_image(part)))
        container.mux(stream.encode())
    return path
