import pytest
import soundfile
import soxr
from transformers import AudioClassificationPipeline, AutoFeatureExtractor, WhisperForAudioClassification

from assets.recipes.sounds import KINDS
from tabs.examples.packaged import find_sound


@pytest.fixture(scope="module")
def pipe(starter_folder) -> AudioClassificationPipeline:
    folder = starter_folder("whisper-sounds")
    model, info = WhisperForAudioClassification.from_pretrained(folder, dtype="float32", output_loading_info=True)
    assert not info["missing_keys"]
    return AudioClassificationPipeline(model=model, feature_extractor=AutoFeatureExtractor.from_pretrained(folder))


def test_knows_the_kinds_of_the_generator(pipe):
    assert tuple(pipe.model.config.id2label.values()) == KINDS


@pytest.mark.parametrize("name", ["cate_blanch.mp3", "cate_blanch_2.mp3", "heath_ledger.mp3"])
def test_real_people_speak(pipe, name):
    samples, rate = soundfile.read(find_sound(name), dtype="float32", always_2d=True)
    answers = pipe(soxr.resample(samples.mean(axis=1), rate, 16_000), top_k=2)
    assert answers[0]["label"] == "person speaking"
    assert answers[0]["score"] > 0.5
