"""A sound classifier: the encoder of the packaged Whisper tiny.en, cut to two seconds, and a small head of our own.

What Whisper's encoder hears tells sounds of all kinds apart, although it was trained on speech alone
(Gong et al., "Whisper-AT", Interspeech 2023). The head is in assets/starters/audio-classification.
"""

import shutil
from pathlib import Path
from typing import Any

from models.starters.builders import whisper_tiny_en
from models.starters.starter import ASSETS

WINDOW_S = 2
"""What it hears at once."""

LAYERS = 3
"""Of Whisper's four: the last one is for words."""

POSITIONS = 50 * WINDOW_S
HEAD = "head.safetensors"
_POSITIONS_WEIGHT = "encoder.embed_positions.weight"


def prepare(folder: Path) -> None:
    """Write an ordinary Whisper for audio classification (12 MB, float16) into an empty folder.

    Raises:
        SourceError: the package with Whisper is missing.
        ModelRefused: one of its files is not the expected one.
    """
    from safetensors.numpy import load_file, save_file

    assets = ASSETS / "audio-classification"
    weights = encoder_weights() | load_file(assets / HEAD)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    for name in ("config.json", "preprocessor_config.json"):
        shutil.copyfile(assets / name, folder / name)


def encoder_weights() -> dict[str, Any]:
    """Return Whisper's encoder, float16 arrays by their names in `WhisperForAudioClassification`.

    Of its layers the first LAYERS are taken, and of its positions, which are sine waves, those of WINDOW_S.
    """
    weights = {
        name.removeprefix("model."): weight
        for name, weight in whisper_tiny_en.load_packaged_weights().items()
        if name.startswith("model.encoder.") and f".layers.{LAYERS}." not in name
    }
    weights[_POSITIONS_WEIGHT] = weights[_POSITIONS_WEIGHT][:POSITIONS].copy()
    return weights
