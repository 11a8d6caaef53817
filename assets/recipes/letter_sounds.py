"""Learns rules for pronunciation from a lexicon: which letter makes which sounds, then in which context.

Letters and phonemes are aligned by hard expectation maximization, each letter making none to three phonemes, as in
Black, Lenzo & Pagel (1998), "Issues in building general letter to sound rules"; the rules are those of
`models.words.letter_rules`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from models.words.letter_rules import MOST_LETTERS, context

Phonemes = tuple[str, ...]

MOST_SOUNDS = 3
"""Of a letter: "one" begins with two, "x" can have three."""

ROUNDS, FEW = 4, 8_000
"""How often what letters sound like is counted again, and in how many words of the lexicon, its first."""

BAND = 0.25
"""How far from each other, as a part of the word, a letter and its phoneme are thought to be at first."""

UNSEEN = -9.0
"""The logarithm of how often a letter makes a sound that it never made yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, its phonemes, and how often it was met."""

    word: str
    phonemes: Phonemes
    count: int


Sounds = Mapping[str, Mapping[Phonemes, float]]
"""The logarithm of how often each letter makes each row of phonemes."""


def learn_rules(lexicon: Iterable[Entry]) -> dict[str, str]:
    """Return rules that pronounce all of the lexicon, but for words alike within a context's reach."""
    entries = [entry for entry in lexicon if 0 < len(entry.phonemes) <= MOST_SOUNDS * len(entry.word)]
    sounds = first_sounds(entries[:FEW])
    for _ in range(ROUNDS):
        sounds = count_contexts((entry, alignment(entry, sounds)) for entry in entries[:FEW])
    return rules_for((entry, alignment(entry, sounds)) for entry in entries)


def first_sounds(entries: Iterable[Entry]) -> Sounds:
    """Guess from places in the word alone: single phonemes and silence."""
    seen: dict[str, dict[Phonemes, float]] = defaultdict(lambda: defaultdict(float))
    for entry in entries:
        length, heard = len(entry.word), len(entry.phonemes)
        for at, letter in enumerate(entry.word):
            seen[letter][()] += max(length - heard, 0.3) / length
            for place, phoneme in enumerate(entry.phonemes):
                if abs(at / length - place / heard) < BAND:
                    seen[letter][(remove_stress(phoneme),)] += 1 / heard
    return logarithms(seen)


def remove_stress(phoneme: str) -> str:
    """Return a phoneme's name without its stress."""
    return phoneme.lstrip("',") or phoneme


def count_contexts(aligned: Iterable[tuple[Entry, list[Phonemes]]]) -> Sounds:
    """Count what each letter makes."""
    seen: dict[str, dict[Phonemes, float]] = defaultdict(lambda: defaultdict(float))
    for entry, rows in aligned:
        for letter, row in zip(entry.word, rows, strict=True):
            seen[letter][tuple(map(remove_stress, row))] += 1
    return logarithms(seen)


def logarithms(seen: Mapping[str, Mapping[Phonemes, float]]) -> Sounds:
    """Return the logarithms of the parts that rows have among those of their letter."""
    return {
        letter: {row: log(count / (sum(rows.values()) + 1)) for row, count in rows.items()}
        for letter, rows in seen.items()
    }


def alignment(entry: Entry, sounds: Sounds) -> list[Phonemes]:
    """Return the likeliest phonemes of each letter (Viterbi)."""
    heard = tuple(map(remove_stress, entry.phonemes))
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for at, letter in enumerate(entry.word):
        left = len(entry.word) - at - 1
        row: dict[int, tuple[float, int]] = {}
        for place, (score, _) in best[-1].items():
            for end in range(max(place, len(heard) - MOST_SOUNDS * left), min(place + MOST_SOUNDS, len(heard)) + 1):
                total = score + fit(sounds, letter, heard[place:end])
                if end not in row or total > row[end][0]:
                    row[end] = total, place
        best.append(row)
    rows, end = [], len(heard)
    for row in reversed(best[1:]):
        rows.append(entry.phonemes[row[end][1] : end])
        end = row[end][1]
    return rows[::-1]


def fit(sounds: Sounds, letter: str, row: Phonemes) -> float:
    """Return the logarithm of how often a letter makes a row; the longer an unseen one, the less."""
    return sounds.get(letter, {}).get(row) or UNSEEN * max(len(row), 1)


def rules_for(aligned: Iterable[tuple[Entry, list[Phonemes]]]) -> dict[str, str]:
    """Return the shortest contexts, and the longer ones that are exceptions to them."""
    cases = [
        (entry.word, at, " ".join(row), sqrt(entry.count)) for entry, rows in aligned for at, row in enumerate(rows)
    ]
    rules: dict[str, str] = {}
    guesses = [""] * len(cases)
    for letters in range(1, MOST_LETTERS + 1):
        groups: dict[str, list[int]] = defaultdict(list)
        for number, (word, at, _, _) in enumerate(cases):
            groups[context(word, at, letters)].append(number)
        open_cases = []
        for window, numbers in groups.items():
            votes: dict[str, float] = defaultdict(float)
            for number in numbers:
                votes[cases[number][2]] += cases[number][3]
            guess = max(votes, key=votes.__getitem__)
            if letters == 1 or guess != guesses[numbers[0]]:
                rules[window] = guess
            if len(votes) > 1:
                open_cases += [(cases[number], guess) for number in numbers]
        cases, guesses = [case for case, _ in open_cases], [guess for _, guess in open_cases]
    return rules
