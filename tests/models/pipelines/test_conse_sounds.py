import numpy as np
import pytest

from assets.recipes.sounds import make_sound
from models.errors import BadInput
from models.pipelines.conse import SoundConsePipeline, load_conse_sounds
from models.starters.builders import conse_sounds

LABELS = ["puppy", "church", "ocean", "car"]


@pytest.fixture(scope="module")
def pipe(tmp_path_factory) -> SoundConsePipeline:
    folder = tmp_path_factory.mktemp("conse-sounds")
    conse_sounds.prepare(folder)
    return load_conse_sounds(folder)


@pytest.fixture(scope="module")
def bark() -> np.ndarray:
    return make_sound(np.random.default_rng(1), "dog barking")


def test_finds_the_right_word(pipe, bark):
    answers = pipe(bark, candidate_labels=LABELS)
    assert answers[0]["label"] == "puppy"
    assert {answer["label"] for answer in answers} == set(LABELS)
    assert sum(answer["score"] for answer in answers) == pytest.approx(1)


def test_a_list_of_sounds_gives_the_same(pipe, bark):
    bell = make_sound(np.random.default_rng(2), "bell ringing")
    answers = pipe([bark, bell], candidate_labels=LABELS, batch_size=2)
    assert [one[0]["label"] for one in answers] == ["puppy", "church"]


@pytest.mark.parametrize("wrong", ["https://example.com/dog.wav", np.zeros((2, 100), np.float32)])
def test_refuses_what_it_cannot_use(pipe, wrong):
    with pytest.raises(BadInput, match="mono recording"):
        pipe(wrong, candidate_labels=LABELS)


def test_names_all_its_modules(pipe):
    counts = [sum(parameter.numel() for parameter in module.parameters()) for module in pipe.models]
    assert counts == pytest.approx([5.9e6, 22.7e6], rel=0.05)
