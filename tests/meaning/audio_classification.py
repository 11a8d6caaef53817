"""New sounds of every kind, and real recordings of the few kinds that come with Gradio, must get their names."""

import numpy as np

from assets.recipes.sounds import KINDS, RATE, make_sound
from tabs.examples.packaged import find_sound
from tests.meaning.ask import Ask

EACH = 4
RECORDED = {"cate_blanch.mp3": "person speaking", "heath_ledger.mp3": "person speaking", "sax.wav": "saxophone"}
METRIC = f"right of {len(KINDS)} names, {EACH * len(KINDS)} new sounds and {len(RECORDED)} real recordings"
FLOOR = 0.94
SEED = 2_024


def score(ask: Ask) -> float:
    """Return the share of sounds whose best name is the right one."""
    rng = np.random.default_rng(SEED)
    right = [
        ask(audio=(make_sound(rng, kind, float(rng.uniform(1.0, 2.0))), RATE))[0]["label"] == kind
        for kind in KINDS
        for _ in range(EACH)
    ]
    right += [ask(audio=find_sound(name))[0]["label"] == kind for name, kind in RECORDED.items()]
    return sum(right) / len(right)
