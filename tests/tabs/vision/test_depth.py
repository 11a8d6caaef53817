import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from models import load
from models.key import ModelKey
from tabs.render.depth import draw_in_colour, draw_in_grey, draw_relief, measure_nearness, render_depth
from tabs.run.job import Job
from tabs.vision import depth_estimation
from tabs.vision.depth_estimation import is_metric
from tests.tiny.detection import make_depth_anything, make_dpt_hybrid


def raw(depth, metric=False):
    return {"predicted_depth": np.asarray(depth, dtype=np.float32), "metric": metric}


def test_near_is_one_for_both_kinds_of_models():
    assert measure_nearness(raw([[2, 4], [6, 10]])).tolist() == [[0, 0.25], [0.5, 1]]
    assert measure_nearness(raw([[2, 4], [6, 10]], metric=True)).tolist() == [[1, 0.75], [0.5, 0]]


@pytest.mark.parametrize("depth", [np.zeros((4, 5)), np.full((4, 5), np.nan), np.full((1, 1), 3.0)])
def test_flat_answers_lie_in_the_middle(depth):
    assert (measure_nearness(raw(depth)) == 0.5).all()


def test_a_broken_pixel_does_not_spoil_the_rest():
    near = measure_nearness(raw([[np.nan, 1, 2], [np.inf, 4, 3]]))
    assert near.min() == 0
    assert near.max() == 1
    assert np.isfinite(near).all()


def test_colours_grow_brighter_the_nearer():
    near = np.linspace(0, 1, 64, dtype=np.float32)[None]
    light = np.asarray(draw_in_colour(near).convert("L"), dtype=int)[0]
    assert (np.diff(light) >= -1).all()
    assert light[0] < 10
    assert light[-1] > 220
    assert np.asarray(draw_in_grey(near))[0, -1] == 255


@pytest.mark.parametrize("size", [(8, 8), (80, 8), (377, 600), (6000, 4000)])
def test_the_relief_is_small_and_holds_both_pictures(size):
    html = draw_relief(Image.new("RGB", size, "red"), np.zeros((size[1] // 4, size[0] // 4), dtype=np.float32))
    assert len(html) < 200_000
    held = [Image.open(io.BytesIO(base64.b64decode(one))) for one in re.findall(r"base64,([^']+)'", html)]
    assert held[0].size == held[1].size
    assert max(held[0].size) == 256


def test_what_is_shown():
    pictures, html = render_depth(raw([[0, 1], [2, 3]]), image=Image.new("RGB", (40, 30), "teal"))
    assert [picture.size for picture in pictures] == [(2, 2), (2, 2)]
    assert pictures[0].getpixel((0, 0)) == (0, 128, 128), "the picture itself stands beside its depth"
    assert "<canvas" in html


@pytest.mark.parametrize(
    ("config", "metric"),
    [
        ({"model_type": "depth_anything", "depth_estimation_type": "relative"}, False),
        ({"model_type": "depth_anything", "depth_estimation_type": "metric"}, True),
        ({"model_type": "zoedepth"}, True),
        ({"model_type": "dpt"}, False),
    ],
)
def test_which_models_measure(config, metric):
    assert is_metric(type("Config", (), config)()) is metric


@pytest.mark.parametrize("make", [make_depth_anything, make_dpt_hybrid])
@pytest.mark.parametrize("size", [(8, 8), (8, 80), (2000, 300)])
def test_models_take_every_shape(tmp_path, make, size):
    make(tmp_path)
    pipe = load.load(ModelKey("depth-estimation", "local", str(tmp_path)), tmp_path)
    answer = depth_estimation.call(pipe, Job(), image=Image.new("RGB", size, "teal"))
    assert not answer["metric"]
    render_depth(answer, image=Image.new("RGB", size))
