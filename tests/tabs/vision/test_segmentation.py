import numpy as np
import pytest
from PIL import Image

from models import load
from models.errors import BadInput
from models.key import ModelKey
from tabs.render.segments import SHOWN, find_middle, rank_regions, render_regions
from tabs.run.job import Job
from tabs.vision import image_segmentation
from tests.tiny.detection import make_mask2former, make_segformer

THRESHOLDS = {"threshold": 0.9, "mask_threshold": 0.5, "overlap_mask_area_threshold": 0.5}


def segment(label, columns, score=None, size=(60, 40)):
    mask = np.zeros((size[1], size[0]), dtype=np.uint8)
    mask[:, columns] = 255
    return {"label": label, "score": score, "mask": Image.fromarray(mask)}


def render(raw, size=(60, 40)):
    return render_regions(raw, image=Image.new("RGB", size, "white"))


def test_the_largest_region_comes_first_with_its_share():
    regions = rank_regions([segment("sky", slice(0, 15)), segment("sea", slice(15, 60), 0.8)])
    assert [(one.number, one.label, one.share, one.score) for one in regions] == [
        (1, "sea", 0.75, 0.8),
        (2, "sky", 0.25, None),
    ]


def test_every_region_has_its_colour_and_the_rest_stays():
    picture, listed = render([segment("sky", slice(0, 20)), segment("<b>sea</b>", slice(40, 60), 0.97)])
    pixels = np.asarray(picture)
    left, middle_, right = (pixels[5, int(part * picture.width)] for part in (0.1, 0.5, 0.9))
    assert (middle_ == 255).all()
    assert len({tuple(left), tuple(middle_), tuple(right)}) == 3
    assert "&lt;b&gt;sea" in listed
    assert "97% sure" in listed
    assert listed.count("33%") == 2


def test_masks_of_another_size_than_the_picture_fit():
    picture, _ = render([segment("sky", slice(0, 30))], size=(3000, 2000))
    assert picture.size == (1280, 853)
    assert not (np.asarray(picture)[400, 100] == 255).all()
    assert (np.asarray(picture)[400, 1200] == 255).all()


def test_nothing_found_and_empty_masks():
    assert "Nothing was found" in render([])[1]
    picture, listed = render([segment("ghost", slice(0, 0))])
    assert "Nothing was found" in listed
    assert (np.asarray(picture) == 255).all()


def test_long_legends_are_cut_off():
    _, listed = render([segment(str(number), slice(number, number + 1)) for number in range(60)])
    assert listed.count("<li>") == SHOWN
    assert "20 more" in listed


def test_the_middle_lies_inside_the_region():
    ring = np.ones((60, 60), dtype=bool)
    ring[20:40, 20:40] = False
    x, y = find_middle(ring)
    assert ring[int(y * 60), int(x * 60)]
    assert find_middle(np.eye(1, dtype=bool)) == pytest.approx((0.5, 0.5), abs=0.02)


def tiny(make, folder):
    make(folder)
    return load.load(ModelKey("image-segmentation", "local", str(folder)), folder)


def call(pipe, subtask, size=(40, 30), **thresholds):
    image = Image.effect_noise(size, 80).convert("RGB")
    return image_segmentation.call(pipe, Job(), image=image, subtask=subtask, **(THRESHOLDS | thresholds))


def test_a_model_that_knows_regions_only_says_so(tmp_path):
    pipe = tiny(make_segformer, tmp_path)
    assert {one["score"] for one in call(pipe, "automatic")} == {None}
    assert call(pipe, "semantic", size=(1500, 1000))[0]["mask"].size == (1500, 1000)
    for subtask in ("instance", "panoptic"):
        with pytest.raises(BadInput, match=f"semantic .* {subtask}"):
            call(pipe, subtask)


def test_mask2former_does_all_three(tmp_path):
    pipe = tiny(make_mask2former, tmp_path)
    for subtask in ("automatic", "semantic", "instance", "panoptic"):
        for item in call(pipe, subtask, threshold=0.05, overlap_mask_area_threshold=0.05):
            assert item["mask"].size == (40, 30)
