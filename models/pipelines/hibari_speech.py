"""Text to speech by Hibari, a voice of 8 MB with a pronunciation dictionary, that runs in ONNX Runtime.

github.com/MMWilliams/hibari (Apache-2.0): distilled from Kokoro-82M; the package holds the model and all its words.
"""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch
from torch import nn

from models.errors import BadInput

MODEL = "hibari.onnx"
SEED = 0
"""Of the breath in the voice, so that a text always sounds the same."""


class HibariVoice(nn.Module):  # type: ignore[misc]
    """The voice as a module without parameters of its own: ONNX Runtime holds them, on the CPU."""

    def __init__(self, engine: Any) -> None:
        super().__init__()
        self.engine = engine
        self.config = SimpleNamespace(model_type="hibari", speaking_rate=1.0)
        self.placement = nn.Parameter(torch.empty(0), requires_grad=False)

    def forward(self, text: str) -> np.ndarray:
        """Return samples, float32 (n,)."""
        samples: np.ndarray = self.engine(text, speed=self.config.speaking_rate, seed=SEED)
        return samples


class HibariSpeechPipeline:
    """Called and answering like Transformers' text-to-audio pipeline: {"audio": float32 (1, n), "sampling_rate"}."""

    tokenizer = None

    def __init__(self, model: HibariVoice) -> None:
        self.model = model

    def __call__(self, text: str, **_: Any) -> dict[str, Any]:
        """Read a text aloud.

        Raises:
            BadInput: nothing of it can be read.
        """
        samples = self.model(text) if re.search(r"[A-Za-z0-9]", text) else np.zeros(0, np.float32)
        if not len(samples):
            raise BadInput("hibari_speech.nothing_text_can_be_read_aloud")
        return {"audio": samples[np.newaxis], "sampling_rate": self.model.engine.sample_rate}


def load_hibari(folder: Path, device: str = "cpu") -> HibariSpeechPipeline:
    """Load the voice; it stays on the CPU, whatever the device.

    Args:
        folder: with the model as `models.starters.builders.hibari.prepare` copied it.
        device: not used.

    Raises:
        OSError: the folder is incomplete.
    """
    from hibari import Hibari

    if not (folder / MODEL).is_file():
        raise FileNotFoundError(MODEL)
    return HibariSpeechPipeline(HibariVoice(Hibari(model=str(folder / MODEL))))
