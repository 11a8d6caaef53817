import time

import numpy as np
import pytest
from gradio_client import handle_file
from gradio_client.exceptions import AppError
from PIL import Image

from models.errors import BadInput
from tabs.render.boxes import SHOWN, clip_box, measure_overlap, place_tag, rank_detections, render_boxes, write_tag
from tabs.run.job import Job
from tabs.vision import zero_shot_object_detection

EVIL = "<img src=x onerror=alert(1)>\"'&"


def thing(label="cat", score=0.5, box=(10, 10, 40, 30)):
    return {"label": label, "score": score, "box": dict(zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True))}


def render(raw, size=(100, 60)):
    return render_boxes(raw, image=Image.new("RGB", size, "white"))


def test_the_surest_comes_first_and_one_kind_has_one_colour():
    found = rank_detections([thing("dog", 0.2), thing("cat", 0.9), thing("dog", 0.6)], (100, 60))
    assert [(one.number, one.label, one.score) for one in found] == [(1, "cat", 0.9), (2, "dog", 0.6), (3, "dog", 0.2)]
    assert found[1].colour == found[2].colour != found[0].colour


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ((-20, -5, 250, 130), (0, 0, 1, 1)),
        ((40, 30, 10, 10), (0.1, 0.2, 0.4, 0.6)),
        ((500, 500, 600, 600), (1, 1, 1, 1)),
    ],
)
def test_boxes_are_clipped_to_the_picture(box, inside):
    assert clip_box(thing(box=box)["box"], (100, 50)) == pytest.approx(inside)


def test_a_box_is_drawn_where_it_belongs():
    picture, listed = render([thing("cat", 0.87, (20, 20, 80, 40))])
    changed = np.argwhere((np.asarray(picture) != 255).any(axis=-1))
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    scale = picture.width / 100
    assert (left, right, bottom) == pytest.approx((20 * scale, 80 * scale, 40 * scale), abs=4)
    assert 0 < top < 20 * scale
    assert "87%" in listed
    assert ">1<" in listed


@pytest.mark.parametrize("size", [(8, 8), (8, 80), (80, 8), (61, 68), (500, 300), (5000, 700)])
def test_pictures_of_any_size_are_drawn_on(size):
    picture, _ = render([thing(box=(0, 0, *size)), thing("dog", 0.3, (1, 1, 2, 2))], size)
    assert 800 <= max(picture.size) <= 1280
    assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=0.05)


def test_labels_are_escaped_in_the_list():
    _, listed = render([thing(EVIL)])
    assert "<img" not in listed
    assert "&lt;img" in listed


@pytest.mark.parametrize(
    ("label", "words"),
    [("cat", "1 cat 50%"), ("café", "1 café 50%"), ("猫", "1 50%"), ("🦊", "1 50%"), ("a" * 40, f"1 {'a' * 23}… 50%")],
)
def test_a_tag_has_only_letters_that_can_be_drawn(label, words):
    assert write_tag(rank_detections([thing(label)], (100, 60))[0]) == words
    render([thing(label)])


def test_tags_avoid_each_other():
    box = (100.0, 100.0, 400.0, 300.0)
    taken = []
    for _ in range(4):
        taken.append(place_tag(box, (90, 20), (640, 480), taken))
    assert all(measure_overlap(one, other) == 0 for one in taken for other in taken if one is not other)


def test_nothing_found_is_said_kindly():
    picture, listed = render([])
    assert (np.asarray(picture) == 255).all()
    assert "threshold" in listed


def test_many_boxes_are_cut_off():
    started = time.monotonic()
    _, listed = render([thing(str(number), 0.9) for number in range(300)])
    assert listed.count("<li>") == SHOWN
    assert "250 more" in listed
    assert time.monotonic() - started < 3


class FakePipe:
    """Finds each label once, or twice what has two words; knows words of five letters at most."""

    def __init__(self, model_type="owlvit"):
        config = type("Config", (), {"model_type": model_type})()
        config.text_config = type("Text", (), {"max_position_embeddings": 16})()
        self.model = type("Model", (), {"config": config})()
        self.asked = []

    def tokenizer(self, text):
        return {"input_ids": text.split()}

    def __call__(self, image, candidate_labels, threshold, top_k):
        self.asked += candidate_labels
        return [thing(label, len(label) / 10) for label in candidate_labels]


def call(pipe, labels, top_k=20):
    job = Job()
    image = Image.new("RGB", (100, 60))
    return zero_shot_object_detection.call(pipe, job, image=image, candidate_labels=labels, threshold=0.1, top_k=top_k)


def test_labels_are_looked_for_one_by_one_and_the_best_kept():
    assert [one["label"] for one in call(FakePipe(), ["cat", "horse", "a"], top_k=2)] == ["horse", "cat"]


def test_grounding_dino_reads_sentences_and_answers_labels():
    pipe = FakePipe("grounding-dino")
    assert [one["label"] for one in call(pipe, ["A Cat", "dog."])] == ["A Cat", "dog."]
    assert pipe.asked == ["a cat.", "dog."]


def test_too_many_and_too_long_labels_are_refused():
    with pytest.raises(BadInput, match=r"21 .* 20"):
        call(FakePipe(), [str(number) for number in range(21)])
    with pytest.raises(BadInput, match="too long"):
        call(FakePipe(), ["cat", "very " * 30 + "long"])


@pytest.mark.parametrize(
    "endpoint", ["object_detection", "zero_shot_object_detection", "image_segmentation", "depth_estimation"]
)
@pytest.mark.parametrize(("size", "words"), [((1, 1), "at least 8 × 8"), ((3000, 100), "too narrow a strip")])
def test_specks_and_strips_over_http(tiny_client, tmp_path, endpoint, size, words):
    file = tmp_path / "picture.png"
    Image.new("RGB", size).save(file)
    with pytest.raises(AppError, match=words):
        tiny_client.predict(image=handle_file(file), api_name=f"/{endpoint}")


def test_the_picture_with_boxes_comes_as_a_file(tiny_client):
    picture, listed, raw, run = tiny_client.predict(threshold=0.05, api_name="/object_detection")
    with Image.open(picture) as drawn:
        assert drawn.size == (800, 800)
    assert listed.count("<li>") == min(len(raw), SHOWN)
    assert run["model"] == "hustvl/yolos-tiny"
