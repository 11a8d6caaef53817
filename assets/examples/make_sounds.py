"""Make the example sounds by formulas: `PYTHONPATH=. python assets/examples/make_sounds.py`."""

from pathlib import Path

import numpy as np
import soundfile

from assets.recipes.sounds import RATE, make_sound

SECONDS = 2.0
SOUNDS = {
    "dog": ("dog barking", 1),
    "bell": ("bell ringing", 2),
    "guitar": ("guitar", 3),
    "waves": ("sea waves", 3),
}
"""The file's name, the kind of the sound, and the seed of its random numbers."""


def main() -> None:
    """Write the sounds beside this file, mono, Ogg Vorbis."""
    for name, (kind, seed) in SOUNDS.items():
        sound = make_sound(np.random.default_rng(seed), kind, SECONDS)
        file = Path(__file__).with_name(f"{name}.ogg")
        soundfile.write(file, 0.7 * sound / np.abs(sound).max(), RATE, format="OGG", subtype="VORBIS")


if __name__ == "__main__":
    main()
