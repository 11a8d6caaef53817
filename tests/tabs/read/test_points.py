"""Points on a picture."""

import pytest

from models.errors import BadInput
from tabs.read.points import MAX_POINTS, add_point, check_inside, read_points


@pytest.mark.parametrize("nothing", [None, "", [], "[]", " ", ";"])
def test_no_points_are_fine(nothing):
    assert read_points(nothing) == []


@pytest.mark.parametrize(
    "payload", ["120, 80; 40,60.5", "120,80;40,60.5;", "[[120, 80], [40, 60.5]]", [[120, 80], (40, 60.5)]]
)
def test_every_way_to_write_points(payload):
    assert read_points(payload) == [(120.0, 80.0), (40.0, 60.5)]


@pytest.mark.parametrize(
    "payload",
    [
        "here",
        "1",
        "1, 2, 3",
        "-1, 5",
        "nan, 5",
        "inf, 5",
        "[[NaN, 1]]",
        "[1, 2]",
        '[{"x": 1}]',
        "[[1, 2]",
        "[[true, 2]]",
        "[[1" + "0" * 400 + ", 2]]",
        "[" * 1900,
        5,
        True,
        {"a": 1},
        [["1", "2"]],
        [None],
    ],
)
def test_what_is_no_point_is_refused(payload):
    with pytest.raises(BadInput, match="Points"):
        read_points(payload)


def test_more_points_than_anybody_clicks():
    for many in ("1, 1;" * (MAX_POINTS + 1), [[1, 1]] * (MAX_POINTS + 1), "1, 1;" * 100_000):
        with pytest.raises(BadInput, match=str(MAX_POINTS)):
            read_points(many)


def test_points_outside_the_picture():
    check_inside([(0, 0), (99, 49)], (100, 50))
    with pytest.raises(BadInput, match=r"100 .* 50"):
        check_inside([(100, 0)], (100, 50))


def test_clicks_are_added_to_what_is_there():
    assert add_point(None, [120, 80]) == "120, 80"
    assert add_point("120, 80; ", [4, 5]) == "120, 80; 4, 5"
    assert read_points(add_point("120, 80", (4, 5))) == [(120, 80), (4, 5)]
