"""Text to speech in three steps: letters to phonemes by rules, phonemes to a mel spectrogram, that to sound.

The middle one is FastSpeech 2 (Ren et al. 2020, arXiv:2006.04558) as Transformers has it; its own tokenizer and
vocoder need a package and a download.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import FastSpeech2ConformerModel, Pipeline

from models.errors import BadInput
from models.parts.griffin_lim import MelSettings, griffin_lim
from models.words.letter_rules import pronounce
from models.words.spoken_words import MARKS, spoken_words

RULES_FILE, VOICE_FILE = "pronunciation.json", "voice.json"


MOST_PHONEMES = 400
"""Memory grows with the square of what is spoken at once; only odd texts have so many in 300 letters."""


class EnglishPhonemes:
    """What a tokenizer is to other models: turns English text into the numbers of phonemes and pauses.

    Args:
        rules: for `letter_rules.pronounce`.
        letters: how the letters of the alphabet are called, each its phonemes with spaces between.
        numbers: of phonemes, and of pauses by `pause_name`.
    """

    def __init__(self, rules: dict[str, str], letters: dict[str, str], numbers: dict[str, int]) -> None:
        self.rules, self.letters, self.numbers = rules, letters, numbers

    def __call__(self, text: str) -> dict[str, list[int]]:
        """Return {"input_ids"}, which end with a pause; nothing where nothing can be read."""
        names = [name for word in spoken_words(text) for name in self.phonemes(word)]
        return {"input_ids": [self.numbers[name] for name in names]}

    def phonemes(self, word: str) -> list[str]:
        """Return the phonemes of a word, of a single capital letter's name, or the pause of a mark."""
        if word in MARKS:
            return [pause_name(word)]
        return self.letters[word.lower()].split() if word.isupper() else list(pronounce(self.rules, word))


def pause_name(mark: str) -> str:
    """Return what a pause is called among the phonemes, of which some are called like marks."""
    return f"<{mark}>"


class SpectrogramSpeechPipeline(Pipeline):  # type: ignore[misc]
    """Called and answering like Transformers' own text-to-audio pipeline: {"audio": float32 (1, n), "sampling_rate"}.

    `forward_params` go to the model; `model.config.speaking_speed` is what all durations are multiplied by.

    Args:
        model: a FastSpeech2ConformerModel.
        phonemes: prepares texts for it.
        voice: "mean" and "spread" of the mel bins, which the model's output is relative to.
        **kwargs: what `transformers.Pipeline` takes.

    Raises:
        BadInput: nothing of a text can be read.
    """

    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = False

    def __init__(self, *, model: Any, phonemes: EnglishPhonemes, voice: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(model=model, **kwargs)
        self.tokenizer = phonemes
        self.settings = MelSettings()
        self.mean, self.spread = torch.tensor(voice["mean"]), torch.tensor(voice["spread"])

    def _sanitize_parameters(
        self, forward_params: dict[str, Any] | None = None
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        return {}, {"forward_params": forward_params or {}}, {}

    def preprocess(self, text: str) -> dict[str, torch.Tensor]:
        """Turn a text into numbers of phonemes, int64 (1, n)."""
        numbers = self.tokenizer(text)["input_ids"]
        if not numbers:
            raise BadInput("Nothing of this text can be read aloud. Write English words or numbers.")
        return {"input_ids": torch.tensor([numbers])}

    def _forward(self, model_inputs: dict[str, torch.Tensor], forward_params: dict[str, Any]) -> torch.Tensor:
        pieces = model_inputs["input_ids"].split(MOST_PHONEMES, dim=1)
        return torch.cat([self.model(piece, **forward_params, return_dict=True).spectrogram for piece in pieces], dim=1)

    def postprocess(self, spectrogram: torch.Tensor) -> dict[str, Any]:
        """Turn a mel spectrogram (1, frames, bins) into sound."""
        mel = spectrogram[0].float().cpu() * self.spread + self.mean
        samples = griffin_lim(mel, self.settings).clamp(-1, 1).numpy()
        return {"audio": samples[np.newaxis], "sampling_rate": self.settings.sampling_rate}


def load_text_to_speech(
    folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32
) -> SpectrogramSpeechPipeline:
    """Load the model and what goes before and after it.

    Args:
        folder: as `assets.recipes.text_to_speech` writes it.
        device: where the model goes, such as "cpu" or "cuda:0"; the sound is made on the CPU.
        dtype: what the model computes in.

    Raises:
        OSError: the folder is incomplete.
    """
    said = json.loads((folder / RULES_FILE).read_text(encoding="utf-8"))
    return SpectrogramSpeechPipeline(
        model=FastSpeech2ConformerModel.from_pretrained(folder, dtype=dtype, local_files_only=True),
        phonemes=EnglishPhonemes(said["rules"], said["letters"], said["numbers"]),
        voice=json.loads((folder / VOICE_FILE).read_text(encoding="utf-8")),
        task="text-to-speech",
        device=device,
    )
