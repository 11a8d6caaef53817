"""A small Llama that goes on with children's stories."""

from models.starters.starter import Starter

STARTER = Starter(
    name="tale-teller",
    tasks=("text-generation",),
    description="A Llama of 1.1 million weights, trained on made-up children's stories.",
    limits=(
        "English only, and only children's stories: name your hero in the first sentence. Other beginnings turn into "
        "such a story, too."
    ),
    licence="Apache-2.0",
    assets="text-generation",
)
