"""Recorded speech between stretches of a quiet room must be found where it is; music is no speech."""

from functools import partial
from typing import Any

from tests.truth.automatic_speech_recognition import SENTENCES
from tests.truth.case import Case
from tests.truth.sounds import RATE, Sound, between_silence, in_a_noisy_room, recorded, spoken

RULE = "speech begins and ends within half a second of where it was put; nothing where none is"
FLOOR = 0.6
NEAR_S = 0.5
SPOKEN_FROM_TO_S = {"cate_blanch.mp3": (0.4, 7.4), "cate_blanch_2.mp3": (0.2, 3.6), "heath_ledger.mp3": (0.4, 2.9)}
"""Where somebody speaks in each recording, read off its wave."""


def placed(name: str, before_s: float) -> Sound:
    """Return the spoken part of a recording with silence around it."""
    return between_silence(recorded(name, *SPOKEN_FROM_TO_S[name]), before_s, 2)


def read(text: str, before_s: float) -> Sound:
    """Return a sentence with silence around it."""
    return between_silence(spoken(text), before_s, 2)


def noisy(name: str, before_s: float) -> Sound:
    """Return what `placed` returns, with noise all over it."""
    return in_a_noisy_room(placed(name, before_s))


def is_true(sound: partial[Sound], before_s: float, raw: dict[str, Any]) -> bool:
    """Tell whether the speech was found."""
    if not (found := raw["segments"]):
        return False
    end_s = len(sound()[0]) / RATE - 2
    return abs(found[0]["start"] - before_s) <= NEAR_S and abs(found[-1]["end"] - end_s) <= NEAR_S


def case(name: str, sound: partial[Sound], before_s: float) -> Case:
    """Return the case of speech that begins after so many seconds."""
    return Case(name, {"audio": sound}, lambda raw: is_true(sound, before_s, raw))


CASES = (
    *(case(name, partial(placed, name, 1.5), 1.5) for name in SPOKEN_FROM_TO_S),
    *(case(f"{name} in noise", partial(noisy, name, 3), 3) for name in SPOKEN_FROM_TO_S),
    *(case(one, partial(read, one, 2.5), 2.5) for one in SENTENCES[:4]),
    *(
        Case(
            f"{name} from {start_s} s",
            {"audio": partial(recorded, name, start_s, end_s)},
            lambda raw: not raw["segments"],
        )
        for name, start_s, end_s in (
            ("cantina.wav", 0, None),
            ("sax.wav", 0, 5),
            ("sax.wav", 5, 10),
            ("sax.wav", 10, 16),
        )
    ),
)
