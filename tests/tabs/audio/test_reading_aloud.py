"""Figures, signs and abbreviations are read as words, whichever voice reads them."""

from types import SimpleNamespace

import numpy as np
import pytest

from models.errors import BadInput
from models.key import ModelKey
from tabs.audio.text_to_speech import AS_IT_STANDS, AS_THE_VOICE, TASK, call
from tabs.read.parameter import read_parameter
from tabs.run.job import Job


class Reader:
    """Remembers what it is to read; MMS tells its language in its tokenizer."""

    def __init__(self, language=None):
        self.model = SimpleNamespace(config=SimpleNamespace(model_type="vits", num_speakers=1), speaking_rate=1.0)
        self.tokenizer = Letters(language)
        self.read = []

    def __call__(self, text, **_):
        self.read.append(text)
        return {"audio": np.zeros((1, 8), np.float32), "sampling_rate": 16_000}


class Letters:
    phonemize = False

    def __init__(self, language):
        self.language = language

    def __call__(self, text):
        return {"input_ids": list(text)}


def named(model):
    job = Job()
    job.key = ModelKey("text-to-speech", "hub", model)
    return job


@pytest.mark.parametrize(
    ("language", "job", "normalize", "read"),
    [
        ("eng", Job(), AS_THE_VOICE, ["Doctor Ahn paid five dollars.", "Good."]),
        (None, named("facebook/mms-tts-eng"), AS_THE_VOICE, ["Doctor Ahn paid five dollars.", "Good."]),
        (None, named("somebody/mms-tts-deu-fine"), AS_THE_VOICE, ["Dr. Ahn paid fünf Dollar.", "Good."]),
        ("swh", Job(), AS_THE_VOICE, ["Dr. Ahn paid $5.", "Good."]),
        (None, Job(), AS_THE_VOICE, ["Dr. Ahn paid $5.", "Good."]),
        (None, Job(), "English", ["Doctor Ahn paid five dollars.", "Good."]),
        ("eng", Job(), AS_IT_STANDS, ["Dr. Ahn paid $5.", "Good."]),
    ],
)
def test_figures_are_read_in_the_words_of_the_voice(language, job, normalize, read):
    reader = Reader(language)
    call(reader, job, text="Dr. Ahn paid $5. Good.", speaking_rate=1.0, speaker_id=0, normalize=normalize)
    assert reader.read == read


def test_a_text_of_figures_alone_is_not_read_for_minutes():
    with pytest.raises(BadInput, match="figures"):
        call(Reader("eng"), Job(), text="1" * 3_000, speaking_rate=1.0, speaker_id=0)


@pytest.mark.parametrize(("value", "known"), [(True, AS_THE_VOICE), (False, AS_IT_STANDS), ("en", "English")])
def test_the_setting_takes_what_pipelines_take(value, known):
    (setting,) = (one for one in TASK.parameters if one.name == "normalize")
    assert read_parameter(setting, value) == known
