"""New examples for the tasks on sounds: one that nobody has heard."""

from typing import Any

import numpy as np

from assets.recipes.sounds import KINDS, RATE, make_sound
from tabs.render.sound import playable

SECONDS = 2.0
OTHERS = 3
"""Wrong words beside the right one."""


def new_sound() -> tuple[Any]:
    """Return a new sound of some kind."""
    rng = np.random.default_rng()
    return (playable(make_sound(rng, str(rng.choice(KINDS)), SECONDS), RATE),)


def new_sound_with_words() -> tuple[Any, str]:
    """Return a new sound of some kind, and words of which one names it."""
    rng = np.random.default_rng()
    words = rng.choice(KINDS, OTHERS + 1, replace=False).tolist()
    return playable(make_sound(rng, words[0], SECONDS), RATE), ", ".join(rng.permutation(words).tolist())
