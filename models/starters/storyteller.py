"""A small Llama that tells children's stories and answers simple questions."""

from models.starters.starter import Starter

STARTER = Starter(
    name="storyteller",
    tasks=("text-generation", "chat"),
    description="A Llama of 1.1 million weights, trained on made-up stories and conversations.",
    limits=(
        "English only; it writes short children's stories and knows animals, colours, opposites, days, months, "
        "capitals and sums up to twelve, nothing else."
    ),
    licence="Apache-2.0",
    assets="text-generation",
)
