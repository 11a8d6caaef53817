"""English sentences."""

from assets.recipes.parallel.meaning import Clause, Phrase
from assets.recipes.spin import with_article

BE = {"I": "am", "he": "is", "she": "is"}
WAS = {"I": "was", "he": "was", "she": "was"}


def say(clause: Clause) -> str:
    """Put a sentence into English."""
    subject = phrase(clause.subject)
    words = [*question_verb(clause, subject)] if clause.is_question else [subject, *verb(clause)]
    words += [phrase(clause.object)] if clause.object else [clause.quality.english[0]] if clause.quality else []
    words += [clause.place.english[0]] if clause.place else []
    text = " ".join(words)
    if clause.time:
        time = clause.time.english[0]
        text = f"{time}, {text}" if clause.time_first else f"{text} {time}"
    return text[0].upper() + text[1:] + ("?" if clause.is_question else ".")


def phrase(one: Phrase) -> str:
    """Return "my two red hats"."""
    if one.noun is None:
        return one.name
    words = [one.noun.english[one.is_plural]]
    if one.adjective:
        words.insert(0, one.adjective.english[0])
    if one.number:
        return " ".join([one.number.english[0], *words])
    if one.determiner == "a":
        return with_article(" ".join(words))
    return " ".join([one.determiner, *words])


def verb(clause: Clause) -> list[str]:
    """Return the verb, with "do not" where it is negated."""
    person = clause.subject.person
    if clause.verb is None:
        return [be(clause), *(["not"] if clause.is_negated else [])]
    base, third, past, *_ = clause.verb.english
    if clause.modal:
        return [clause.modal.english[is_third(person)], base]
    if clause.is_negated:
        return [auxiliary(clause), "not", base]
    return [past if clause.is_past else third if is_third(person) else base]


def question_verb(clause: Clause, subject: str) -> list[str]:
    """Return what a question begins with, up to the object."""
    if clause.verb is None:
        return [be(clause), subject]
    if clause.modal and " " not in clause.modal.english[0]:
        return [clause.modal.english[0], subject, clause.verb.english[0]]
    wanted = [clause.modal.english[0]] if clause.modal else []
    return [auxiliary(clause), subject, *wanted, clause.verb.english[0]]


def auxiliary(clause: Clause) -> str:
    """Return the form of "do"."""
    return "did" if clause.is_past else "does" if is_third(clause.subject.person) else "do"


def be(clause: Clause) -> str:
    """Return the form of "be"."""
    forms = WAS if clause.is_past else BE
    return forms.get(clause.subject.person, "were" if clause.is_past else "are")


def is_third(person: str) -> bool:
    """Whether a verb in the present ends in s."""
    return person in ("he", "she")
