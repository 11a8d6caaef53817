"""What a thing does in a new clip, saved as a video file, must be named."""

import tempfile
from pathlib import Path

import numpy as np

from models.starters.scenes.clips import ACTIONS, make_clip
from tabs.new_scene import write_video
from tests.meaning.ask import Ask

EACH = 6
METRIC = f"motion named right, {EACH * len(ACTIONS)} new clips of {len(ACTIONS)} motions"
FLOOR = 0.85


def score(ask: Ask) -> float:
    """Return the share of clips whose first name is right."""
    rng = np.random.default_rng(987)
    right = []
    with tempfile.TemporaryDirectory() as folder:
        for action in [*ACTIONS] * EACH:
            clip = make_clip(rng, size=128, frames=20, action=action)
            file = write_video(clip.frames, Path(folder, f"{len(right)}.mp4"))
            right.append(ask(video=file)[0]["label"] == action)
    return sum(right) / len(right)
