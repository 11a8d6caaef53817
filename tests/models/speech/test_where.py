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
@pytest.mark.parametrize("gain", [0.02, 0.005])
def test_somebody_far_away_is_found_after_somebody_near(gain):
    samples = spoken()
    near = find(samples)
    both = find(np.concatenate([samples, np.zeros(3 * RATE), samples * gain]))
    later = [(start - len(samples) / RATE - 3, end - len(samples) / RATE - 3) for start, end in both[len(near) :]]
    assert np.array(later) == pytest.approx(np.array(near), abs=0.2)


@pytest.mark.usefixtures("detector")
def test_clicks_make_quiet_speech_no_quieter():
    samples = spoken() * 0.003
    samples[8_000 :: 3 * RATE] = 1.0
    lasts = sum(end - start for start, end in find(samples))
    assert lasts == pytest.approx(sum(end - start for start, end in find(spoken())), abs=0.5)


def test_a_loud_recording_is_left_as_it_is_and_silence_too():
    loud = np.random.default_rng(0).normal(0, 0.2, 3 * RATE).clip(-1, 1).astype(np.float32)
    assert raise_level(loud) == pytest.approx(loud)
    assert not raise_level(np.zeros(RATE, np.float32)).any()
    assert raise_level(np.zeros(9, np.float32)).size == 9
    quiet = raise_level(loud * 0.001)
    assert np.sqrt(np.square(quiet).mean()) == pytest.approx(LEVEL, rel=0.2)


def test_a_span_is_divided_where_a_voice_is_least_likely():
    probabilities = np.full(1000, 0.9)
    probabilities[[180, 400, 520]] = 0.5
    parts = split_span((0.0, 60.0), probabilities, 0.1)
    assert parts == [(0.0, 18.0), (18.0, 40.0), (40.0, 60.0)]
    assert all(end - start <= MOST_SPAN_S for start, end in split_span((3.0, 99.0), np.ones(1000), 0.1))
