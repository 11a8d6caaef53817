"""espeak-ng, spoken to through its library: speech with the place of every phoneme in it.

The functions and structures are those of espeak-ng's speak_lib.h (1.51, Debian package libespeak-ng1). The library
holds one voice a process.
"""

import ctypes
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

VOICE, WORDS_A_MINUTE = b"en-us", 140
RATE = 22_050

AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_PHONEME_EVENTS = 1
CHARS_UTF8 = 1
EVENT_LIST_TERMINATED, EVENT_PHONEME = 0, 7
PARAMETER_RATE = 1

PAUSE = "_"
"""What the names of pauses begin with."""

SEPARATOR = "_"
"""Between the phonemes of a word."""

UNHEARD = "%=:"
"""Marks of unstressed syllables and of breaths, before a phoneme."""

NO_SOUNDS = {"", "'", ",", ":", "!", "|"}
"""What stands between phonemes but is none."""


class _Value(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("phoneme", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Value),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said.

    Attributes:
        samples: float32 (n,) at RATE.
        phonemes: names of phonemes, and of pauses, which begin with PAUSE.
        starts: the sample at which each begins.
    """

    samples: NDArray[np.float32]
    phonemes: tuple[str, ...]
    starts: tuple[int, ...]


class Espeak:
    """The library, with its voice set."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        if self._library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, None, INITIALIZE_PHONEME_EVENTS) != RATE:
            raise OSError("espeak-ng could not be started.")
        self._heard: list[NDArray[np.int16]] = []
        self._seen: list[tuple[str, int]] = []
        self._callback = _CALLBACK(self._receive)  # kept: the library does not
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_SetVoiceByName(VOICE)
        self._library.espeak_SetParameter(PARAMETER_RATE, WORDS_A_MINUTE, 0)

    def _receive(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            self._heard.append(np.ctypeslib.as_array(samples, (count,)).copy())
        number = 0
        while events[number].type != EVENT_LIST_TERMINATED:
            if events[number].type == EVENT_PHONEME:
                self._seen.append((events[number].id.phoneme.decode(), events[number].sample))
            number += 1
        return 0

    def speak(self, text: str) -> Utterance:
        """Say a text; the names of its phonemes bear no stress."""
        self._heard.clear()
        self._seen.clear()
        spelled = text.encode()
        self._library.espeak_Synth(spelled, len(spelled) + 1, 0, 1, 0, CHARS_UTF8, None, None)
        samples = np.concatenate(self._heard) if self._heard else np.zeros(0, np.int16)
        names, starts = zip(*self._seen, strict=True) if self._seen else ((), ())
        return Utterance((samples / 2**15).astype(np.float32), names, starts)

    def clauses(self, text: str) -> list[list[tuple[str, ...]]]:
        """Return the text's clauses, each a list of words, each its phonemes; stressed ones begin with "'" or ","."""
        kept = ctypes.create_string_buffer(text.encode())
        rest = ctypes.c_void_p(ctypes.addressof(kept))
        found = []
        while rest.value:
            told = self._library.espeak_TextToPhonemes(ctypes.byref(rest), CHARS_UTF8, ord(SEPARATOR) << 8)
            found.append([phonemes_of(word) for word in told.decode().split()])
        return found


def phonemes_of(word: str) -> tuple[str, ...]:
    """Return the phonemes of a word as the library writes it, such as "r_'E_d_i"."""
    names = (name.lstrip(UNHEARD) for name in word.split(SEPARATOR))
    return tuple(re.sub("^([',])[',%=:]+", r"\1", name) for name in names if name not in NO_SOUNDS)


@cache
def espeak() -> Espeak:
    """Return the library of this process."""
    return Espeak()
