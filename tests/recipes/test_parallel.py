"""The three grammars say the same, with the right agreement."""

import random

import pytest

from assets.recipes.parallel import english, french, german, instruction, pair
from assets.recipes.parallel.meaning import (
    ADJECTIVES,
    FEELINGS,
    MODALS,
    NOUNS,
    PAST_TIMES,
    PLACES,
    TIMES,
    VERBS,
    Clause,
    Phrase,
)
from assets.recipes.parallel.pairs import is_held_out

ALL = {
    one.english[0]: one
    for words in (*NOUNS.values(), ADJECTIVES, FEELINGS, VERBS, MODALS, PLACES, TIMES, PAST_TIMES)
    for one in words
}

SENTENCES = (
    (
        Clause(Phrase(name="she"), ALL["see"], Phrase(ALL["dog"], determiner="a", adjective=ALL["black"])),
        "She sees a black dog.",
        "Sie sieht einen schwarzen Hund.",
        "Elle voit un chien noir.",
    ),
    (
        Clause(Phrase(name="I"), ALL["love"], Phrase(ALL["tree"], adjective=ALL["old"]), is_negated=True),
        "I do not love the old tree.",
        "Ich liebe den alten Baum nicht.",
        "Je n'aime pas le vieil arbre.",
    ),
    (
        Clause(Phrase(ALL["friend"], determiner="her"), ALL["eat"], Phrase(ALL["egg"], determiner="a"), is_past=True),
        "Her friend ate an egg.",
        "Ihr Freund hat ein Ei gegessen.",
        "Son ami a mangé un œuf.",
    ),
    (
        Clause(Phrase(name="they"), ALL["sleep"], place=ALL["at school"], is_question=True),
        "Do they sleep at school?",
        "Schlafen sie in der Schule?",
        "Est-ce qu'ils dorment à l'école ?",
    ),
    (
        Clause(Phrase(name="we"), ALL["work"], modal=ALL["must"], time=ALL["today"], time_first=True),
        "Today, we must work.",
        "Heute müssen wir arbeiten.",
        "Aujourd'hui, nous devons travailler.",
    ),
    (
        Clause(Phrase(ALL["house"], determiner="my", is_plural=True), quality=ALL["beautiful"]),
        "My houses are beautiful.",
        "Meine Häuser sind schön.",
        "Mes maisons sont belles.",
    ),
    (
        Clause(Phrase(name="you"), ALL["look for"], Phrase(ALL["story"], determiner="my"), time=ALL["today"]),
        "You look for my story today.",
        "Du suchst heute meine Geschichte.",
        "Tu cherches mon histoire aujourd'hui.",
    ),
)


@pytest.mark.parametrize(("clause", "english_text", "german_text", "french_text"), SENTENCES)
def test_agreement(clause, english_text, german_text, french_text):
    assert english.say(clause) == english_text
    assert german.say(clause) == german_text
    assert french.say(clause) == french_text


def test_held_out_sentences_are_never_among_the_others():
    rng = random.Random(1)
    assert all(is_held_out(pair(rng, held_out=True).english) for _ in range(20))
    assert all(is_held_out(instruction(rng, held_out=True)[0]) for _ in range(20))
    ordinary = [pair(rng) for _ in range(500)]
    assert sum(is_held_out(one.english) for one in ordinary) < 25  # set phrases alone


def test_no_slot_stays_open():
    rng = random.Random(2)
    texts = [text for _ in range(500) for text in (*instruction(rng), str(pair(rng)))]
    assert not [text for text in texts if set("{}[]|+") & set(text)]
