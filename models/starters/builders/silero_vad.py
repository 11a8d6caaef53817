"""Silero VAD at 16 kHz, as it lies in the package silero-vad, whose own code is never imported."""

import shutil
from pathlib import Path

from models.starters.folders import write_json
from models.starters.packaged import PackagedFile, checked_path

WEIGHTS = PackagedFile(
    "silero-vad",
    "silero_vad/data/silero_vad_16k.safetensors",
    "c59271c284ae9c8335d795d60e0bfdb71aaaceec578d9bd9ffc1b8153c319ea1",
)


def prepare(folder: Path) -> None:
    """Copy the weights (1.2 MB) into an empty folder.

    Raises:
        SourceError: the package is missing.
        ModelRefused: its file is not the expected one.
    """
    shutil.copyfile(checked_path(WEIGHTS), folder / "model.safetensors")
    write_json(folder / "config.json", {"model_type": "silero_vad", "dtype": "float32"})
