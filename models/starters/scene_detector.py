"""Boxes around all things in scenes of emoji: the model that finds what is named, asked for every name it knows."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-scenes-owl-vit-32",
    tasks=("object-detection",),
    description="The small OWL-ViT of scenes of emoji, asked for each of the 32 kinds of things it knows.",
    limits="It knows 32 kinds of things as emoji draw them, such as cat, car and tree, and nothing in photos.",
    licence="Apache-2.0",
    assets="zero-shot-object-detection",
    build="models.pipelines.named_detection.load_named_detection",
)
