"""Names in sentences written by hand, and in templates that no training saw, with people and cities none saw either."""

import random
import re

from assets.recipes.names.gazetteer import gazetteer
from assets.recipes.names.sentence import filled
from assets.recipes.names.templates import WORDS
from tests.meaning.ask import Ask

METRIC = "F1 of whole names, 30 written and 170 made-up sentences"
FLOOR = 0.79
SEED = 2027
FILLINGS = 10

Names = list[tuple[str, str]]
MARKED = re.compile(r"\[([^|]*)\|([A-Z]+)\]")

WRITTEN = (
    "[Ada Lovelace|PER] wrote to [Charles Babbage|PER] from [London|LOC].",
    "[Volvo|ORG] builds its trucks in [Gothenburg|LOC].",
    "Last summer [Emma|PER] and I cycled along the [Loire|LOC] to [Nantes|LOC].",
    "The match between [Liverpool FC|ORG] and [Ajax Amsterdam|ORG] was cancelled because of the storm.",
    "[Satya Nadella|PER] has led [Microsoft|ORG] since 2014.",
    "Our new neighbours come from [Ghana|LOC] and their daughter is called [Abena|PER].",
    "The rain has stopped, so we can finally hang out the washing.",
    "Could you pick up some bread and a newspaper on your way home?",
    "He apologised twice, but the shop would not take the kettle back.",
    "The storm moved on to [Florida|LOC], where two million people had no electricity.",
    "[Frida Kahlo|PER] married [Diego Rivera|PER] in [Coyoacan|LOC] in 1929.",
    "Researchers at [Stanford University|ORG] and [Oxford University|ORG] checked the numbers again.",
    "Please send the invoice to Mrs. [Okafor|PER] at [Barclays|ORG] in [Leeds|LOC].",
    "The [Danish|MISC] painter moved to [Rome|LOC] when he was thirty.",
    "[Toni Morrison|PER] won the [Nobel Prize in Literature|MISC].",
    "[Kenya|LOC] and [Tanzania|LOC] share the shores of [Lake Victoria|LOC].",
    "I ordered the lamp from [Ikea|ORG], and it arrived broken.",
    "[Lufthansa|ORG] will fly from [Frankfurt|LOC] to [Nairobi|LOC] every day from May.",
    "Is Aunt [Rosa|PER] still living in [Palermo|LOC]?",
    "The [European Commission|ORG] fined [Google|ORG] again.",
    "In 1969 [Neil Armstrong|PER] walked on the moon.",
    "[Thomas|PER], [Priya|PER] and [Lin|PER] will present the project on Thursday.",
    "The ferry from [Dover|LOC] to [Calais|LOC] takes ninety minutes.",
    "[Greta Thunberg|PER] spoke to the [United Nations|ORG] in [New York|LOC].",
    "My grandmother learned [Italian|MISC] at the age of eighty.",
    "[Pixar|ORG] hired [Brad Bird|PER] after his first film had failed.",
    "The mayor of [Seoul|LOC] opened the bridge on Sunday.",
    "Turn left after the church, then follow the river for a mile.",
    "The [Bank of England|ORG] left interest rates unchanged, said [Andrew Bailey|PER].",
    "[Bosch|ORG] and [Siemens|ORG] build dishwashers together near [Munich|LOC].",
)

TEMPLATES = (
    "When {FULL} was nine, the family left {LOC} for good.",
    "You can reach {FIRST} at the {CITY} branch of {ORG}.",
    "{ORG} has hired {FULL}, who used to run {ORG}.",
    "Nobody in {CITY} had heard of {FULL} before the election.",
    "The train stops in {CITY}, {CITY} and {CITY}.",
    "It was {FIRST} who broke the vase, not {FIRST}.",
    "Customers of {ORG} complained about long queues.",
    "Last night {LAST} told reporters in {CITY} that nothing had been decided.",
    "A spokeswoman for {ORG} declined to comment.",
    "{FULL} ({LOC}) jumped two centimetres higher than {FULL} ({LOC}).",
    "My cousin {FIRST} is moving to {LOC} because of a job at {ORG}.",
    "Snow is expected in {LOC} and in the north of {LOC}.",
    "The {PEOPLE} writer {FULL} lives by the sea.",
    "Have the {PEOPLE} dancers already left for {CITY}?",
    "In her letter {FIRST} thanked {ORG} for the scholarship.",
    "Engineers from {ORG} repaired the dam above {CITY}.",
    "What would {FULL} have said about this?",
)


def score(ask: Ask) -> float:
    found = right = there = 0
    for text, expected in cases():
        answer = {(text[name["start"] : name["end"]], name["entity_group"]) for name in ask(text=text)}
        right += len(answer & set(expected))
        found, there = found + len(answer), there + len(expected)
    return 2 * right / (found + there)


def cases() -> list[tuple[str, Names]]:
    rng, names = random.Random(SEED), gazetteer(held_out=True)
    made = [filled(template, rng, names, WORDS) for template in TEMPLATES for _ in range(FILLINGS)]
    return [
        *((MARKED.sub(r"\1", text), MARKED.findall(text)) for text in WRITTEN),
        *((one.text, [(one.text[span.start : span.end], span.kind) for span in one.spans]) for one in made),
    ]
