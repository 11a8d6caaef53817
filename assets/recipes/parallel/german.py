"""German sentences: the verb stands second, genders and cases show in articles and adjectives."""

from typing import Literal

from assets.recipes.parallel.meaning import Clause, Phrase

Case = Literal["nominative", "accusative"]

PRONOUNS = {"I": "ich", "you": "du", "he": "er", "she": "sie", "we": "wir", "they": "sie"}
FORM = {"I": 0, "you": 1, "he": 2, "she": 2, "we": 3, "they": 3}
"""Which form in the tables a person takes."""

HAVE = ("habe", "hast", "hat", "haben")
BE = {"I": "bin", "you": "bist", "he": "ist", "she": "ist", "we": "sind", "they": "sind"}
STEMS = {"my": "mein", "your": "dein", "his": "sein", "her": "ihr", "a": "ein"}
THE = {"m": "der", "f": "die", "n": "das"}
PARTICIPLE, INFINITIVE = 4, 5


def say(clause: Clause) -> str:
    """Put a sentence into German."""
    subject = phrase(clause.subject, "nominative")
    finite, final = verb(clause)
    time = [clause.time.german[0]] if clause.time else []
    if clause.is_question:
        words = [finite, subject, *time]
    elif clause.time_first and time:
        words = [*time, finite, subject]
    else:
        words = [subject, finite, *time]
    words += [phrase(clause.object, "accusative")] if clause.object else []
    words += ["nicht"] if clause.is_negated else []
    words += [clause.quality.german[0]] if clause.quality else []
    words += [clause.place.german[0]] if clause.place else []
    text = " ".join([*words, *final])
    return text[0].upper() + text[1:] + ("?" if clause.is_question else ".")


def verb(clause: Clause) -> tuple[str, list[str]]:
    """Return the form that agrees with the subject, and what stands at the end."""
    person = FORM[clause.subject.person]
    if clause.verb is None:
        return BE[clause.subject.person], []
    forms = clause.verb.german
    if clause.modal:
        return clause.modal.german[person], [forms[INFINITIVE]]
    if clause.is_past:
        return HAVE[person], [forms[PARTICIPLE]]
    return forms[person], []


def phrase(one: Phrase, case: Case) -> str:
    """Return "meine roten Hüte"."""
    if one.noun is None:
        return PRONOUNS.get(one.name, one.name)
    gender, singular, plural, *accusative = one.noun.german
    is_masculine_object = gender == "m" and case == "accusative"
    noun = plural if one.is_plural else accusative[0] if accusative and is_masculine_object else singular
    if one.number:
        return f"{one.number.german[0]} {noun}"
    shape = "plural" if one.is_plural else "den" if is_masculine_object else gender
    words = [determiner(one.determiner, shape), noun]
    if one.adjective:
        words.insert(1, one.adjective.german[-1] + ending(one.determiner, shape))
    return " ".join(words)


def determiner(word: str, shape: str) -> str:
    """Return the article or possessive for a gender ("m", "f", "n"), "plural", or "den": masculine accusative."""
    if word == "the":
        return {"plural": "die", "den": "den"}.get(shape) or THE[shape]
    return STEMS[word] + {"plural": "e", "f": "e", "den": "en"}.get(shape, "")


def ending(word: str, shape: str) -> str:
    """Return an adjective's ending after a determiner."""
    if shape in ("plural", "den"):
        return "en"
    return "e" if word == "the" or shape == "f" else {"m": "er", "n": "es"}[shape]
