"""Questions that a very small model cannot answer, so that it learns to say so."""

import random

from assets.recipes.spin import SYLLABLES, list_of, spin

WORDS = list_of(
    "the moon,the internet,a computer,a phone,my sister,my homework,the weather,a car,the war,music,football,a film,"
    "a cake,pizza,my boss,the president,the king,a poem,a letter,an email,the stars,love,money,a garden,the train,"
    "a holiday,a house,Shakespeare,Mozart,Einstein,the dinosaurs,electricity,the brain,a school,a neighbour,a party,"
    "chess,a bridge,a volcano,the ocean,rain,the news,a guitar,a doctor,history,physics,a recipe,a club,a motto,"
    "dragons,unicorns,ghosts,a robot,a rocket,breakfast,tea,coffee,shoes,a book,a story,a song,the future,"
    "Paris,London,the sky",
    ",",
)
VERBS = list_of(
    "build buy clean cook cut draw explain find fix grow learn make open paint play read repair sell study write"
)
FORMS = (
    "Why [is|are] {} so [blue|important|old|big|famous|loud|popular]?",
    "Why does {} {verb} {2}?",
    "Why do people {verb} {}?",
    "How [do I|can I|should I|does one] {verb} {}?",
    "How [does|did] {} [work|begin|end|start]?",
    "How [old|tall|far|big|fast|heavy|expensive] is {}?",
    "How many [people|litres|metres|planets|songs|stars] [are in|does it take to {verb}|are there in] {}?",
    "Who [wrote|invented|made|built|found|is|was|won] {}?",
    "When [was|is|did people {verb}|does] {}[ made| born|]?",
    "Where [did|was|is] {}[ made| yesterday|]?",
    "Which [film|book|song|car|team] is the best?",
    "What is [the meaning of|the history of|wrong with|the price of|the best way to {verb}] {}?",
    "What do you think about {}?",
    "What [happened to|will happen with] {}[ in 1969| tomorrow| last year|]?",
    "What is {}?",
    "[Can you|Please|Could you] [explain|write|describe|{verb}|translate|summarise] {}"
    "[ for me| to a child| in two sentences|]?",
    "Write [me |][a poem|a letter|an email|a story|a polite message|a song][ about| to] {}[ about {2}|].",
    "Explain {}[ to a child| in two sentences| to me|].",
    "Suggest [a name|a motto|a title|an idea][ and {2}|] for {}.",
    "Give me [a recipe|advice|ideas|ten names|a list] for {}.",
    "Translate {} into [French|German|Latin|Spanish].",
    "What is the capital of {name}?",
    "What is the opposite of {}?",
    "What colour is {name}?",
    "What does {name} [say|eat]?",
    "How many legs does {name} have?",
    "Where does {name} live?",
    "Do you like {}?",
    "Have you ever [seen|met] {}?",
    "I [like|need|want|bought|saw|lost] {}[ yesterday| today|].",
    "{name} {name2} {}.",
)


def unknown_question(rng: random.Random) -> str:
    """Return a question or a wish, about words of which many are not words at all."""
    first, second = (rng.choice(WORDS) if rng.random() < 0.75 else made_up(rng) for _ in range(2))
    names = {"verb": rng.choice(VERBS), "name": made_up(rng).capitalize(), "name2": made_up(rng)}
    return spin(rng.choice(FORMS), rng).replace("{}", first).replace("{2}", second).format(**names)


def made_up(rng: random.Random) -> str:
    """Return two to four syllables."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))
