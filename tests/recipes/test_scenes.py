import numpy as np
import pytest

from assets.recipes.scene_pictures import SIZE, Pictures, as_pixels
from assets.recipes.scenes import KINDS, REGIONS, make_scene, region_numbers


def scenes(how_many, seed=1, **options):
    rng = np.random.default_rng(seed)
    return [make_scene(rng, **options) for _ in range(how_many)]


@pytest.mark.parametrize("size", [64, 128, 256])
def test_the_same_state_makes_the_same_scene(size):
    first, again = (make_scene(np.random.default_rng(5), size=size) for _ in range(2))
    assert first.image.size == (size, size)
    assert first.image.tobytes() == again.image.tobytes()
    assert [thing.box for thing in first.things] == [thing.box for thing in again.things]


def test_boxes_hold_exactly_what_can_be_seen():
    for scene in scenes(10):
        for thing in scene.things:
            left, top, right, bottom = thing.box
            seen = thing.mask[top:bottom, left:right]
            assert seen.sum() == thing.mask.sum()
            assert seen[0].any() and seen[-1].any() and seen[:, 0].any() and seen[:, -1].any()


def test_nothing_is_seen_through_another_thing():
    for scene in scenes(20, count=(4, 6)):
        assert sum(thing.mask.astype(int) for thing in scene.things).max() <= 1


def test_depths_are_those_of_the_things_and_grow_towards_the_horizon():
    for scene in scenes(10):
        for thing in scene.things:
            assert np.unique(scene.depth_m[thing.mask]).tolist() == [np.float32(thing.depth_m)]
        empty = ~np.any([thing.mask for thing in scene.things], axis=0)
        ground = scene.depth_m[scene.horizon :]
        assert scene.depth_m[: scene.horizon][empty[: scene.horizon]].min() > ground.max()
        assert (np.diff(ground[:, 0]) <= 0).all() or not empty[scene.horizon :, 0].all()


def test_every_pixel_belongs_to_one_region():
    for scene in scenes(10):
        numbers = region_numbers(scene)
        for thing in scene.things:
            assert {REGIONS[number] for number in np.unique(numbers[thing.mask])} == {thing.kind}
        rest = {REGIONS[number] for number in np.unique(numbers)} - {thing.kind for thing in scene.things}
        assert rest == {scene.ground, scene.behind}


def test_kinds_come_first_among_regions():
    assert REGIONS[: len(KINDS)] == KINDS
    assert len(set(REGIONS)) == len(REGIONS) == 40


def test_arrays_tell_what_the_scenes_tell():
    drawn = [*scenes(2, size=SIZE, count=(2, 3)), *scenes(1, size=2 * SIZE, count=(1, 3))]
    pictures = Pictures.of(drawn, 3, 3)
    assert not len(pictures.regions)
    for scene, kinds, boxes, things in zip(drawn, pictures.kinds, pictures.boxes, pictures.things, strict=True):
        assert [KINDS[kind] for kind in kinds if kind >= 0] == [thing.kind for thing in scene.things]
        for place, thing in enumerate(scene.things):
            np.testing.assert_allclose(boxes[place] / SIZE, np.array(thing.box) / scene.image.width)
            rows, columns = np.nonzero(things == place + 1)
            assert columns.min() >= boxes[place, 0] - 1
            assert rows.max() <= boxes[place, 3] + 1


def test_regions_and_depths_are_kept_where_they_are_asked_for():
    drawn = scenes(2, size=SIZE)
    pictures = Pictures.of(drawn, 2, 6, dense=True)
    for scene, image, regions, depths_m in zip(
        drawn, pictures.images, pictures.regions, pictures.depths_m, strict=True
    ):
        np.testing.assert_array_equal(image, np.asarray(scene.image))
        np.testing.assert_array_equal(regions, region_numbers(scene))
        np.testing.assert_allclose(depths_m, scene.depth_m, rtol=1e-3)


def test_pixels_are_mirrored():
    images = np.array([[[[0, 0, 0], [255, 255, 255]]]], dtype=np.uint8)
    assert as_pixels(images)[0, 0].tolist() == [[-1, 1]]
    assert as_pixels(images, mirrored=True)[0, 0].tolist() == [[1, -1]]
