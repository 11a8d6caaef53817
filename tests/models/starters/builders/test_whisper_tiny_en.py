import numpy as np
import pytest
import soundfile
import soxr
import torch
from transformers import AutomaticSpeechRecognitionPipeline, AutoModelForSpeechSeq2Seq, AutoProcessor

from tests.speech import SENTENCES, needs_espeak, speak, word_error_rate


def heard_as(text, tmp_path):
    samples, rate = soundfile.read(speak(text, tmp_path / "speech.wav"), dtype="float32")
    return {"raw": soxr.resample(samples, rate, 16000), "sampling_rate": 16000}


@pytest.fixture(scope="module")
def folder(starter_folder):
    return starter_folder("whisper-tiny.en")


@pytest.fixture(scope="module")
def recognise(folder):
    model = AutoModelForSpeechSeq2Seq.from_pretrained(folder, dtype=torch.float32)
    processor = AutoProcessor.from_pretrained(folder)
    pipe = AutomaticSpeechRecognitionPipeline(
        model=model,
        tokenizer=processor.tokenizer,
        feature_extractor=processor.feature_extractor,
        device="cpu",
    )
    limits = {"num_beams": 1, "max_new_tokens": 60}
    # The pipeline empties the dict it is given.
    return lambda audio, **parameters: pipe(dict(audio), generate_kwargs=limits, **parameters)


def test_nothing_is_missing_and_float16_is_kept(folder):
    model, info = AutoModelForSpeechSeq2Seq.from_pretrained(folder, output_loading_info=True)
    assert not info["missing_keys"]
    assert not info["unexpected_keys"]
    assert model.dtype == torch.float16
    assert model.proj_out.weight is model.model.decoder.embed_tokens.weight
    assert sum(parameter.numel() for parameter in model.parameters()) == 37_760_256  # of openai/whisper-tiny.en


def test_encoder_positions_are_whisper_s_sinusoids(folder):
    positions = AutoModelForSpeechSeq2Seq.from_pretrained(folder).model.encoder.embed_positions.weight
    angles = np.arange(1500)[:, None] * np.exp(-np.log(10000) / 191 * np.arange(192))[None]
    expected = np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    assert np.abs(positions.detach().float().numpy() - expected).max() < 1e-3


def test_tokenizer_knows_text_and_times(folder):
    tokenizer = AutoProcessor.from_pretrained(folder).tokenizer
    ids = tokenizer(" Hello, world.").input_ids
    assert ids[:2] == tokenizer.convert_tokens_to_ids(["<|startoftranscript|>", "<|notimestamps|>"])
    assert tokenizer.decode(ids, skip_special_tokens=True) == " Hello, world."
    assert tokenizer.decode([50363, *ids[2:-1], 50413], decode_with_timestamps=True).startswith("<|0.00|> Hello")


@needs_espeak
def test_word_error_rate(recognise, tmp_path):
    rates = [word_error_rate(one, recognise(heard_as(one, tmp_path))["text"]) for one in SENTENCES]
    assert sum(rates) / len(rates) < 0.15


@needs_espeak
def test_timestamps(recognise, tmp_path):
    audio = heard_as(f"{SENTENCES[0]} {SENTENCES[5]}", tmp_path)
    seconds = len(audio["raw"]) / 16000
    for kind, count in ((True, 2), ("word", 15)):
        chunks = recognise(audio, return_timestamps=kind)["chunks"]
        times = [time for chunk in chunks for time in chunk["timestamp"]]
        assert len(chunks) == count
        assert times == sorted(times)
        assert times[-1] == pytest.approx(seconds, abs=0.5)


@needs_espeak
def test_more_than_thirty_seconds(recognise, tmp_path):
    parts = [heard_as(sentence, tmp_path)["raw"] for sentence in SENTENCES]
    audio = np.concatenate([*parts, *parts[:2]])
    assert len(audio) > 32 * 16000
    answer = recognise({"raw": audio, "sampling_rate": 16000}, return_timestamps=True)
    assert answer["chunks"][-1]["timestamp"][1] > 30
    assert "thank you very much" in answer["text"].lower()
