"""New sounds of every kind, and real recordings of the few kinds that come with Gradio, must get their names."""

import numpy as np

from assets.recipes.sounds import KINDS, RATE, make_sound
from tabs.examples.packaged import find_sound
from tests.meaning.ask import Ask, first_label

EACH = 4
RECORDED = {"cate_blanch.mp3": "person speaking", "heath_ledger.mp3": "person speaking", "sax.wav": "saxophone"}
METRIC = f"right of {len(KINDS)} names, {EACH * len(KINDS)} new sounds and {len(RECORDED)} real recordings"
FLOOR = 0.88
SEED = 2_024


def score(ask: Ask) -> float:
    """Return the share of sounds whose best name is the right one."""
    rng = np.random.default_rng(SEED)
    right = [
        first_label(ask, audio=(make_sound(rng, kind, float(rng.uniform(1.0, 2.0))), RATE)) == kind
        for kind in KINDS
        for _ in range(EACH)
    ]
    right += [first_label(ask, audio=find_sound(name)) == kind for name, kind in RECORDED.items()]
    return sum(right) / len(right)
