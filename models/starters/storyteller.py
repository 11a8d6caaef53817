"""A small Llama that answers simple questions."""

from models.starters.starter import Starter

STARTER = Starter(
    name="storyteller",
    tasks=("chat",),
    description="A Llama of 1.1 million weights, trained on made-up stories and conversations.",
    limits=(
        "English only; it knows animals, colours, opposites, days, months, capitals and sums up to twelve, and "
        "forgets what you tell it, your name too."
    ),
    licence="Apache-2.0",
    assets="chat",
)
