import torch

from models.pipelines.nearest_features import agreeing, centres


def test_the_middle_of_a_cell_lies_in_the_pixels_of_the_picture():
    middles = centres(torch.tensor([0, 5]), grid=(2, 3), size=(30, 40))
    assert middles.tolist() == [[5, 10], [25, 30]]


def test_a_match_against_those_around_it_goes_and_a_turned_picture_stays():
    starts = torch.cartesian_prod(torch.arange(0, 100, 10), torch.arange(0, 100, 10)).float()
    turn = torch.tensor([[0.94, 0.34], [-0.34, 0.94]])  # by 20 degrees
    ends = starts @ turn.T + 30
    assert agreeing(starts, ends, slack=3).all()
    ends[55] += torch.tensor([40.0, -30.0])
    assert agreeing(starts, ends, slack=3).logical_not().nonzero().flatten().tolist() == [55]


def test_few_matches_have_no_neighbours_to_ask():
    assert agreeing(torch.zeros(3, 2), torch.rand(3, 2) * 1000, slack=1).all()
    assert agreeing(torch.zeros(0, 2), torch.zeros(0, 2), slack=1).shape == (0,)
