"""The voice in the package hibari-tts, which also holds the code that spells words in phonemes."""

import shutil
from pathlib import Path

from models.starters.packaged import PackagedFile, checked_path

MODEL = PackagedFile(
    "hibari-tts", "hibari/assets/hibari.onnx", "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
)


def prepare(folder: Path) -> None:
    """Copy the model (8 MB) into an empty folder.

    Raises:
        SourceError: the package is missing.
        ModelRefused: the file is not the expected one.
    """
    shutil.copyfile(checked_path(MODEL), folder / "hibari.onnx")
