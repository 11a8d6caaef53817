"""Instructions with a text, and what should come of them."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from assets.recipes.parallel import english
from assets.recipes.parallel.lexicon import NAMES
from assets.recipes.parallel.meaning import ADJECTIVES, CHEAP, NOUNS, Clause, Phrase, make_clause
from assets.recipes.parallel.pairs import is_held_out, pair
from assets.recipes.spin import list_of, spin
from assets.recipes.talk.facts import OPPOSITES

Task = tuple[str, str]
"""The instruction with its text, and the answer."""

GOOD = list_of(
    "beautiful brilliant charming clever delightful excellent exciting fantastic funny gorgeous great lovely "
    "moving perfect superb warm wonderful"
)
BAD = list_of(
    "annoying awful bad boring cheap confusing disappointing dreadful dull horrible lifeless loud poor slow "
    "terrible ugly weak"
)
REVIEWED = list_of(
    "acting battery camera colour design dialogue ending film food hotel music phone plot room screen service "
    "soup story view"
)
REVIEWS = (
    "The {thing} was {word}.",
    "The {thing} is [really|very|so|simply] {word}.",
    "What a {word} {thing}!",
    "[I found|We found] the {thing} {word}.",
    "The {thing} was {word} and the {thing2} was {word2}.",
    "A {word} {thing} and a {word2} {thing2}.",
)
VERDICTS = {
    True: (
        "I [loved|enjoyed] [it|every minute|the {thing}].",
        "I [would buy it again|will come back|laughed all evening].",
    ),
    False: (
        "I [hated|regret] [it|every minute|the {thing}].",
        "I [want my money back|will never come back|fell asleep].",
    ),
}
REVIEW_QUESTION = "Is this review positive or negative?"
BY_HEART, AS_INSTRUCTION = 0.08, 0.12
"""The parts of instructions that ask for an opposite, and for a translation."""

COUNTED = list_of("apples balls books cakes carrots coins cups eggs flowers hats keys oranges pears shirts")
OWNERS = ("A farmer", "A girl", "A boy", "A teacher", "My aunt", *NAMES)


def instruction(rng: random.Random, *, held_out: bool = False) -> Task:
    """Return an instruction of any kind, or one about a sentence that no training has."""
    kinds: tuple[Callable[[random.Random], Task], ...] = (past, negative, question, plural, review, ask_what_is_left)
    if not held_out and rng.random() < BY_HEART:
        return opposite(rng)
    while True:
        one = rng.choice((*kinds, past, review))(rng)
        if is_held_out(one[0]) == held_out:
            return ask_to_translate(rng) if not held_out and rng.random() < AS_INSTRUCTION else one


def statement(rng: random.Random) -> Clause:
    """Return a plain sentence about what somebody does."""
    clause = make_clause(rng)
    while clause.verb is None or clause.is_negated or clause.is_question or clause.modal:
        clause = make_clause(rng)
    return replace(clause, time=None)


def past(rng: random.Random) -> Task:
    """Ask for the past of a sentence."""
    clause = replace(statement(rng), is_past=False)
    return f"Put it in the past: {english.say(clause)}", english.say(replace(clause, is_past=True))


def negative(rng: random.Random) -> Task:
    """Ask for the negation of a sentence."""
    clause = statement(rng)
    return f"Make it negative: {english.say(clause)}", english.say(replace(clause, is_negated=True))


def question(rng: random.Random) -> Task:
    """Ask for the question that a sentence answers."""
    clause = statement(rng)
    return f"Make it a question: {english.say(clause)}", english.say(replace(clause, is_question=True))


def plural(rng: random.Random) -> Task:
    """Return "the red house" -> "the red houses"; a word alone in a part of the cases."""
    noun = rng.choice([one for nouns in NOUNS.values() for one in nouns])
    if rng.random() < 0.4:
        return f"Make it plural: {noun.english[0]}", noun.english[1]
    adjective = rng.choice([None, *ADJECTIVES[:CHEAP], *ADJECTIVES[CHEAP + 1 :]])
    one = Phrase(noun, determiner=rng.choice(["the", "my", "your", "his", "her"]), adjective=adjective)
    return f"Make it plural: {english.phrase(one)}", english.phrase(replace(one, is_plural=True))


def opposite(rng: random.Random) -> Task:
    """Ask for the opposite of a word."""
    word, other = rng.choice(list(OPPOSITES.items()))
    return (f"Say the opposite: {word}", other) if rng.random() < 0.5 else (f"Say the opposite: {other}", word)


def review(rng: random.Random) -> Task:
    """Return a review of one or two sentences whose words agree on the verdict."""
    is_good = rng.random() < 0.5
    first, second = rng.sample(GOOD if is_good else BAD, 2)
    thing, other = rng.sample(REVIEWED, 2)
    text = f"{rng.choice(REVIEWS)} {rng.choice(VERDICTS[is_good])}" if rng.random() < 0.5 else rng.choice(REVIEWS)
    if rng.random() < 0.15:
        text = rng.choice(VERDICTS[is_good])
    filled = spin(text, rng).format(word=first, word2=second, thing=thing, thing2=other)
    filled = re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", filled)
    return f"{REVIEW_QUESTION} {filled}", "positive" if is_good else "negative"


def ask_what_is_left(rng: random.Random) -> Task:
    """Return a small subtraction in words."""
    total = rng.randint(2, 12)
    gone = rng.randint(1, total)
    loss = rng.choice(["gives away", "loses", "sells"])
    text = f"{rng.choice(OWNERS)} has {total} {rng.choice(COUNTED)} and {loss} {gone}. How many are left?"
    return f"Answer the question: {text}", str(total - gone)


def ask_to_translate(rng: random.Random) -> Task:
    """Ask for a translation, in other words than the translation pipeline does."""
    one = pair(rng)
    return rng.choice(
        [(f"Translate to German: {one.english}", one.german), (f"Translate to French: {one.english}", one.french)]
    )
