from importlib.metadata import distribution
from pathlib import Path

import pytest
import torch
from PIL import Image

from models.errors import BadInput
from models.pipelines.conse import ImageConsePipeline, load_conse
from models.starters.builders import conse
from tabs.multimodal.zero_shot_image_classification import TASK

PHOTOS = ["lion.jpg", "cheetah.jpg", "cheetah1.jpg", "tower.jpg", "bus.png"]
LABELS = ["lion", "cheetah", "Eiffel tower", "bus"]


@pytest.fixture(scope="module")
def pipe(tmp_path_factory) -> ImageConsePipeline:
    folder = tmp_path_factory.mktemp("conse")
    conse.prepare(folder)
    return load_conse(folder)


@pytest.fixture(scope="module")
def photos() -> dict[str, Image.Image]:
    folder = Path(str(distribution("gradio").locate_file("gradio/media_assets/images")))
    images = {}
    for name in PHOTOS:
        with Image.open(folder / name) as image:
            images[name] = image.copy()
    return images


@pytest.mark.parametrize(
    ("labels", "right"),
    [
        (LABELS, [0, 1, 1, 2, 3]),
        (["a lion", "a cheetah", "the Eiffel tower", "a bus"], [0, 1, 1, 2, 3]),
        (["animal", "building", "vehicle"], [0, 0, 0, 1, 2]),
        (["cat", "dog", "bus", "tower", "person", "food"], [0, 0, 0, 3, 2]),
        (["wild cat", "monument", "public transport", "fruit"], [0, 0, 0, 1, 2]),
        (["lion", "tiger", "cheetah", "leopard", "jaguar"], [0, 2, 2]),
    ],
)
def test_finds_the_right_label(pipe, photos, labels, right):
    best = [pipe(photos[name], candidate_labels=labels)[0]["label"] for name in PHOTOS[: len(right)]]
    assert best == [labels[index] for index in right]


def test_the_examples_of_the_page_are_right_with_a_margin(pipe):
    for file, words in TASK.examples:
        labels = words.split(", ")
        with Image.open(file) as image:
            best, *_ = pipe(image, candidate_labels=labels)
        assert best["label"] == labels[0]
        assert best["score"] > 0.6


def test_scores_are_sorted_and_add_up_to_one(pipe, photos):
    answers = pipe(photos["lion.jpg"], candidate_labels=LABELS)
    scores = [answer["score"] for answer in answers]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1)
    assert {answer["label"] for answer in answers} == set(LABELS)
    assert scores[0] == pytest.approx(0.9997, abs=1e-3)


def test_a_list_of_pictures_gives_the_same_in_batches(pipe, photos):
    one_by_one = [pipe(photo, candidate_labels=LABELS) for photo in photos.values()]
    batched = pipe(list(photos.values()), candidate_labels=LABELS, batch_size=2)
    for alone, together in zip(one_by_one, batched, strict=True):
        assert [answer["label"] for answer in alone] == [answer["label"] for answer in together]
        assert [a["score"] for a in alone] == pytest.approx([b["score"] for b in together], abs=1e-4)


def test_class_embeddings_do_not_depend_on_their_batch(pipe):
    cheetah = pipe.model.config.label2id["cheetah"]
    assert pipe.class_embeddings.shape == (1000, 384)
    assert torch.allclose(pipe.sentences.embed(["cheetah"])[0], pipe.class_embeddings[cheetah], atol=1e-5)


def test_the_template_reaches_the_labels(pipe, photos):
    plain = pipe(photos["bus.png"], candidate_labels=LABELS, hypothesis_template="{}")
    in_a_sentence = pipe(photos["bus.png"], candidate_labels=LABELS)
    assert plain[0]["score"] != pytest.approx(in_a_sentence[0]["score"], abs=1e-3)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1"])
def test_takes_pictures_of_every_mode(pipe, photos, mode):
    assert len(pipe(photos["lion.jpg"].convert(mode), candidate_labels=LABELS)) == 4


def test_one_label_is_enough(pipe, photos):
    assert pipe(photos["lion.jpg"], candidate_labels=["lion"]) == [{"score": 1.0, "label": "lion"}]


def test_refuses_what_it_cannot_use(pipe, photos):
    with pytest.raises(BadInput, match="at least one"):
        pipe(photos["lion.jpg"], candidate_labels=[])
    with pytest.raises(BadInput, match="template"):
        pipe(photos["lion.jpg"], candidate_labels=LABELS, hypothesis_template="a photo")
    for not_a_picture in ("https://example.com/lion.jpg", "/etc/passwd"):
        with pytest.raises(BadInput, match="not a picture"):
            pipe(not_a_picture, candidate_labels=LABELS)


def test_names_all_its_modules(pipe):
    counts = [sum(parameter.numel() for parameter in module.parameters()) for module in pipe.models]
    assert counts == pytest.approx([4.7e6, 22.7e6], rel=0.05)
