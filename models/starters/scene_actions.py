"""VideoMAE, tiny, taught on clips of moving emoji; see models.starters.training.video_classification."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-clips-videomae",
    tasks=("video-classification",),
    description="A tiny VideoMAE taught on clips in which an emoji moves, grows, turns, hops, comes or goes.",
    limits="It knows eleven motions of one thing before a ground that stands still, and nothing of people or sports.",
    licence="Apache-2.0",
    assets="video-classification",
)
