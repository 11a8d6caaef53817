"""Names in sentences as they stand in messages and news."""

import re
from typing import Any

from tests.truth.case import Case, least_sure

RULE = "just the names that are there, each whole and of the right kind"
FLOOR = 0.6
MARKED = re.compile(r"\[([^|]*)\|([A-Z]+)\]")
TEXTS = (
    "[Angela Merkel|PER] visited [Paris|LOC] last week.",
    "My sister [Julia|PER] moved from [Hamburg|LOC] to [Barcelona|LOC].",
    "[Apple|ORG] opened a new office in [Austin|LOC].",
    "[Tom Hanks|PER] was born in [California|LOC].",
    "Is [Maria|PER] coming to the party on Saturday?",
    "The [Amazon|LOC] flows through [Brazil|LOC] and [Peru|LOC].",
    "[Serena Williams|PER] beat [Venus Williams|PER] in [Melbourne|LOC].",
    "Please send the report to [Anna Schmidt|PER] at [Siemens|ORG].",
    "The train to the airport leaves every ten minutes.",
    "[Toyota|ORG] will build the car in [Texas|LOC].",
    "Dr. [Patel|PER] works at [Boston Children's Hospital|ORG].",
    "[David|PER] and [Fatima|PER] met in [Cairo|LOC].",
    "[Nelson Mandela|PER] became president of [South Africa|LOC] in 1994.",
    "We hiked from [Chamonix|LOC] to [Zermatt|LOC] in twelve days.",
    "[Netflix|ORG] raised its prices again.",
    "I forgot my umbrella at the office.",
)


def is_true(text: str, raw: list[dict[str, Any]]) -> bool:
    """Tell whether just the marked names were found."""
    plain = MARKED.sub(r"\1", text)
    return {(plain[one["start"] : one["end"]], one["entity_group"]) for one in raw} == set(MARKED.findall(text))


SURENESS = least_sure
CASES = tuple(
    Case(text, {"text": MARKED.sub(r"\1", text)}, lambda raw, text=text: is_true(text, raw)) for text in TEXTS
)
