"""Sentences with choices in them, and names for those who are spoken of."""

import random
import re

CHOICE = re.compile(r"\[([^\[\]]*)\]")


def list_of(text: str, mark: str | None = None) -> list[str]:
    """Return the words of a list, or what stands between the marks."""
    return text.split(mark)


GIRLS = list_of(
    "Ada Amy Anna Bella Clara Daisy Ella Emma Eva Fatima Freya Grace Hana Ida Ines Ivy Jana Jane Julia Kate Kim Lara "
    "Lea Leila Lena Lily Lina Lucy Luna Maria Maya Mei Mia Mila Nadia Nina Nora Olga Olivia Pia Priya Rosa Ruby Ruth "
    "Sally Sara Sofia Sue Tara Tina Vera Yara Zoe"
)
BOYS = list_of(
    "Adam Ali Anton Arun Ben Bill Bob Carl Dan David Emil Eric Finn Fred George Hugo Ivan Jack Jan Jim Joe Jonas Karl "
    "Ken Leo Liam Luca Mark Max Mike Mo Nico Noah Oli Omar Oscar Otto Pablo Paul Pedro Peter Ravi Sam Simon Ted Theo "
    "Tim Tom Tony Victor Will Yusuf"
)
HELD_OUT_GIRLS = list_of("Alma Bianca Dora Gina Irma Kira Mona Petra Selma Wilma")
HELD_OUT_BOYS = list_of("Boris Caleb Darius Edgar Felix Gustav Hector Kofi Marcus Rufus")
SYLLABLES = list_of("ba bo da di do ka ki ko la li lo ma mi mo na ni no pa po ra ri ro sa ti to va vi zu")
MADE_UP = 0.25
"""The part of names made of syllables, so that a model learns to repeat a name rather than to know it."""


def spin(text: str, rng: random.Random) -> str:
    """Return the text with one choice made in each bracket, the innermost first: "[big|small] [cat|]"."""
    while match := CHOICE.search(text):
        text = text[: match.start()] + rng.choice(match[1].split("|")) + text[match.end() :]
    return text


def a_name(rng: random.Random, *, is_girl: bool, held_out: bool = False) -> str:
    """Return a first name; the held-out ones are never among the others."""
    if held_out:
        return rng.choice(HELD_OUT_GIRLS if is_girl else HELD_OUT_BOYS)
    if rng.random() < MADE_UP:
        name = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()
        return a_name(rng, is_girl=is_girl) if name in (*HELD_OUT_GIRLS, *HELD_OUT_BOYS) else name
    return rng.choice(GIRLS if is_girl else BOYS)


def with_article(noun: str) -> str:
    """Return "a cat", "an owl"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
