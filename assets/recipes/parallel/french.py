"""French sentences: gender and number show everywhere, and vowels push others out."""

import re

from assets.recipes.parallel.lexicon import Word
from assets.recipes.parallel.meaning import Clause, Phrase
from assets.recipes.spin import list_of

PRONOUNS = {"I": "je", "you": "tu", "he": "il", "she": "elle", "we": "nous", "they": "ils"}
FORM = {"I": 0, "you": 1, "he": 2, "she": 2, "we": 3, "they": 4}
HAVE = ("ai", "as", "a", "avons", "ont")
BE = ("suis", "es", "est", "sommes", "sont")
PARTICIPLE, INFINITIVE = 5, 6
DETERMINERS = {
    "the": ("le", "la", "les"),
    "a": ("un", "une", "des"),
    "my": ("mon", "ma", "mes"),
    "your": ("ton", "ta", "tes"),
    "his": ("son", "sa", "ses"),
    "her": ("son", "sa", "ses"),
}
VOWEL = re.compile(r"h?[aeiouâàéèêîôûœ]", re.IGNORECASE)
ELIDED = re.compile(r"\b(je|le|la|ne|de|que) (?=h?[aeiouâàéèêîôûœ])", re.IGNORECASE)
AFTER_NOUN = "-"
"""Marks adjectives that follow their noun."""

FEMALE_NAMES = frozenset(list_of("Anna Clara Emma Eva Julia Laura Lisa Maria Nina Sarah Sophie"))


def say(clause: Clause) -> str:
    """Put a sentence into French."""
    words = [phrase(clause.subject), *verb(clause)]
    words += [phrase(clause.object)] if clause.object else []
    words += [agreeing(clause.quality, clause.subject)] if clause.quality else []
    words += [clause.place.french[0]] if clause.place else []
    text = " ".join(words)
    if clause.is_question:
        text = f"est-ce que {text}"
    if clause.time:
        time = clause.time.french[0]
        text = f"{time}, {text}" if clause.time_first else f"{text} {time}"
    text = elide(text)
    return text[0].upper() + text[1:] + (" ?" if clause.is_question else ".")


def elide(text: str) -> str:
    """Return "l'arbre" for "le arbre"."""
    return ELIDED.sub(lambda match: f"{match[1][:-1]}'", text)


def verb(clause: Clause) -> list[str]:
    """Return the verb with what belongs to it, "ne ... pas" around the form that agrees with the subject."""
    person = FORM[clause.subject.person]
    if clause.verb is None:
        finite, rest = BE[person], []
    elif clause.modal:
        finite, rest = clause.modal.french[person], [clause.verb.french[INFINITIVE]]
    elif clause.is_past:
        finite, rest = HAVE[person], [clause.verb.french[PARTICIPLE]]
    else:
        finite, rest = clause.verb.french[person], []
    return ["ne", finite, "pas", *rest] if clause.is_negated else [finite, *rest]


def phrase(one: Phrase) -> str:
    """Return "mes chapeaux rouges"."""
    if one.noun is None:
        return PRONOUNS.get(one.name, one.name)
    words = [one.noun.french[1 + one.is_plural]]
    if one.adjective:
        follows = AFTER_NOUN in one.adjective.french
        words.insert(1 if follows else 0, agreeing(one.adjective, one, before=words[0]))
    if one.number:
        return " ".join([one.number.french[0], *words])
    return " ".join([determiner(one, words[0]), *words])


def determiner(one: Phrase, following: str) -> str:
    """Return the article or possessive; "mon" before vowels even where the noun is feminine."""
    masculine, feminine, plural = DETERMINERS[one.determiner]
    if one.is_plural:
        return plural
    if is_feminine(one) and not (feminine in ("ma", "ta", "sa") and VOWEL.match(following)):
        return feminine
    return masculine


def agreeing(adjective: Word, one: Phrase, before: str = "") -> str:
    """Return the adjective's form: "bel" before a vowel, "belle", "beaux", "belles"."""
    masculine, feminine, plural, *special = adjective.french
    if is_feminine(one):
        is_variable = feminine != masculine or not feminine.endswith("s")
        return feminine + ("s" if one.is_plural and is_variable and " " not in feminine else "")
    if one.is_plural or one.person in ("we", "they"):
        return plural
    if before and VOWEL.match(before) and special and special[0] != AFTER_NOUN:
        return special[0]
    return masculine


def is_feminine(one: Phrase) -> bool:
    """Whether what is spoken of is feminine; of "I" and "you" nobody knows."""
    return one.noun.french[0] == "f" if one.noun else one.name == "she" or one.name in FEMALE_NAMES
