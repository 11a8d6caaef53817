"""Sounds made by formulas: animals, weather, things, people and instruments, each different every time.

One generator serves the training of the sound classifier, its tests and the page. Needs NumPy alone.
"""

from assets.recipes.sounds.kinds import KINDS, make_sound
from assets.recipes.sounds.waves import RATE

__all__ = ["KINDS", "RATE", "make_sound"]
