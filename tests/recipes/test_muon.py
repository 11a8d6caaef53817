"""The optimizer of small models."""

import pytest
import torch
from torch import nn

from assets.recipes.muon import PICTURES, WORDS, Muon, descend_by_muon, orthogonal


def moved(recipe, rows, columns, rate=0.1):
    """Return a matrix of ones and the same after one step with a random gradient."""
    torch.manual_seed(1)
    matrix = nn.Parameter(torch.ones(rows, columns))
    matrix.grad = torch.randn(rows, columns)
    Muon([matrix], rate, recipe).step()
    return torch.ones(rows, columns), matrix.detach()


@pytest.mark.parametrize("shape", [(12, 12), (24, 12), (12, 24)])
def test_all_directions_count_about_the_same(shape):
    torch.manual_seed(1)
    values = torch.linalg.svdvals(orthogonal(torch.randn(1, *shape))[0])
    assert values.min() > 0.5
    assert values.max() < 1.5


def test_words_move_as_far_as_adamw_would():
    before, after = moved(WORDS, 48, 12)
    assert (after - before).square().mean().sqrt() == pytest.approx(0.2 * 0.1, rel=0.2)


def test_fused_queries_keys_and_values_are_three_matrices():
    before, after = moved(PICTURES, 36, 12)
    update = (before * (1 - 0.1 * PICTURES.weight_decay) - after) / 0.1
    for part in update.chunk(3):
        values = torch.linalg.svdvals(part)
        assert values.min() > 0.5
        assert values.max() < 1.5


@pytest.mark.parametrize("recipe", [WORDS, PICTURES], ids=["words", "pictures"])
def test_it_learns_and_leaves_alone_what_is_frozen_or_unused(recipe, capsys):
    torch.manual_seed(1)
    model = nn.ModuleDict({"used": nn.Linear(16, 16), "frozen": nn.Linear(16, 16), "unused": nn.Linear(16, 16)})
    model["frozen"].requires_grad_(False)
    kept = {name: one.clone() for name, one in model.named_parameters() if not name.startswith("used")}
    seen = torch.randn(32, 16)

    def loss_of_step(step: int) -> torch.Tensor:
        return (model["used"](seen) - seen).square().mean()

    before = loss_of_step(0).item()
    descend_by_muon(model, loss_of_step, 60, matrix_rate=0.05, other_rate=0.01, recipe=recipe)
    assert loss_of_step(0).item() < before / 4
    assert all(torch.equal(one, dict(model.named_parameters())[name]) for name, one in kept.items())
    assert not model.training
    assert "step 59 of 60: loss" in capsys.readouterr().err
