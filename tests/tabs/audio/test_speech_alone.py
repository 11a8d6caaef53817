"""Words are written where somebody speaks, and nowhere else."""

import io
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
import torch
from gradio_client import handle_file

from models.speech.loops import LoopGuard
from tabs.audio import automatic_speech_recognition as recognition
from tabs.read.audio import Audio
from tabs.run.job import Job
from tabs.task import ASSETS

RATE = 16_000
SETTINGS = {one.name: one.default for one in recognition.TASK.parameters}


class Recogniser:
    """Hears a word in every second of what it is given, which it counts, and says that it lasts too long."""

    def __init__(self, kind="seq2seq_whisper"):
        self.type = kind
        self.feature_extractor = SimpleNamespace(sampling_rate=RATE)
        self.tokenizer = SimpleNamespace(eos_token_id=0)
        self.model = SimpleNamespace(config=SimpleNamespace(max_target_positions=448), generation_config=None)
        self.heard_s, self.options = [], []

    def __call__(self, speech, **options):
        seconds = len(speech.pop("raw")) / RATE
        self.heard_s.append(seconds)
        self.options.append(options)
        chunks = [{"text": f" w{number}", "timestamp": (float(number), number + 3.0)} for number in range(int(seconds))]
        text = "".join(chunk["text"] for chunk in chunks)
        return {"text": text, "chunks": chunks} if options.get("return_timestamps") else {"text": text}


def hear(monkeypatch, speech, seconds, pipe=None, **settings):
    """Return the recogniser's answer to a recording in which somebody speaks in these spans, and what was noted."""
    monkeypatch.setattr(recognition, "find_speech", lambda samples, report: speech)
    job, audio = Job(), Audio(np.zeros(round(seconds * RATE), np.float32), RATE)
    raw = recognition.call(pipe or Recogniser(), job, audio=audio, **{**SETTINGS, **settings})
    return raw, job.note


@pytest.mark.parametrize("kind", ["seq2seq_whisper", "ctc", "moonshine"])
@pytest.mark.parametrize("stamps", ["off", "sentence", "word"])
def test_where_nobody_speaks_nothing_is_heard_and_it_is_told(monkeypatch, kind, stamps):
    pipe = Recogniser(kind)
    raw, note = hear(monkeypatch, [], 31, pipe, return_timestamps=stamps)
    assert pipe.heard_s == []
    assert raw["text"] == ""
    assert raw.get("chunks", []) == []
    assert "Nobody" in note


@pytest.mark.parametrize("kind", ["seq2seq_whisper", "ctc", "moonshine"])
def test_what_is_left_out_is_not_heard_and_told(monkeypatch, kind):
    pipe = Recogniser(kind)
    _, note = hear(monkeypatch, [(40.0, 44.0)], 60, pipe)
    assert pipe.heard_s == [pytest.approx(5.5)]
    assert "54 of 60 s" in note


def test_a_recording_without_long_pauses_is_heard_as_it_is(monkeypatch):
    pipe = Recogniser()
    _, note = hear(monkeypatch, [(0.3, 4.0), (5.5, 8.0)], 9, pipe)
    assert pipe.heard_s == [9]
    assert note == ""


@pytest.mark.parametrize("stamps", ["sentence", "word"])
def test_times_lie_in_the_recording_where_somebody_speaks(monkeypatch, stamps):
    speech = [(12.0, 16.0), (44.0, 50.0)]
    raw, _ = hear(monkeypatch, speech, 60, return_timestamps=stamps)
    for chunk in raw["chunks"]:
        start_s, end_s = chunk["timestamp"]
        assert any(first - 0.4 <= start_s <= last + 0.4 for first, last in speech)
        assert any(first - 0.4 <= end_s <= last + 0.4 for first, last in speech)


def test_long_recordings_are_heard_in_windows_that_end_in_pauses(monkeypatch):
    speech = [(start + 0.25, start + 6.75) for start in np.arange(0, 140, 7.0).tolist()]
    pipe = Recogniser()
    raw, note = hear(monkeypatch, speech, 140, pipe)
    assert note == ""
    assert sum(pipe.heard_s) == pytest.approx(140)
    assert all(15 <= one <= 30 for one in pipe.heard_s[:-1])
    starts = [chunk["timestamp"][0] for chunk in raw["chunks"]]
    assert starts == sorted(starts)
    assert starts[-1] > 130
    assert raw["text"].split() == [chunk["text"].strip() for chunk in raw["chunks"]]


class Multilingual(Recogniser):
    """Takes what lasts ten seconds for German and a few words for English."""

    def __init__(self):
        super().__init__()
        known = {"<|en|>": 1, "<|de|>": 2}
        config = SimpleNamespace(is_multilingual=True, lang_to_id=known)
        self.device = "cpu"
        self.model = SimpleNamespace(
            config=self.model.config,
            generation_config=config,
            dtype=torch.float32,
            detect_language=lambda features: torch.tensor([2 if features.shape[-1] > 10 * RATE else 1]),
        )

        def extract(samples, **_):
            return SimpleNamespace(input_features=torch.as_tensor(samples)[None])

        extract.sampling_rate = RATE
        self.feature_extractor = extract


@pytest.mark.parametrize(
    ("stamps", "asked", "told"), [("word", "", {"de"}), ("sentence", "", {"de"}), ("word", "en", {"en"})]
)
def test_all_windows_are_of_the_language_of_the_longest(monkeypatch, stamps, asked, told):
    pipe = Multilingual()
    speech = [(start, start + 9.0) for start in np.arange(1, 61, 10.0).tolist()] + [(70.0, 71.0)]
    hear(monkeypatch, speech, 80, pipe, return_timestamps=stamps, language=asked)
    assert len(pipe.options) > 1
    assert {one["generate_kwargs"]["language"] for one in pipe.options} == told


def test_what_is_heard_at_once_leaves_the_language_to_the_model(monkeypatch):
    pipe = Multilingual()
    hear(monkeypatch, [(1.0, 9.0)], 10, pipe)
    assert "language" not in pipe.options[0]["generate_kwargs"]


def test_all_is_heard_where_that_is_asked_for(monkeypatch):
    pipe = Recogniser()
    raw, note = hear(monkeypatch, [], 45, pipe, vad_filter=False)
    assert pipe.heard_s == [45]
    assert note == ""
    assert max(chunk["timestamp"][1] for chunk in raw["chunks"]) <= 45


def test_a_ctc_model_s_words_become_phrases_after_they_are_put_back(monkeypatch):
    pipe = Recogniser("ctc")
    raw, _ = hear(monkeypatch, [(1.0, 4.0), (30.0, 33.0)], 60, pipe)
    assert len(raw["chunks"]) == 2
    assert raw["chunks"][1]["timestamp"][0] == pytest.approx(30, abs=0.7)


def test_whisper_is_kept_from_loops(monkeypatch):
    pipe = Recogniser()
    hear(monkeypatch, [(0.5, 3.0)], 4, pipe)
    assert any(isinstance(one, LoopGuard) for one in pipe.options[0]["generate_kwargs"]["logits_processor"])


def written(path, samples):
    stream = io.BytesIO()
    soundfile.write(stream, samples, RATE, format="WAV")
    path.write_bytes(stream.getvalue())
    return handle_file(path)


def test_speech_between_noise_and_silence(client, tmp_path):
    speech = soundfile.read(ASSETS / "examples" / "short-speech.ogg", dtype="float32")[0]
    noise = np.random.default_rng(0).normal(0, 0.05, 20 * RATE)
    recording = written(tmp_path / "a.wav", np.concatenate([noise, speech, np.zeros(15 * RATE)]))
    _, _, raw, run = client.predict(audio=recording, api_name="/automatic_speech_recognition")
    _, _, alone, _ = client.predict(
        audio=handle_file(ASSETS / "examples" / "short-speech.ogg"), api_name="/automatic_speech_recognition"
    )
    assert raw["text"].lower().split() == alone["text"].lower().split()
    assert raw["chunks"][0]["timestamp"][0] == pytest.approx(20, abs=1)
    assert raw["chunks"][-1]["timestamp"][1] == pytest.approx(20 + len(speech) / RATE, abs=1)
    assert "Nobody speaks" in run["note"]


def test_noise_alone_has_no_words(client, tmp_path):
    noise = written(tmp_path / "a.wav", np.random.default_rng(0).normal(0, 0.1, 31 * RATE))
    text, rows, raw, run = client.predict(audio=noise, api_name="/automatic_speech_recognition")
    assert text == rows == raw["text"] == ""
    assert "Nobody" in run["note"]
