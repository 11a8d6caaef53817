import numpy as np
import pytest
import torch

from assets.recipes.letter_sounds import Entry, alignment, first_sounds, learn_rules
from models import starters
from models.errors import BadInput
from models.parts.griffin_lim import MelSettings, griffin_lim, log_mel
from models.pipelines.text_to_speech import load_text_to_speech
from models.words.letter_rules import context, pronounce

WORDS = {
    "cat": "k 'a t",
    "city": "s 'I t i",
    "act": "'a k t",
    "box": "b '0 k s",
    "axis": "'a k s I s",
    "site": "s 'aI t",
}
LEXICON = [Entry(word, tuple(said.split()), 1) for word, said in WORDS.items()]


@pytest.fixture(scope="module")
def speaker():
    return load_text_to_speech(starters.folder_of("tiny-fastspeech2"))


def test_contexts_grow_right_and_left_in_turn():
    assert [context("cat", 1, letters) for letters in (1, 2, 3, 4, 5)] == ["a", "at", "cat", "cat#", "#cat#"]


def test_the_longest_context_decides():
    rules = {"c": "k", "ci": "s", "a": "a", "i": "I", "t": "t"}
    assert list(pronounce(rules, "cat-ci")) == ["k", "a", "t", "s", "I"]


def test_rules_pronounce_all_that_they_were_learned_from():
    rules = learn_rules(LEXICON)
    assert {word: " ".join(pronounce(rules, word)) for word in WORDS} == WORDS


def test_every_letter_gets_its_part_of_the_phonemes():
    sounds = first_sounds(LEXICON)
    for entry in LEXICON:
        rows = alignment(entry, sounds)
        assert len(rows) == len(entry.word)
        assert sum(rows, ()) == entry.phonemes


def test_griffin_lim_finds_a_sound_with_the_same_spectrogram():
    settings = MelSettings()
    time = torch.arange(8_000) / settings.sampling_rate
    chord = sum(torch.sin(2 * torch.pi * hertz * time) for hertz in (220, 440, 1760)) * 0.2
    mel = log_mel(chord, settings)
    again = log_mel(griffin_lim(mel, settings), settings)
    is_loud = mel[: len(again)] > mel.max() - 4
    assert (mel[: len(again)] - again)[is_loud].abs().mean() < 0.3


@pytest.mark.parametrize("frames", [0, 1, 2, 3])
def test_griffin_lim_of_very_little(frames):
    assert len(griffin_lim(torch.zeros(frames, 80), MelSettings())) == max(frames - 1, 0) * 256


def test_speaks_like_any_text_to_audio_pipeline(speaker):
    answer = speaker("Hello world.", forward_params={})
    assert answer["audio"].dtype == np.float32
    assert answer["audio"].shape[0] == 1
    assert answer["sampling_rate"] == 16_000
    assert 0.5 < answer["audio"].size / 16_000 < 3
    assert 0.02 < np.abs(answer["audio"]).max() <= 1
    assert np.array_equal(answer["audio"], speaker("Hello world.")["audio"])


def test_speaks_slower(speaker):
    usual = speaker("Hello world.")["audio"].size
    speaker.model.config.speaking_speed = 2.0
    try:
        assert 1.7 < speaker("Hello world.")["audio"].size / usual < 2.3
    finally:
        speaker.model.config.speaking_speed = 1.0


def test_very_many_phonemes_are_spoken_in_pieces(speaker, monkeypatch):
    whole = speaker("Hello world, hello world.")["audio"].size
    monkeypatch.setattr("models.pipelines.text_to_speech.MOST_PHONEMES", 8)
    assert 0.6 < speaker("Hello world, hello world.")["audio"].size / whole < 1.6


def test_what_it_cannot_read(speaker):
    assert speaker.tokenizer("你好")["input_ids"] == []
    with pytest.raises(BadInput):
        speaker("你好")


def test_every_phoneme_of_its_rules_has_a_number(speaker):
    phonemes = speaker.tokenizer
    said = {name for row in (*phonemes.rules.values(), *phonemes.letters.values()) for name in row.split()}
    assert said <= set(phonemes.numbers)
    assert set(phonemes.numbers) >= {"<.>", "<,>", "<?>", "<!>"}
