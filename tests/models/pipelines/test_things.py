"""What is composed of what was found, on invented findings: no weights are needed."""

import numpy as np
import pytest
import torch
from PIL import Image

from models.errors import BadInput
from models.parts.colours import main_colours
from models.parts.names import plain, plural, with_article
from models.parts.nanodet import BINS, SIDE, NanoDet
from models.parts.outlines import outline_in_box
from models.parts.things import HALF_WAY, Thing, distinct, drop_doubles, overlap, sureness, unpadded
from models.pipelines.things.image_to_text import listed
from models.pipelines.things.visual_question_answering import RULES, VisualQuestionAnsweringPipeline


def thing(label, score=0.9, box=(0.1, 0.1, 0.5, 0.5)):
    return Thing(label, score, box)


def test_the_network_sees_three_scales_and_boxes_lie_in_the_picture():
    torch.manual_seed(0)
    net = NanoDet(3, channels=8).eval()
    outputs = net(torch.zeros(2, 3, SIDE, SIDE))
    assert [tuple(one.shape) for one in outputs] == [(2, 3 + 4 * BINS, side, side) for side in (52, 26, 13)]
    scores, boxes = net.decode(outputs)
    assert scores.shape == (2, 52 * 52 + 26 * 26 + 13 * 13, 3)
    assert boxes.min() >= 0
    assert boxes.max() <= 1


def test_a_cell_reaches_as_far_as_its_distances_say():
    net = NanoDet(1, channels=8)
    output = torch.full((1, 1 + 4 * BINS, 13, 13), -20.0)
    output[0, 0, 6, 6] = 20.0
    for side, distance in enumerate((1, 2, 3, 4)):
        output[0, 1 + side * BINS + distance] = 20.0
    scores, boxes = net.decode([torch.full((1, 1 + 4 * BINS, 52, 52), -20.0), output[..., :13, :13], output])
    best = boxes[0, -169 + 6 * 13 + 6] * SIDE
    assert scores[0, -169 + 6 * 13 + 6] > 0.99
    middle = 6 * 32 + 15.5
    assert best.tolist() == pytest.approx([middle - 32, middle - 64, middle + 96, middle + 128], abs=0.1)


def test_boxes_of_the_padded_square_are_put_back_on_the_picture():
    assert unpadded(torch.tensor([[0.0, 0.25, 1.0, 0.75]]), (200, 100)).tolist() == [[0, 0, 1, 1]]
    assert unpadded(torch.tensor([[0.25, 0.5, 0.5, 1.0]]), (100, 200)).tolist() == [[0, 0.5, 0.5, 1]]


def test_of_overlapping_boxes_the_best_stays():
    boxes = torch.tensor([[0, 0, 0.5, 0.5], [0, 0, 0.5, 0.52], [0.6, 0.6, 1, 1], [0, 0, 1, 1]])
    kept = distinct(boxes, torch.tensor([0.5, 0.8, 0.3, 0.01]))
    assert [round(score, 1) for _, score in kept] == [0.8, 0.3]
    assert overlap((0, 0, 1, 1), (0.5, 0, 1.5, 1)) == pytest.approx(1 / 3)
    assert [one.label for one in drop_doubles([thing("dog", 0.5), thing("cat", 0.8)])] == ["cat"]


def test_half_way_is_one_half_and_order_is_kept():
    assert sureness(HALF_WAY) == pytest.approx(0.5)
    assert sureness(0) == 0
    assert sureness(0.2) < sureness(0.3) < sureness(0.9) < 1


def test_captions_count():
    seen = [thing("person"), thing("bus"), thing("person"), thing("mouse")]
    assert listed(seen) == "two people, a bus and a mouse"
    assert listed([thing("orange")]) == "an orange"


@pytest.mark.parametrize(
    ("one", "many"),
    [("bus", "buses"), ("person", "people"), ("wine glass", "wine glasses"), ("knife", "knives"), ("cup", "cups")],
)
def test_plurals_and_back(one, many):
    assert plural(one) == many
    assert plain(f"the {many}") == one


def test_names_lose_what_stands_before_them():
    assert plain("Any dogs?") == "dog"
    assert with_article("scissors") == "scissors"
    assert with_article("umbrella") == "an umbrella"


@pytest.mark.parametrize(
    ("question", "name", "answer"),
    [
        ("how many dogs are there", "dogs", "count"),
        ("how many people do you see in the picture", "people", "count"),
        ("what color is the bus", "the bus", "colour"),
        ("is there a cat on the sofa", "a cat", "exists"),
        ("is this a lion", "a lion", "exists"),
        ("where is the cup", "the cup", "place"),
        ("what animal is this", "animal", "what"),
        ("what is in this picture", None, "what"),
        ("what do you see", None, "what"),
        ("what is the largest thing", "thing", "largest"),
    ],
)
def test_questions_are_understood(question, name, answer):
    import re

    for pattern, function in RULES:
        if match := re.search(pattern, question):
            assert function.__name__ == answer
            assert match.groupdict().get("name") == name
            return
    pytest.fail("no rule")


@pytest.mark.parametrize(
    "question", ["Why is he sad?", "Is she holding a cup?", "What happens next?", "What time is it?"]
)
def test_other_questions_are_refused_in_a_sentence(question):
    pipe = object.__new__(VisualQuestionAnsweringPipeline)
    with pytest.raises(BadInput, match="full model"):
        pipe(Image.new("RGB", (8, 8)), question)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((200, 20, 20), "red"),
        ((20, 40, 200), "blue"),
        ((250, 250, 250), "white"),
        ((10, 10, 10), "black"),
        ((110, 60, 20), "brown"),
        ((40, 160, 60), "green"),
        ((250, 220, 40), "yellow"),
        ((128, 128, 128), "grey"),
    ],
)
def test_colours_are_named(colour, name):
    assert next(iter(main_colours(Image.new("RGB", (20, 20), colour)))) == name


def test_the_outline_of_a_disc_in_its_box_is_the_disc():
    rows, columns = np.mgrid[:120, :160]
    disc = np.hypot(rows - 60, columns - 80) < 40
    picture = Image.fromarray(np.where(disc[..., None], (220, 60, 40), (40, 90, 200)).astype(np.uint8))
    found = outline_in_box(picture, (38 / 160, 18 / 120, 122 / 160, 102 / 120))
    assert (found & disc).sum() / (found | disc).sum() > 0.9
