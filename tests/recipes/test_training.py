"""Every training still runs, on next to nothing: `python -m pytest -m slow tests/recipes/test_training.py`."""

import shutil

import pytest

from assets.recipes import wordnet
from assets.recipes.train import recipe
from models.starters.folders import shipped_files
from models.starters.starter import ASSETS

TINY = {
    "audio-classification": {"each": 2, "steps": 5},
    "audio-to-audio": {"speech_clips": 3, "speech_s": 3.0, "sounds_each": 1, "rounds": 1},
    "chat": {"stories": 20, "conversations": 60},
    "fill-mask": {"examples": 60, "definitions": 30, "sentences": 30, "capitals": 10},
    "image-to-image": {"scenes": 3, "steps": 3, "batch": 2},
    "object-detection": {},
    "question-answering": {"cases": 40},
    "text-classification": {"batch_tokens": 256, "every": 200},
    "text2text-generation": {"examples": 300, "known": 300},
    "token-classification": {"filled": 40, "reviews": 10, "phrases": 10, "every": 40},
}
"""For each folder in assets, the sizes that make its training small."""

NEEDS_ESPEAK = ("audio-classification", "audio-to-audio")
NEEDS_NPM = ("object-detection",)
NEEDS_WORDNET = ("fill-mask", "question-answering", "token-classification")


def sizes_of(default, numbers):
    """Return the dataclass of sizes with these numbers in place of its own."""
    nested = {name: sizes_of(getattr(default, name), one) for name, one in numbers.items() if isinstance(one, dict)}
    return type(default)(**{**numbers, **nested})


def test_every_recipe_is_here():
    assert sorted(TINY) == sorted(file.parent.name for file in ASSETS.glob("*/train.py"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("name", TINY)
def test_training_writes_the_files_of_the_starter(name, tmp_path):
    if name in NEEDS_ESPEAK and not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed")
    if name in NEEDS_NPM and not shutil.which("npm"):
        pytest.skip("npm is not installed")
    if name in NEEDS_WORDNET and not wordnet.folder().is_dir():
        pytest.skip("wordnet-base is not installed")
    module = recipe(name)
    module.train(tmp_path, sizes_of(module.Sizes(), TINY[name]))
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        file.name for file in shipped_files(ASSETS / name)
    )
