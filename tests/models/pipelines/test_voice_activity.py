import importlib.metadata

import numpy as np
import pytest
import soundfile

from models.pipelines.silero_vad import load_silero
from models.starters.builders.silero_vad import prepare
from tabs.task import ASSETS


@pytest.fixture(scope="module")
def silero(tmp_path_factory):
    try:
        importlib.metadata.distribution("silero-vad")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("silero-vad is not installed")
    folder = tmp_path_factory.mktemp("silero")
    prepare(folder)
    return load_silero(folder)


def test_every_sentence_is_found(silero):
    samples, rate = soundfile.read(ASSETS / "examples" / "long-speech.ogg", dtype="float32")
    assert rate == silero.sampling_rate
    found = silero(samples)["segments"]
    assert len(found) == 12
    assert all(one["score"] > 0.9 for one in found)
    assert sum(one["end"] - one["start"] for one in found) == pytest.approx(34, abs=1)


def test_noise_and_tones_are_no_speech(silero):
    noise = np.random.default_rng(0).normal(0, 0.05, 80_000)
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(80_000) / 16_000)
    assert silero(noise)["segments"] == silero(tone)["segments"] == []


def test_batches_remember_what_came_before(silero, monkeypatch):
    samples = soundfile.read(ASSETS / "examples" / "short-speech.ogg", dtype="float32")[0][:48_000]
    whole = silero(samples)["probabilities"]
    monkeypatch.setattr("models.pipelines.silero_vad.BATCH", 7)
    assert silero(samples)["probabilities"] == pytest.approx(whole, abs=1e-5)


def test_the_shortest_recording(silero):
    assert silero(np.zeros(800, np.float32))["probabilities"].shape == (2,)
