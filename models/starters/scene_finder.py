"""Boxes around what is named in scenes of emoji."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-scenes-owl-vit",
    tasks=("zero-shot-object-detection",),
    description="A small OWL-ViT that learned to find what is named in scenes of emoji.",
    limits="It knows 32 kinds of things, drawn as emoji, by their common names; other words find nothing.",
    licence="Apache-2.0",
    assets="zero-shot-object-detection",
)
