"""Every training still runs, on next to nothing: `python -m pytest -m slow tests/models/starters/test_training.py`."""

import importlib
import shutil

import pytest

from models.starters.starter import ASSETS
from models.starters.training import wordnet

TINY = {
    "audio-classification": {"audio_classification": {"EACH": 2, "STEPS": 5}},
    "audio-to-audio": {"audio_to_audio": {"SPEECH_CLIPS": 3, "SPEECH_S": 3.0, "SOUNDS_EACH": 1, "ROUNDS": 1}},
    "chat": {"chat": {"STORIES": 20, "CONVERSATIONS": 60}},
    "depth-estimation": {"depth_estimation": {"SCENES": 40, "BATCH": 4, "STEPS": 20}},
    "fill-mask": {"fill_mask": {"EXAMPLES": 60, "DEFINITIONS": 30, "SENTENCES": 30, "CAPITALS": 10}},
    "image-segmentation": {
        "image_segmentation": {"SCENES": 40, "BATCH": 4, "STEPS": 20},
        "thing_backbone": {"BATCH": 4, "STEPS": 20},
    },
    "image-to-image": {"image_to_image": {"SCENES": 3, "STEPS": 3, "BATCH": 2}},
    "image-to-text": {
        "scene_tower": {
            "SCENES": 60,
            "NEW_SCENES": 50,
            "STEPS": 4,
            "WINDOW_STEPS": 2,
            "WINDOW_BATCH": 8,
            "PICTURE_BATCH": 4,
        },
        "image_to_text": {"SCENES": 60, "VIEWS": 100, "STEPS": 3, "BATCH": 8},
    },
    "mask-generation": {"mask_generation": {"SCENES": 20, "STEPS": 3}},
    "question-answering": {"question_answering": {"CASES": 40}},
    "text-classification": {"text_classification": {"BATCH_TOKENS": 256}},
    "text-to-speech": {"text_to_speech": {"SENTENCES": 200, "SYNSETS": 500, "STEPS": 3}},
    "text2text-generation": {"text2text_generation": {"EXAMPLES": 300}},
    "token-classification": {"token_classification": {"FILLED": 40, "REVIEWS": 10, "PHRASES": 10}},
    "visual-question-answering": {"visual_question_answering": {"SCENES": 60, "VIEWS": 100, "STEPS": 3, "BATCH": 8}},
    "zero-shot-object-detection": {
        "zero_shot_object_detection": {"SCENES": 120, "NEW_SCENES": 50, "STEPS": 2, "BATCH": 8, "SHIFTS": (0.0,)}
    },
}
"""For each folder in assets, by module: what makes its training small."""

A_FEW_OF = {
    "text-classification": ("text_classification.training_data", 200),
    "token-classification": ("token_classification.rated_sentences", 40),
}
"""Data of which every so many are enough."""

NEEDS_ESPEAK = ("audio-classification", "audio-to-audio", "text-to-speech")
NEEDS_WORDNET = ("fill-mask", "question-answering", "text-to-speech", "token-classification")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("name", TINY)
def test_training_writes_the_files_of_the_starter(name, tmp_path, monkeypatch):
    if name in NEEDS_ESPEAK and not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed")
    if name in NEEDS_WORDNET and not wordnet.folder().is_dir():
        pytest.skip("wordnet-base is not installed")
    for module, sizes in TINY[name].items():
        for constant, value in sizes.items():
            monkeypatch.setattr(f"models.starters.training.{module}.{constant}", value)
    if name in A_FEW_OF:
        path, every = A_FEW_OF[name]
        target = f"models.starters.training.{path}"
        module, _, function = target.rpartition(".")
        all_of_them = getattr(importlib.import_module(module), function)
        monkeypatch.setattr(target, lambda: all_of_them()[::every])
    importlib.import_module(f"models.starters.training.{name.replace('-', '_')}").train(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(file.name for file in (ASSETS / name).iterdir())
