"""SAM, tiny, taught on scenes of emoji; see assets.recipes.mask_generation."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-scenes-sam",
    tasks=("mask-generation",),
    description="A tiny SAM taught on scenes of emoji: click a thing or the ground and it cuts it out.",
    limits="It knows whole emoji and the ground of drawn scenes, where you click them; photos are beyond it.",
    licence="Apache-2.0",
    assets="mask-generation",
)
