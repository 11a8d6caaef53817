"""Trains a starter anew: `python -m models.starters.train TASK`.

The result replaces the folder in assets/starters that the task's starter is made of, which other tasks' starters may
share. Seeds are fixed, and nothing comes from the Hub: the data are generated or come with packages, which the model
card names. On two CPU cores a starter takes minutes. On another processor or another version of torch the weights
differ a little.
"""

import importlib
import shutil
import sys
import tempfile
from pathlib import Path

from models.starters import STARTERS
from models.starters.starter import ASSETS


def trainable() -> dict[str, str]:
    """Return the folder in assets/starters that is trained for a task, by the task's id and by its own name."""
    shipped = [starter for starter in STARTERS.values() if starter.assets]
    return {name: starter.assets for starter in shipped for name in (*starter.tasks, starter.assets)}


def train(name: str) -> Path:
    """Train what lies in that folder, put it in its place, return the folder."""
    module = importlib.import_module(f"models.starters.training.{name.replace('-', '_')}")
    with tempfile.TemporaryDirectory() as work:
        draft = Path(work, name)
        draft.mkdir()
        module.train(draft)
        folder = ASSETS / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(draft, folder)
    return folder


def main(words: list[str]) -> int:
    """Train what the command line names; with nothing or an unknown name, tell what there is."""
    known = trainable()
    if not words or set(words) - set(known):
        sys.stderr.write(f"Usage: python -m models.starters.train TASK ...\nTASK is one of: {', '.join(known)}\n")
        return 2
    for folder in dict.fromkeys(known[word] for word in words):
        sys.stdout.write(f"{train(folder)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
