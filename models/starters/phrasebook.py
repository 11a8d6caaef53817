"""A small T5 that translates simple sentences and follows simple instructions."""

from models.starters.starter import Starter

STARTER = Starter(
    name="phrasebook",
    tasks=("translation", "text2text-generation"),
    description="A T5 of 1.4 million weights, trained on sentences that grammars made in three languages.",
    limits=(
        "From English to German or French, and only short sentences with everyday words; of instructions it "
        "knows the kinds in the examples."
    ),
    licence="Apache-2.0",
    assets="text2text-generation",
)
