"""Answers to questions about scenes of emoji."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-scenes-blip-answers",
    tasks=("visual-question-answering",),
    description="A small BLIP that learned to answer questions about scenes of emoji.",
    limits=(
        "It knows 32 kinds of things, drawn as emoji: it is good at colours and grounds, fair at numbers, and mostly "
        "guesses at left and right and at whether something is there."
    ),
    licence="Apache-2.0",
    assets="visual-question-answering",
)
