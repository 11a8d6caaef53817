"""Recorded speech, and everyday sentences read by the app's own voice, plainly, by telephone and in a noisy room."""

from collections.abc import Callable
from functools import partial

from tests.speech import word_error_rate
from tests.truth.case import Case
from tests.truth.sounds import SAID, Sound, in_a_noisy_room, over_the_telephone, recorded, spoken

RULE = "at most one word in ten wrong; two recordings, each in three ways, and eight sentences of a synthetic voice"
FLOOR = 0.6
SENTENCES = (
    "The shop opens at nine and closes at six.",
    "My appointment with the dentist is on Tuesday.",
    "There is a problem with the heating in our flat.",
    "We should leave before the traffic gets worse.",
    "Could you send me the address of the hotel?",
    "The dog next door has been barking all night.",
    "She bought a bicycle for her daughter's birthday.",
    "I think the key is under the flower pot.",
)
WAYS = (("", lambda sound: sound), (" by telephone", over_the_telephone), (" in noise", in_a_noisy_room))


def heard(name: str, change: Callable[[Sound], Sound]) -> Sound:
    """Return a changed recording."""
    return change(recorded(name))


CASES = (
    *(
        Case(
            f"{name}{way}",
            {"audio": partial(heard, name, change)},
            lambda raw, said=said: word_error_rate(said, raw["text"]) <= 0.1,
        )
        for name, said in SAID.items()
        for way, change in WAYS
    ),
    *(
        Case(one, {"audio": partial(spoken, one)}, lambda raw, one=one: word_error_rate(one, raw["text"]) <= 0.1)
        for one in SENTENCES
    ),
)
