"""Draw clips of moving emoji: `PYTHONPATH=. python assets/examples/make_clips.py`."""

from pathlib import Path

import numpy as np

from models.starters.scenes.clips import make_clip
from tabs.new_scene import CLIP_FRAMES, SIZE, write_video

CLIPS = {
    "clip-boat": (5, "moves right", "boat", "water"),
    "clip-ball": (7, "bounces", "ball", "grass"),
    "clip-rocket": (3, "moves up", "rocket", "sand"),
    "clip-bus": (4, "comes nearer", "bus", "road"),
}
"""Name: seed, what happens, who does it, where."""


def main() -> None:
    """Write the clips beside this file."""
    for name, (seed, action, kind, ground) in CLIPS.items():
        clip = make_clip(np.random.default_rng(seed), SIZE, CLIP_FRAMES, action, kind, ground)
        write_video(clip.frames, Path(__file__).with_name(f"{name}.mp4"))


if __name__ == "__main__":
    main()
