"""What a sentence says, before it is put into a language."""

import random
from dataclasses import dataclass, replace
from typing import Literal

from assets.recipes.parallel.lexicon import NAMES, SECTIONS, Word

NOUNS = {name.removeprefix("noun "): words for name, words in SECTIONS.items() if name.startswith("noun ")}
ADJECTIVES = SECTIONS["adjectives"]
FEELINGS = SECTIONS["feelings"]
VERBS = SECTIONS["verbs"]
MODALS = SECTIONS["modals"]
PLACES = SECTIONS["places"]
TIMES = SECTIONS["times"]
PAST_TIMES = SECTIONS["past times"]
NUMBERS = SECTIONS["numbers"]

Determiner = Literal["the", "a", "my", "your", "his", "her"]
DETERMINERS: tuple[Determiner, ...] = ("the", "a", "my", "your", "his", "her")
PRONOUNS = ("I", "you", "he", "she", "we", "they")
CHEAP = 5
"""The adjective that does not stand before nouns: in French it is two words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with what belongs to it: "my two red hats", or "Sarah", or "she".

    Attributes:
        noun: None for names and pronouns.
        name: a name or a pronoun, "" for nouns.
        determiner: before a noun.
        adjective: before or after a noun.
        number: of several.
        is_plural: whether there are several.
    """

    noun: Word | None = None
    name: str = ""
    determiner: Determiner = "the"
    adjective: Word | None = None
    number: Word | None = None
    is_plural: bool = False

    @property
    def person(self) -> str:
        """The pronoun that the verb agrees with."""
        if self.name in PRONOUNS:
            return self.name
        return "they" if self.is_plural else "he"


@dataclass(frozen=True, slots=True)
class Clause:
    """A whole sentence.

    Attributes:
        subject: who does or is something.
        verb: what is done; None where the subject is something (`quality`).
        object: what it is done to.
        quality: how the subject is.
        modal: "can", "must" or "want to".
        place, time: where and when; with `time_first` the sentence begins with the time.
        is_past, is_negated, is_question: what the words say.
    """

    subject: Phrase
    verb: Word | None = None
    object: Phrase | None = None
    quality: Word | None = None
    modal: Word | None = None
    place: Word | None = None
    time: Word | None = None
    time_first: bool = False
    is_past: bool = False
    is_negated: bool = False
    is_question: bool = False


def make_clause(rng: random.Random) -> Clause:
    """Return any clause that the grammars can put into words."""
    if rng.random() < 0.2:
        return quality(rng)
    verb = rng.choice(VERBS)
    subject = somebody(rng)
    target = something(rng, rng.choice(verb.takes)) if verb.takes else None
    clause = Clause(subject, verb, target, is_past=rng.random() < 0.25)
    if not clause.is_past and rng.random() < 0.15:
        clause = replace(clause, modal=rng.choice(MODALS))
    if not verb.takes or rng.random() < 0.2:
        clause = replace(clause, place=rng.choice((None, *PLACES)))
    if rng.random() < 0.25:
        time = rng.choice(PAST_TIMES if clause.is_past else TIMES)
        clause = replace(clause, time=time, time_first=rng.random() < 0.4)
    form = rng.random()
    if form < 0.15:
        return replace(clause, is_negated=True, modal=None, object=definite(target))
    return replace(clause, is_question=True, time_first=False) if form < 0.3 else clause


def definite(phrase: Phrase | None) -> Phrase | None:
    """Return "the" instead of "a", which negation would change to another word in German and French."""
    is_indefinite = phrase is not None and (phrase.determiner == "a" or phrase.number is not None)
    return replace(phrase, determiner="the", number=None) if phrase and is_indefinite else phrase


def quality(rng: random.Random) -> Clause:
    """Return "The house is big."."""
    is_alive = rng.random() < 0.5
    subject = somebody(rng) if is_alive else something(rng, rng.choice(["thing", "food", "text", "animal"]), plain=True)
    adjective = rng.choice(FEELINGS if is_alive else ADJECTIVES)
    form = rng.random()
    time = rng.choice(TIMES[:2]) if rng.random() < 0.2 else None
    return Clause(subject, quality=adjective, time=time, is_negated=form < 0.2, is_question=0.2 <= form < 0.4)


def somebody(rng: random.Random) -> Phrase:
    """Return a subject that can do something."""
    kind = rng.random()
    if kind < 0.45:
        return Phrase(name=rng.choice(PRONOUNS))
    if kind < 0.6:
        return Phrase(name=rng.choice(NAMES))
    return something(rng, "person" if kind < 0.9 else "animal", plain=True)


def something(rng: random.Random, kind: str, *, plain: bool = False) -> Phrase:
    """Return a noun; a plain one has no adjective, no number and no "a"."""
    noun = rng.choice(NOUNS[kind])
    has_plural = noun.english[0] != noun.english[1]
    determiner = rng.choice(("the", "the", "the", *DETERMINERS[2:]) if plain else ("the", "a", "a", *DETERMINERS))
    if plain:
        return Phrase(noun, determiner=determiner, is_plural=has_plural and rng.random() < 0.25)
    fitting = ADJECTIVES[:CHEAP] + ADJECTIVES[CHEAP + 1 :]
    adjective = rng.choice(fitting) if rng.random() < 0.35 else None
    if rng.random() < 0.15:
        return Phrase(noun, adjective=None, number=rng.choice(NUMBERS), determiner="a", is_plural=True)
    is_plural = has_plural and determiner != "a" and rng.random() < 0.25
    return Phrase(noun, determiner=determiner, adjective=adjective, is_plural=is_plural)
