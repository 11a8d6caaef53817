import base64
import io
import re
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
from gradio_client import handle_file
from gradio_client.exceptions import AppError

from models.errors import BadInput
from models.pipelines.voice_activity import segments_of
from models.speech.languages import choose_language
from tabs.audio.text_to_speech import PART_CHARACTERS, choose_voice, join_parts, speaking_at, split_text
from tabs.audio.voice_activity_detection import TASK as DETECTION
from tabs.audio.voice_activity_detection import render as draw_speech
from tabs.read.audio import Audio
from tabs.render.codec import draw_size_bars
from tabs.render.sound import make_playable
from tabs.render.time_line import choose_marks, draw_time_line, list_segments, trace_curve
from tabs.run.job import Job
from tabs.run.windows import WINDOW_S, average_scores, classify_windows, cut_windows, find_window_s
from tabs.task import ASSETS

SPEECH = ASSETS / "examples" / "short-speech.ogg"


def silence(seconds, rate=16_000):
    return Audio(np.zeros(int(seconds * rate), np.float32), rate)


def whisper(**config):
    return SimpleNamespace(model=SimpleNamespace(generation_config=SimpleNamespace(**config)))


MULTILINGUAL = whisper(is_multilingual=True, lang_to_id={"<|en|>": 1, "<|de|>": 2})


class Quiet:
    def report(self, message): ...


# Speech recognition


@pytest.mark.parametrize("language", ["German", "german ", "de", "DE"])
def test_languages_by_name_and_by_code(language):
    assert choose_language(MULTILINGUAL, language, "translate") == {"task": "translate", "language": "de"}


def test_no_language_is_left_to_the_model():
    assert choose_language(MULTILINGUAL, " ", "transcribe") == {"task": "transcribe"}


@pytest.mark.parametrize("language", ["Klingon", "<|de|>", "French", "x" * 900])
def test_unknown_languages_are_refused(language):
    with pytest.raises(BadInput, match="language"):
        choose_language(MULTILINGUAL, language, "transcribe")


@pytest.mark.parametrize("pipe", [whisper(is_multilingual=False), SimpleNamespace(model=SimpleNamespace())])
def test_models_of_one_language(pipe):
    assert choose_language(pipe, "", "transcribe") == choose_language(pipe, "English", "transcribe") == {}
    for wrong in (("German", "transcribe"), ("", "translate")):
        with pytest.raises(BadInput, match="one language"):
            choose_language(pipe, *wrong)


@pytest.mark.parametrize("model", ["distil-whisper/distil-small.en", "facebook/wav2vec2-base-960h"])
def test_translation_needs_a_multilingual_model(audio_client, model):
    with pytest.raises(AppError, match="one language"):
        audio_client.predict(model=model, task="translate", api_name="/automatic_speech_recognition")


@pytest.mark.parametrize("stamps", ["off", "sentence", "word"])
def test_a_ctc_model_with_every_kind_of_time_stamps(audio_client, stamps):
    _, rows, _, _ = audio_client.predict(
        model="facebook/wav2vec2-base-960h", return_timestamps=stamps, api_name="/automatic_speech_recognition"
    )
    assert (stamps == "off") <= (rows == "")


def test_a_language_over_http(audio_client):
    *_, run = audio_client.predict(language="German", task="translate", api_name="/automatic_speech_recognition")
    assert run["model"] == "openai/whisper-tiny"


# Sounds


def test_windows_leave_out_a_short_rest():
    assert [len(one) for one in cut_windows(silence(WINDOW_S * 2 + 0.5), 16_000)] == [160_000, 160_000]
    assert [len(one) for one in cut_windows(silence(0.5), 16_000)] == [8_000]


class Extractor:
    sampling_rate = 16_000


class ShortExtractor(Extractor):
    chunk_length = 2


def test_windows_are_as_long_as_the_model_hears():
    lengths = []
    classify_windows(Quiet(), silence(5), ShortExtractor(), lambda part: lengths.append(len(part)) or [])
    assert lengths == [32_000, 32_000, 16_000]
    assert find_window_s(Extractor()) == WINDOW_S


def test_long_recordings_are_averaged():
    answers = iter([[{"score": 1.0, "label": "a"}, {"score": 0.0, "label": "b"}], [{"score": 0.4, "label": "a"}] * 1])
    found = classify_windows(Quiet(), silence(20), Extractor(), lambda _: next(answers))
    assert found == [{"score": 0.7, "label": "a"}, {"score": 0.0, "label": "b"}]
    assert average_scores([[{"score": 0.5, "label": "x"}]]) == [{"score": 0.5, "label": "x"}]


def test_labels_that_are_too_long(audio_client):
    with pytest.raises(AppError, match="too long"):
        audio_client.predict(candidate_labels="🦊" * 400, api_name="/zero_shot_audio_classification")


def test_labels_with_braces(audio_client):
    answer, _, _ = audio_client.predict(candidate_labels="{0}, {x}", api_name="/zero_shot_audio_classification")
    assert {one["label"] for one in answer["confidences"]} == {"{0}", "{x}"}


# Reading aloud


def test_sentences_and_long_ones_in_parts():
    assert split_text("One. Two!\n\nThree") == ["One.", "Two!", "Three"]
    long = "word " * 200 + "x" * 900
    assert all(0 < len(part) <= PART_CHARACTERS for part in split_text(long))
    assert "".join("".join(split_text(long)).split()) == "".join(long.split())


def test_parts_are_joined_with_pauses():
    assert len(join_parts([np.ones((1, 4)), np.ones(4)], 8)) == 4 + 2 + 4


def vits(voices, phonemize=False):
    config = SimpleNamespace(model_type="vits", num_speakers=voices)
    return SimpleNamespace(model=SimpleNamespace(config=config), tokenizer=SimpleNamespace(phonemize=phonemize))


def test_voices():
    assert choose_voice(vits(1), 0) == {}
    assert choose_voice(vits(4), 3) == {"speaker_id": 3}
    for pipe, number in ((vits(1), 1), (vits(4), 4), (vits(1, phonemize=True), 0)):
        with pytest.raises(BadInput):
            choose_voice(pipe, number)


def test_the_speed_of_fastspeech_is_what_durations_are_multiplied_by():
    config = SimpleNamespace(model_type="fastspeech2_conformer", speaking_speed=1.0)
    pipe = SimpleNamespace(model=SimpleNamespace(config=config))
    assert choose_voice(pipe, 0) == {}
    with speaking_at(pipe.model, 2.0):
        assert config.speaking_speed == 0.5
    assert config.speaking_speed == 1.0
    with pytest.raises(BadInput, match="no numbered voices"):
        choose_voice(pipe, 1)


@pytest.mark.parametrize(("text", "words"), [("你好", "letters"), ("…!?", "letters"), ("a" * 4000, "4,000")])
def test_texts_that_cannot_be_read(audio_client, text, words):
    with pytest.raises(AppError, match=words):
        audio_client.predict(text=text, api_name="/text_to_speech")


def frames_of(sound):
    """Return how many samples a sound of a raw answer has: base64, or a file that the client has fetched."""
    file = sound["file"] if isinstance(sound, dict) else io.BytesIO(base64.b64decode(sound))
    return soundfile.info(file).frames


def test_speech_is_a_wav_file_of_its_own_loudness(audio_client):
    file, raw, _ = audio_client.predict(text="One. Two.", api_name="/text_to_speech")
    samples, rate = soundfile.read(file)
    assert rate == raw["sampling_rate"] == 16_000
    assert len(samples) == frames_of(raw["audio"])


def test_playable_keeps_the_loudness():
    rate, samples = make_playable(np.array([[0.5, -2.0, np.nan, np.inf]]), 8_000)
    assert rate == 8_000
    assert samples.dtype == np.int16
    assert samples.tolist() == [16384, -32767, 0, 0]


# Voice activity


def test_segments_are_those_silero_would_cut():
    probabilities = np.zeros(100, np.float32)
    probabilities[10:30], probabilities[32:50], probabilities[80:82] = 0.9, 0.8, 1.0
    found = segments_of(probabilities, 0.1, min_speech_duration_ms=500, min_silence_duration_ms=300)
    assert [(one["start"], one["end"]) for one in found] == [(1.0, 5.0)]
    assert segments_of(probabilities, 0.1, min_speech_duration_ms=0, min_silence_duration_ms=0)[-1]["start"] == 8.0
    assert segments_of(np.ones(10), 0.1)[0]["end"] == 1.0
    assert segments_of(np.zeros(10), 0.1) == []


def test_a_segment_ends_only_well_below_the_threshold():
    found = segments_of(np.array([0.6, 0.4, 0.6, 0.3]), 1.0, threshold=0.5, min_silence_duration_ms=0)
    assert [(one["start"], one["end"]) for one in found] == [(0.0, 3.0)]


def test_the_time_line_is_clickable():
    segment = {"start": 1.234, "end": 2.5, "score": 0.9}
    drawing = draw_time_line([segment], np.linspace(0, 1, 1000), 10.0) + list_segments([segment], "none")
    assert drawing.count("data-seek='1.23'") == 2
    assert "0:01.2 to 0:02.5, 1.3 s</title>" in drawing
    assert "<time>0:01.2</time> to 0:02.5, 1.3 s" in drawing


@pytest.mark.parametrize("duration_s", [0.05, 3, 59, 600, 1800])
def test_clock_marks_are_few(duration_s):
    assert 1 <= len(choose_marks(duration_s)) <= 8


def test_curves_with_gaps_and_none_at_all():
    assert trace_curve(np.zeros(0)) == ""
    assert "nan" not in trace_curve(np.array([np.nan, 0.5, np.inf]))


def test_nobody_speaks():
    raw = {"segments": [], "probabilities": np.zeros(3, np.float32), "frame_s": 0.02}
    assert "Nobody speaks" in draw_speech(raw, audio=silence(0.06))


def test_quiet_speech_reaches_the_model_louder_and_no_segment_ends_after_the_recording():
    heard = []

    def pipe(samples, **_):
        heard.append(np.abs(samples).max())
        return {
            "segments": [{"start": 1.6, "end": 2.016, "score": 1.0}],
            "probabilities": np.ones(63),
            "frame_s": 0.032,
        }

    pipe.sampling_rate = 16_000
    quiet = Audio(np.random.default_rng(0).normal(0, 1e-4, 32_000).astype(np.float32), 16_000)
    settings = {one.name: one.default for one in DETECTION.parameters}
    raw = DETECTION.call(pipe, Job(), audio=quiet, **settings)
    assert heard[0] > 0.1
    assert raw["segments"][0]["end"] == 2.0


@pytest.mark.parametrize("model", ["microsoft/wavlm-base-plus-sd", "nvidia/Nemotron-3-Diarization"])
@pytest.mark.parametrize("seconds", [0.06, 31])
def test_short_and_long_recordings(audio_client, tmp_path, model, seconds):
    file = tmp_path / "noise.wav"
    soundfile.write(file, np.random.default_rng(0).normal(0, 0.1, int(seconds * 16_000)), 16_000)
    _, raw, _ = audio_client.predict(audio=handle_file(file), model=model, api_name="/voice_activity_detection")
    assert np.shape(raw["probabilities"]) == (seconds / 0.02,)


# Codecs


def test_sizes_in_words():
    bars = draw_size_bars(384_000, 3_000, 8.0)
    assert "384 kbit/s, 384 kB" in bars
    assert "3 kbit/s, 3.0 kB" in bars
    assert "128 times smaller" in bars


@pytest.mark.parametrize(
    ("model", "bandwidth", "bits"),
    [
        ("facebook/encodec_24khz", 0.1, 1500),
        ("facebook/encodec_24khz", 24.0, 24_000),
        ("kyutai/mimi", 0.1, 137.5),
        ("kyutai/mimi", 24.0, 4400),
    ],
)
def test_the_nearest_bandwidth_is_taken(audio_client, model, bandwidth, bits):
    before, after, size, raw, _ = audio_client.predict(model=model, bandwidth=bandwidth, api_name="/audio_to_audio")
    assert raw["bits_per_second"] == pytest.approx(bits)
    assert soundfile.info(before).frames == soundfile.info(after).frames == frames_of(raw["audio"])
    assert re.search("times smaller", size)


def test_windows_join_seamlessly(audio_client, tmp_path):
    file = tmp_path / "noise.wav"
    soundfile.write(file, np.random.default_rng(0).normal(0, 0.1, 25 * 24_000), 24_000)
    *_, raw, _ = audio_client.predict(audio=handle_file(file), api_name="/audio_to_audio")
    assert frames_of(raw["audio"]) == 25 * 24_000
    assert raw["codes"]["shape"][1] == pytest.approx(25 * 75, abs=3)


def test_a_model_that_is_no_codec(audio_client):
    with pytest.raises(AppError, match="encodec, dac, mimi"):
        audio_client.predict(model="facebook/wav2vec2-base-960h", api_name="/audio_to_audio")
