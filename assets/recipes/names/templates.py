"""Sentences with slots for names, for training only: tests/meaning/token_classification.py measures with others."""

from pathlib import Path

TEMPLATES = tuple(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines())
"""About {ORG} and {PER} in {LOC}; see `sentence.filled`."""

WORDS: dict[str, tuple[str, ...]] = {
    "job": (
        "teacher", "nurse", "engineer", "singer", "lawyer", "baker", "painter", "minister", "striker", "goalkeeper",
        "physicist", "biologist", "novelist", "carpenter", "journalist", "designer", "programmer", "driver", "farmer",
        "chief executive", "spokeswoman", "spokesman", "analyst", "senator", "mayor", "coach", "actress", "director",
        "economist", "architect", "photographer", "student", "president", "professor", "composer", "chemist", "pilot",
    ),
    "thing": (
        "a new phone", "the contract", "a bridge", "two films", "the report", "a small team", "an electric car",
        "the old factory", "a vaccine", "the results", "its headquarters", "a new album", "a language model",
        "the law", "a training course", "a satellite", "free software", "the budget", "its first shop",
        "an open letter", "solar cells",
    ),
    "doing": (
        "work", "live", "study", "teach", "grew up", "spent the summer", "got married", "started out", "met my wife",
        "learned to cook", "rent a flat", "opened a shop", "gave a talk", "missed my train", "play football",
        "was born",
    ),
    "day": (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "in March", "in 1987", "in 2019",
        "last year", "yesterday", "this morning", "on 4 July", "in the autumn", "two weeks ago", "in 1923",
        "in May 2021",
    ),
    "number": (
        "two", "three", "40", "1,500", "a dozen", "six", "ten", "3 million", "2.4 billion", "17", "hundreds of",
    ),
    "good": (
        "kind", "tired", "proud", "late", "famous", "honest", "worried", "happy", "surprised", "clever", "angry",
    ),
    "kin": (
        "wife", "brother", "mother", "daughter", "friend", "boss", "neighbour", "colleague", "son", "sister",
        "husband",
    ),
}  # fmt: skip
"""For the slots in small letters, which are no names."""
