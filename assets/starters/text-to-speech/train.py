"""Teaches a small FastSpeech 2 to speak like espeak-ng, and rules to pronounce like it.

Everything spoken is WordNet's: its examples as sentences, its words as a lexicon.
"""

import json
import random
import re
import string
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import FastSpeech2ConformerConfig, FastSpeech2ConformerModel

from assets.recipes.descent import descend
from assets.recipes.espeak import espeak
from assets.recipes.length_batches import IGNORED, even_batches, pad
from assets.recipes.letter_sounds import Entry, Phonemes, learn_rules, remove_stress
from assets.recipes.spoken_sentences import Sentence, all_spoken
from assets.recipes.wordnet import synsets
from models.parts.griffin_lim import MelSettings
from models.pipelines.text_to_speech import RULES_FILE, VOICE_FILE

SEED = 11
SENTENCES = 2_600
BATCH, PEAK_RATE = 8, 2e-3
MARKS, MARK_WEIGHTS = ".?!,", (70, 14, 8, 8)
"""What sentences end with, and how often."""

SENTENCE = re.compile(r"[A-Za-z][a-z']*(?:,? [a-z']+){2,11}")
WORD = re.compile(r"[a-z']*[a-z][a-z']*")
PADDING = "<pad>"
SETTINGS = MelSettings()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is learned: spoken examples and groups of words of WordNet (all of them), steps; a test takes less."""

    sentences: int = SENTENCES
    synsets: int = 120_000
    steps: int = 950


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write rules, network and card."""
    sizes = sizes or Sizes()
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    sentences = list(all_spoken(texts(rng, sizes.sentences), SETTINGS))
    numbers = {name: at for at, name in enumerate([PADDING, *sorted({n for one in sentences for n in one.names})])}
    learn(sentences, numbers, folder, sizes.steps)
    write_json(folder / RULES_FILE, pronunciation(numbers, sizes.synsets))
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def pronunciation(numbers: dict[str, int], groups: int) -> dict[str, Any]:
    """Return what `models.pipelines.text_to_speech.EnglishPhonemes` is made of."""
    rules = learn_rules(lexicon({remove_stress(name) for name in numbers}, groups))
    letters = {letter: " ".join(espeak().clauses(letter.upper())[0][0]) for letter in string.ascii_lowercase}
    names = {name for row in (*rules.values(), *letters.values()) for name in row.split()}
    return {"numbers": numbers | other_stress(names - set(numbers), numbers), "letters": letters, "rules": rules}


def other_stress(names: set[str], numbers: dict[str, int]) -> dict[str, int]:
    """Return the numbers of phonemes that no sentence has with this stress: those with another."""
    found = {}
    for name in sorted(names):
        same = (mark + remove_stress(name) for mark in ("", "'", ","))
        found[name] = next(numbers[one] for one in same if one in numbers)
    return found


def write_json(file: Path, content: Any) -> None:
    """Write one JSON file, without spaces."""
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def texts(rng: random.Random, count: int) -> list[str]:
    """Return WordNet's plain examples, with a mark at the end."""
    plain = [one for synset in synsets() for one in synset.examples if SENTENCE.fullmatch(one)]
    rng.shuffle(plain)
    return [one + rng.choices(MARKS, MARK_WEIGHTS)[0] for one in plain[:count]]


def lexicon(known: set[str], groups: int) -> list[Entry]:
    """Return the words of WordNet's examples as they are mostly spoken there, then its other words by themselves.

    Words with other phonemes than the known ones, foreign ones, are left out.
    """
    heard: dict[str, Counter[Phonemes]] = defaultdict(Counter)
    alone: set[str] = set()
    for synset in islice(synsets(), groups):
        alone.update(word for word in synset.words if word.isascii() and word.isalpha())
        for example in synset.examples:
            words, spoken = WORD.findall(example.lower()), phonemes_of_words(example)
            for word, phonemes in zip(words, spoken, strict=False) if len(words) == len(spoken) else ():
                heard[word][phonemes] += 1
    for word in sorted(alone):
        spoken = [] if word.lower() in heard else phonemes_of_words(word)
        if len(spoken) == 1:
            heard[word.lower()][spoken[0]] += 1
    entries = [Entry(word, max(seen, key=seen.__getitem__), seen.total()) for word, seen in heard.items()]
    kept = [entry for entry in entries if known.issuperset(map(remove_stress, entry.phonemes))]
    return sorted(kept, key=lambda entry: (-entry.count, entry.word))


def phonemes_of_words(text: str) -> list[Phonemes]:
    """Return each word's phonemes."""
    return [word for clause in espeak().clauses(text) for word in clause]


def network(vocabulary: int) -> FastSpeech2ConformerModel:
    """Return a new FastSpeech 2 of 1.4 million parameters."""
    still = {name: 0.0 for name in FastSpeech2ConformerConfig().to_dict() if name.endswith(("dropout", "dropout_rate"))}
    config = FastSpeech2ConformerConfig(
        vocab_size=vocabulary,
        num_mel_bins=SETTINGS.bins,
        hidden_size=128,
        encoder_layers=2,
        encoder_linear_units=384,
        decoder_layers=2,
        decoder_linear_units=384,
        positionwise_conv_kernel_size=1,
        use_macaron_style_in_conformer=False,
        encoder_kernel_size=5,
        decoder_kernel_size=9,
        encoder_normalize_before=True,
        decoder_normalize_before=True,
        duration_predictor_channels=128,
        pitch_predictor_channels=128,
        pitch_predictor_layers=2,
        energy_predictor_channels=128,
        speech_decoder_postnet_layers=2,
        speech_decoder_postnet_units=128,
        **still,
    )
    return FastSpeech2ConformerModel(config)


def learn(sentences: list[Sentence], numbers: dict[str, int], folder: Path, steps: int) -> None:
    """Train the network and write it, with what its spectrograms are relative to."""
    frames = np.concatenate([one.mel[::4] for one in sentences]).astype(np.float32)
    mean, spread = frames.mean(axis=0), frames.std(axis=0)
    write_json(folder / VOICE_FILE, {"mean": mean.round(4).tolist(), "spread": spread.round(4).tolist()})
    model = network(len(numbers))
    rows = batches(sentences, steps)
    pitch, energy = scale([one.pitch for one in sentences]), scale([one.energy for one in sentences])

    def loss_of_step(step: int) -> torch.Tensor:
        batch = rows[step]
        mels = [torch.tensor((one.mel.astype(np.float32) - mean) / spread) for one in batch]
        labels = torch.nn.utils.rnn.pad_sequence(mels, batch_first=True, padding_value=float(IGNORED))
        found = model(
            input_ids=pad([[numbers[name] for name in one.names] for one in batch], 0),
            attention_mask=pad([[1] * len(one.names) for one in batch], 0),
            duration_labels=pad([one.frames.tolist() for one in batch], 0),
            pitch_labels=standard([one.pitch for one in batch], *pitch),
            energy_labels=standard([one.energy for one in batch], *energy),
            spectrogram_labels=labels,
            return_dict=True,
        )
        loss: torch.Tensor = found.loss
        return loss

    descend(model, loss_of_step, steps, PEAK_RATE)
    model.half().save_pretrained(folder)


def batches(sentences: list[Sentence], steps: int) -> list[list[Sentence]]:
    """Return the batches of all steps, each of sentences of about one length."""
    lengths = [len(one.mel) for one in sentences]
    found: list[list[Sentence]] = []
    while len(found) < steps:
        found += even_batches(sentences, lengths, BATCH, SEED + len(found))
    return found


def scale(rows: list[NDArray[np.float32]]) -> tuple[float, float]:
    """Return mean and standard deviation of the numbers that are there."""
    together = np.concatenate(rows)
    return float(np.nanmean(together)), float(np.nanstd(together))


def standard(rows: list[NDArray[np.float32]], mean: float, spread: float) -> torch.Tensor:
    """Return float32 (rows, longest, 1), standardized; 0 where there is no number."""
    found = [torch.tensor(np.nan_to_num((row - mean) / spread)) for row in rows]
    return torch.nn.utils.rnn.pad_sequence(found, batch_first=True).unsqueeze(-1)


CARD = f"""\
---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: text-to-speech
---

# A robot's voice: FastSpeech 2, learned from espeak-ng

Three steps. Rules with a context turn letters into phonemes: a tree as of IGTree (Daelemans, van den Bosch & Weijters
1997). A FastSpeech 2 (Ren et al. 2020) of 1.4 million weights turns phonemes into a mel spectrogram. Phases found
by the fast Griffin-Lim algorithm (Perraudin, Balazs & Søndergaard 2013) turn that into sound at 16 kHz; there is no
vocoder of weights.

**Trained on** {SENTENCES:,} of WordNet's example sentences as espeak-ng 1.51 speaks them in American English, with the
lengths of its phonemes; the rules on about 85,000 of WordNet's words as espeak-ng pronounces them. espeak-ng (GPL-3.0)
was the speaker only: its code and data files are not here, and it is not needed to speak.

**Made by** `python -m assets.recipes.train text-to-speech`, which needs espeak-ng and wordnet-base.

Held-out score: not measured yet (`python -m tests.meaning text-to-speech --write`).

**It cannot** sound like a person: it copies a robot's voice. It speaks English only, in one voice, stresses
many rare words and names in the wrong place, and does not know that "read" and "lead" are said in two ways.
"""
