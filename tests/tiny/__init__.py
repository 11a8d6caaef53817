"""Tiny random checkpoints with the architecture of every model in the catalogue.

They prove that a model of that kind is downloaded, loaded, called, drawn and served; what they answer is noise.
MAKERS maps a Hub id to a function that writes the checkpoint into an empty folder.
"""

from collections.abc import Callable
from pathlib import Path

from tests.tiny import (
    audio,
    chat,
    detection,
    generation,
    image_text,
    multimodal,
    sound,
    text,
    understanding,
    video,
    vision,
)
from tests.tiny.seed import seeded

RANDOM_MAKERS: dict[str, Callable[[Path], None]] = {
    **text.MAKERS,
    **audio.MAKERS,
    **sound.MAKERS,
    **vision.MAKERS,
    **multimodal.MAKERS,
    **understanding.MAKERS,
    **generation.MAKERS,
    **detection.MAKERS,
    **video.MAKERS,
    **image_text.MAKERS,
    **chat.MAKERS,
}
MAKERS = {model: seeded(make) for model, make in RANDOM_MAKERS.items()}
