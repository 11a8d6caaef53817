from itertools import pairwise

import numpy as np
import pytest
from PIL import ImageChops

from models.starters.scenes.clips import ACTIONS, make_clip


def clip(action, seed=3, **options):
    return make_clip(np.random.default_rng(seed), size=96, action=action, **options)


@pytest.mark.parametrize("action", ACTIONS)
def test_the_same_state_makes_the_same_clip(action):
    first, again = clip(action), clip(action)
    assert first.action == action
    assert [frame.tobytes() for frame in first.frames] == [frame.tobytes() for frame in again.frames]
    assert {frame.size for frame in first.frames} == {(96, 96)}


@pytest.mark.parametrize("seed", range(5))
def test_only_standing_still_changes_nothing(seed):
    for action in ACTIONS:
        frames = clip(action, seed).frames
        is_still = all(frame.tobytes() == frames[0].tobytes() for frame in frames)
        assert is_still == (action == "stands still")


@pytest.mark.parametrize(("action", "axis", "way"), [("moves left", 0, -1), ("moves down", 1, 1)])
def test_a_move_goes_its_way_all_the_time(action, axis, way):
    frames = clip(action, frames=5, kind="ball").frames
    # Two pictures differ where the thing was and where it is: the middle of that moves with it.
    pairs = pairwise(frames)
    boxes = [ImageChops.difference(one, other).getbbox() for one, other in pairs]
    places = [(box[axis] + box[axis + 2]) / 2 for box in boxes]
    assert (np.diff(places) * way > 0).all()


def test_what_disappears_was_there_and_is_gone():
    frames = clip("disappears").frames
    changes = [one.tobytes() != other.tobytes() for one, other in pairwise(frames)]
    assert sum(changes) == 1
