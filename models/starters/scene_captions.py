"""Captions for scenes of emoji."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-scenes-blip-captions",
    tasks=("image-to-text",),
    description="A small BLIP that learned to count what stands in scenes of emoji.",
    limits="It knows 32 kinds of things, drawn as emoji, before six grounds; in photos it sees the nearest of these.",
    licence="Apache-2.0",
    assets="image-to-text",
)
