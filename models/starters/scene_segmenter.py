"""UPerNet, tiny, taught on scenes of emoji; see assets.recipes.image_segmentation."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-scenes-upernet",
    tasks=("image-segmentation",),
    description="A tiny UPerNet taught on scenes of emoji: 32 kinds of things, the ground and what is behind it.",
    limits="It knows emoji before painted grounds, not photos, and two things of one kind are one region to it.",
    licence="Apache-2.0",
    assets="image-segmentation",
)
