"""Swin2SR, tiny, taught to undo halving; see assets.recipes.image_to_image."""

from models.starters.starter import Starter

STARTER = Starter(
    name="tiny-swin2sr-x2",
    tasks=("image-to-image",),
    description="A tiny Swin2SR that makes pictures twice as large with crisper edges than ordinary enlarging.",
    limits="It sharpens edges a little, twice as large only; it invents no detail and does not clean noisy pictures.",
    licence="Apache-2.0",
    assets="image-to-image",
)
