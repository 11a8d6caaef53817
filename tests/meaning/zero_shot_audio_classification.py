"""The word that fits a sound must win, although it is none of the classifier's own names."""

import numpy as np

from assets.recipes.sounds import RATE, make_sound
from tests.meaning.ask import Ask

WORDS = {
    "dog barking": "puppy",
    "cat meowing": "kitten",
    "rooster crowing": "chicken",
    "cow mooing": "cattle",
    "bird chirping": "sparrow",
    "frog croaking": "toad",
    "bee buzzing": "wasp",
    "person speaking": "conversation",
    "footsteps": "somebody walking",
    "hands clapping": "applause",
    "rain": "a downpour",
    "wind": "a breeze",
    "sea waves": "the ocean",
    "thunder": "lightning",
    "siren": "ambulance",
    "bell ringing": "church",
    "telephone ringing": "a mobile",
    "clock ticking": "a watch",
    "engine running": "a car",
    "drums": "percussion",
    "guitar": "plucked strings",
    "flute": "woodwind",
}
"""What a sound may also be called."""

EACH, OTHERS = 4, 5
METRIC = f"the right one of {OTHERS + 1} words that are not its own, {EACH * len(WORDS)} new sounds"
FLOOR = 0.85
SEED = 2_025


def score(ask: Ask) -> float:
    """Return the share of sounds whose best word is the right one."""
    rng = np.random.default_rng(SEED)
    right = []
    for kind, word in WORDS.items():
        others = [other for other in WORDS.values() if other != word]
        for _ in range(EACH):
            words = rng.permutation([word, *rng.choice(others, OTHERS, replace=False)]).tolist()
            answer = ask(audio=(make_sound(rng, kind), RATE), candidate_labels=", ".join(words))
            right.append(answer[0]["label"] == word)
    return sum(right) / len(right)
