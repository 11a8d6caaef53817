"""Speech that went through the codec must be understood as well as before."""

from functools import partial
from typing import Any

from tests.meaning.audio_to_audio import understood
from tests.speech import word_error_rate
from tests.truth.automatic_speech_recognition import SENTENCES
from tests.truth.case import Case
from tests.truth.sounds import SAID, Sound, recorded, spoken, starter
from tests.truth.text_to_speech import SENTENCES as MORE

RULE = "at 20 kbit/s at most one more word in ten misheard by Whisper tiny.en; two recordings, twelve sentences"
FLOOR = 0.6
KBIT_S = 20


def is_true(said: str, sound: Sound, raw: dict[str, Any]) -> bool:
    """Tell whether a sound is understood as well as it was."""
    listener = starter("automatic-speech-recognition", "whisper-tiny.en")
    before = understood(listener, {"audio": sound[0], "sampling_rate": sound[1]})
    return word_error_rate(said, understood(listener, raw)) <= word_error_rate(said, before) + 0.1


def case(said: str, sound: partial[Sound]) -> Case:
    """Return the case of a sound whose words are known."""
    return Case(said[:60], {"audio": sound, "bandwidth": KBIT_S}, lambda raw: is_true(said, sound(), raw))


CASES = (
    *(case(said, partial(recorded, name)) for name, said in SAID.items()),
    *(case(one, partial(spoken, one)) for one in (*SENTENCES, *MORE[:4])),
)
