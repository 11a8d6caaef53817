"""Loops of words."""

import pytest
import torch

from models.speech.loops import ALLOWED, MOST, LoopGuard, find_loop


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ([], (0, 0)),
        ([1, 2, 3, 4], (1, 1)),
        ([9, 5, 5, 5], (1, 3)),
        ([9, *[5, 6] * 7], (2, 7)),
        ([*range(100, 120)] * 3, (20, 3)),
        ([5, 5, 5, 7], (1, 1)),
    ],
)
def test_loops_are_found(ids, found):
    assert find_loop(ids) == found


def write(favours, steps=200):
    """Return what a model writes that always scores its tokens like this; 0 ends it."""
    ids = [[7]]
    while len(ids[0]) < steps and ids[0][-1] != 0:
        scores = torch.tensor([favours(ids[0])])
        ids[0].append(int(LoopGuard(0)(torch.tensor(ids), scores).argmax()))
    return ids[0][1:]


def test_a_loop_ends_where_the_model_had_another_thing_to_say():
    """Its wish to end grows, but never over that to go on."""
    written = write(lambda ids: [9.0 + 0.09 * len(ids), 2.0, 10.0])
    assert ALLOWED <= len(written) < MOST
    assert written[-1] == 0


def test_a_loop_that_nothing_else_comes_near_ends_all_the_same():
    assert write(lambda ids: [-5.0, 2.0, 100.0]) == [2] * MOST + [0]


@pytest.mark.parametrize("score", [3.0, -3.0])
def test_scores_of_a_loop_get_worse_and_others_stay(score):
    scores = LoopGuard(0)(torch.tensor([[5, 1, 1, 1], [5, 1, 2, 3]]), torch.full((2, 6), score))
    assert scores[0, 1] < score
    scores[0, 1] = score
    assert (scores == score).all()


def test_what_is_forbidden_stays_so():
    scores = torch.full((1, 6), float("-inf"))
    assert (LoopGuard(0)(torch.tensor([[1, 1, 1, 1]]), scores) == float("-inf")).all()
