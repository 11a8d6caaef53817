"""What turns weights that packages carry, and small differences in assets, into folders that load."""

from models.starters.builders import (
    conse,
    conse_sounds,
    efficientnet_lite0,
    hibari,
    minilm,
    minilm_documents,
    silero_vad,
    smollm2,
    things,
    whisper_sounds,
    whisper_tiny_en,
)

__all__ = [
    "conse",
    "conse_sounds",
    "efficientnet_lite0",
    "hibari",
    "minilm",
    "minilm_documents",
    "silero_vad",
    "smollm2",
    "things",
    "whisper_sounds",
    "whisper_tiny_en",
]
