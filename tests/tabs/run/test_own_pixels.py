"""Boxes and masks are those of the picture that was given."""

import numpy as np
import pytest
from PIL import Image

from tabs.run import own_pixels
from tabs.run.job import Job
from tabs.run.own_pixels import ALL_MASKS, FINEST, find_mask_size, keep_inside, spread_mask
from tabs.vision import image_segmentation, mask_generation


def thing(*box):
    return {"label": "a", "score": 1.0, "box": dict(zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True))}


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ((-12, 5, 257, 90), (0, 5, 256, 90)),
        ((3, -4.5, 8, 300), (3, 0, 8, 100)),
        ((300, 10, 400, 20), None),
        ((-50, 10, -1, 20), None),
        ((5, 5, 9, 9), (5, 5, 9, 9)),
    ],
)
def test_boxes_end_where_the_picture_does(box, inside):
    assert keep_inside([thing(*box)], (256, 100)) == ([thing(*inside)] if inside else [])


@pytest.mark.parametrize("size", [(30, 20), (1500, 3000), (4000, 3000), (9000, 1)])
@pytest.mark.parametrize("count", [0, 1, 100])
def test_masks_are_as_fine_as_there_is_room_for(size, count):
    width, height = find_mask_size(Image.new("L", size), count)
    assert width * height <= FINEST
    assert width * height * count <= ALL_MASKS
    if size[0] * size[1] <= ALL_MASKS / max(1, count) and size[0] * size[1] <= FINEST:
        assert (width, height) == size
    assert width / height == pytest.approx(size[0] / size[1], rel=0.02) or 1 in (width, height)


def test_a_spread_mask_covers_what_it_covered():
    mask = np.zeros((100, 50), bool)
    mask[20:40, 10:30] = True
    wide = spread_mask(mask, (500, 1000))
    assert wide.shape == (1000, 500)
    rows, columns = np.nonzero(wide)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == pytest.approx((200, 399, 100, 299), abs=6)
    assert spread_mask(mask, (50, 100)) is mask


class Sees:
    """A pipeline that finds the upper half of whatever it sees."""

    image_processor = None

    def at_points(self, image, points):
        assert max(image.size) <= 1024
        mask = np.zeros(image.size[::-1], bool)
        mask[: image.height // 2] = True
        return {"masks": [mask], "scores": np.array([0.9])}

    def __call__(self, image, subtask=None, **_):
        mask = Image.new("L", image.size)
        mask.paste(255, (0, 0, image.width, image.height // 2))
        return [{"score": None, "label": "sky", "mask": mask}]


@pytest.mark.parametrize("size", [(1500, 2400), (300, 200), (2400, 2000)])
def test_cut_outs_and_regions_have_the_pictures_own_size(size, monkeypatch):
    monkeypatch.setattr(image_segmentation, "check_subtask", lambda *_: None)
    image, job = Image.new("RGB", size), Job()
    raw = mask_generation.call(Sees(), job, image=image, points=[(9, 9)], points_per_crop=8)
    _, _, pieces = mask_generation.render(raw, image=image, points=[(9, 9)])
    regions = image_segmentation.call(Sees(), job, image=image, subtask="automatic")
    expected = find_mask_size(image, 1)
    assert raw["masks"][0].shape == expected[::-1]
    assert regions[0]["mask"].size == expected
    assert pieces[0][0].size == (expected[0], pytest.approx(expected[1] / 2, abs=3))
    assert bool(job.note) == (expected != size)


def test_it_is_told_where_masks_are_smaller(monkeypatch):
    monkeypatch.setattr(own_pixels, "FINEST", 10_000)
    job = Job()
    mask_generation.call(Sees(), job, image=Image.new("RGB", (400, 300)), points=[(9, 9)], points_per_crop=8)
    assert "115 x 86" in job.note
