import numpy as np
import pytest

from assets.recipes.scenes import make_scene


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
