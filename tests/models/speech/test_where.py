"""Where somebody speaks, by the detector that recognisers ask."""

import numpy as np
import pytest
import soundfile

from models.speech.where import LEVEL, MOST_SPAN_S, RATE, find_speech, raise_level, split_span
from tabs.task import ASSETS
from tests.models.pipelines.test_voice_activity import silero

__all__ = ["silero"]


@pytest.fixture
def detector(silero, monkeypatch):
    monkeypatch.setattr("models.speech.where.open_detector", lambda: silero)


def spoken(name="short-speech.ogg"):
    samples, rate = soundfile.read(ASSETS / "examples" / name, dtype="float32")
    assert rate == RATE
    return samples


def find(samples):
    return find_speech(np.asarray(samples, np.float32), lambda done, total: None)


def tune(seconds):
    """Return notes with overtones that fade, float (n,)."""
    times = np.arange(int(0.4 * RATE)) / RATE
    pitches = 220 * 2 ** (np.random.default_rng(3).integers(0, 24, int(seconds / 0.4)) / 12)
    notes = [
        sum(np.sin(2 * np.pi * pitch * k * times) / k for k in (1, 2, 3)) * np.exp(-4 * times) for pitch in pitches
    ]
    return 0.3 * np.concatenate(notes)


@pytest.mark.usefixtures("detector")
@pytest.mark.parametrize("gain", [1, 0.1, 0.001])
@pytest.mark.parametrize("kind", ["noise", "hum", "tune"])
def test_noise_hum_and_music_are_nobody_however_loud(kind, gain):
    times = np.arange(12 * RATE) / RATE
    sounds = {
        "noise": np.random.default_rng(0).normal(0, 0.2, 12 * RATE),
        "hum": 0.4 * np.sign(np.sin(2 * np.pi * 50 * times)),
        "tune": tune(12),
    }
    assert find(sounds[kind] * gain) == []


@pytest.mark.usefixtures("detector")
@pytest.mark.parametrize("peak", [0.5, 0.01, 0.002, 0.0005])
def test_quiet_speech_is_found_where_loud_speech_is(peak):
    samples = spoken()
    loud, quiet = find(samples), find(samples * (peak / np.abs(samples).max()))
    assert np.array(quiet) == pytest.approx(np.array(loud), abs=0.1)


@pytest.mark.usefixtures("detector")
def test_a_click_makes_quiet_speech_no_quieter():
    samples = spoken() * 0.003
    found = find(np.concatenate([[1.0, -1.0] * 20, samples]))
    assert sum(end - start for start, end in found) == pytest.approx(
        sum(end - start for start, end in find(spoken())), abs=0.3
    )


def test_loud_recordings_are_left_as_they_are_and_silence_too():
    loud = spoken()
    assert raise_level(loud) is loud
    assert not raise_level(np.zeros(RATE, np.float32)).any()
    assert raise_level(np.zeros(0, np.float32)).size == 0
    quiet = raise_level(loud * 0.001)
    assert LEVEL / 2 < np.sqrt(np.square(quiet).mean()) < 2 * LEVEL
    assert np.abs(quiet).max() <= 1


def test_a_span_is_divided_where_a_voice_is_least_likely():
    probabilities = np.full(1000, 0.9)
    probabilities[[180, 400, 520]] = 0.5
    parts = split_span((0.0, 60.0), probabilities, 0.1)
    assert parts == [(0.0, 18.0), (18.0, 40.0), (40.0, 60.0)]
    assert all(end - start <= MOST_SPAN_S for start, end in split_span((3.0, 99.0), np.ones(1000), 0.1))
