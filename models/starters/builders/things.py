"""NanoDet-g from assets, EfficientNet-Lite0 and all-MiniLM-L6-v2, in one folder."""

import shutil
from pathlib import Path

from models.starters.builders import efficientnet_lite0, minilm
from models.starters.starter import ASSETS

DETECTOR, IMAGE_CLASSIFIER, TEXT_ENCODER = "detector", "image_classifier", "text_encoder"


def prepare(folder: Path) -> None:
    """Write the three models (119 MB) into folders inside an empty one.

    Raises:
        SourceError: one of the packages is missing.
        ModelRefused: one of their files is not the expected one.
    """
    for part in (DETECTOR, IMAGE_CLASSIFIER, TEXT_ENCODER):
        (folder / part).mkdir()
    for name in ("config.json", "model.safetensors"):
        shutil.copyfile(ASSETS / "object-detection" / name, folder / DETECTOR / name)
    efficientnet_lite0.prepare(folder / IMAGE_CLASSIFIER)
    minilm.prepare(folder / TEXT_ENCODER)
