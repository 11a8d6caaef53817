from itertools import pairwise

from tabs.render.palette import pick_colour, pick_shade


def test_a_hundred_things_have_a_hundred_colours():
    assert len({pick_colour(number) for number in range(100)}) == 100


def test_near_parts_look_alike_and_those_outside_like_the_ends():
    shades = [pick_shade(part / 100) for part in range(101)]
    assert all(max(abs(a - b) for a, b in zip(one, other, strict=True)) < 30 for one, other in pairwise(shades))
    assert pick_shade(-1) == shades[0]
    assert pick_shade(2) == shades[-1]
