"""Real recordings, and a synthetic voice."""

from functools import partial

from tests.truth.automatic_speech_recognition import SENTENCES
from tests.truth.case import Case
from tests.truth.sounds import recorded, spoken

RULE = "the first name is what sounds; a refusal counts as no answer"
FLOOR = 0.0
RECORDED = (
    ("cate_blanch.mp3", 0, None, "person speaking"),
    ("cate_blanch_2.mp3", 0, None, "person speaking"),
    ("heath_ledger.mp3", 0, None, "person speaking"),
    ("sax.wav", 0, None, "saxophone"),
    ("sax.wav", 0, 4, "saxophone"),
    ("sax.wav", 4, 8, "saxophone"),
    ("sax.wav", 8, 12, "saxophone"),
    ("sax.wav", 12, 16, "saxophone"),
    ("cantina.wav", 0, None, "saxophone"),
)
SOUNDS = (
    *((f"{name} {start}", partial(recorded, name, start, end), kind) for name, start, end, kind in RECORDED),
    *((one, partial(spoken, one), "person speaking") for one in SENTENCES[:4]),
)
"""What a sound is called, the sound, and its kind."""
CASES = tuple(
    Case(name, {"audio": sound}, lambda raw, kind=kind: raw[0]["label"] == kind) for name, sound, kind in SOUNDS
)
