"""Trains a starter anew: `python -m assets.recipes.train TASK`.

The result replaces what lies in the folder in assets/starters that the task's starter is made of, which other tasks'
starters may share; the recipe, `train.py` in that folder, stays. Seeds are fixed, and nothing comes from the Hub: the
data are generated or come with packages, which the model card names. On two CPU cores a starter takes minutes. On
another processor or another version of torch the weights differ a little. It needs the packages of
tests/requirements.txt beside those of the application.
"""

import importlib
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from models.starters import STARTERS
from models.starters.folders import shipped_files
from models.starters.starter import ASSETS


def trainable() -> dict[str, str]:
    """Return the folder in assets/starters that is trained for a task, by the task's id and by its own name."""
    shipped = [starter for starter in STARTERS.values() if starter.assets]
    return {name: starter.assets for starter in shipped for name in (*starter.tasks, starter.assets)}


def recipe(folder: str) -> ModuleType:
    """Return the module `train.py` of a folder in assets/starters, with `train(folder, sizes)`, `Sizes` and CARD."""
    return importlib.import_module(f"assets.starters.{folder}.train")


def train(name: str) -> Path:
    """Train what lies in that folder, put it in its place, return the folder."""
    with tempfile.TemporaryDirectory() as work:
        draft = Path(work, name)
        draft.mkdir()
        recipe(name).train(draft)
        folder = ASSETS / name
        for file in shipped_files(folder):
            file.unlink()
        shutil.copytree(draft, folder, dirs_exist_ok=True)
    return folder


def main(arguments: list[str]) -> int:
    """Train what the command line names; with nothing or an unknown name, tell what there is."""
    known = trainable()
    if not arguments or set(arguments) - set(known):
        sys.stderr.write(f"Usage: python -m assets.recipes.train TASK ...\nTASK is one of: {', '.join(known)}\n")
        return 2
    for folder in dict.fromkeys(known[argument] for argument in arguments):
        sys.stdout.write(f"{train(folder)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
