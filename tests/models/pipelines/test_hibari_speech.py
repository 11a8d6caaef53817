"""The voice answers like a text-to-speech pipeline, always the same, faster where it is told so."""

import numpy as np
import pytest

from models import starters
from models.errors import BadInput
from models.pipelines.hibari_speech import load_hibari
from tabs.audio.text_to_speech import AS_IT_STANDS, AS_THE_VOICE, call, speaking_at
from tabs.run.job import Job


@pytest.fixture(scope="module")
def speaker():
    return load_hibari(starters.folder_of("hibari"))


def test_a_text_sounds_the_same_twice(speaker):
    first, again = (speaker("Good morning!") for _ in range(2))
    assert first["sampling_rate"] == 24_000
    assert first["audio"].dtype == np.float32
    assert first["audio"].shape[0] == 1
    np.testing.assert_array_equal(first["audio"], again["audio"])
    assert 0.02 < np.abs(first["audio"]).max() <= 1


def test_it_speaks_faster_and_then_as_before(speaker):
    text = "The museum opens at nine."
    before = speaker(text)["audio"].size
    with speaking_at(speaker.model, 2.0):
        assert speaker(text)["audio"].size < 0.75 * before
    assert speaker(text)["audio"].size == before


@pytest.mark.parametrize("text", ["", "?!", "猫"])
def test_what_cannot_be_read_is_refused_in_a_sentence(speaker, text):
    with pytest.raises(BadInput, match="Write English words"):
        speaker(text)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It was −5 °C on Baker St. near me.", "It was minus five degrees Celsius on Baker Street near me."),
        ("It cost 89,90 €.", "It cost eighty nine euros and ninety cents."),
        ("1.234.567 euros", "one million two hundred and thirty four thousand five hundred and sixty seven euros"),
    ],
)
def test_what_is_written_in_figures_sounds_like_what_is_written_in_words(speaker, written, said):
    figures, words, raw = (
        call(speaker, Job(), text=text, speaking_rate=1.0, speaker_id=0, normalize=normalize)["audio"]
        for text, normalize in ((written, AS_THE_VOICE), (said, AS_IT_STANDS), (written, AS_IT_STANDS))
    )
    np.testing.assert_array_equal(figures, words)
    assert figures.size != raw.size


def test_a_folder_without_the_voice_is_refused(tmp_path):
    with pytest.raises(OSError, match="hibari"):
        load_hibari(tmp_path)
