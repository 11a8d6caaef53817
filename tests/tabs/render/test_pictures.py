"""Masks, matches and strips, drawn from outputs made by hand."""

import numpy as np
import pytest
import torch
from PIL import Image

from tabs.read.video import Frame, Video
from tabs.render.film_strip import draw_film_strip
from tabs.render.masks import FIRST, colour_masks, cut_out, draw_dots, find_edge
from tabs.render.matches import DRAWN, draw_matches
from tabs.render.palette import pick_colour
from tabs.vision import image_to_image, keypoint_matching, mask_generation, video_classification

BLACK = Image.new("RGB", (100, 60))


def box(left, top, right, bottom, size=(100, 60)):
    mask = np.zeros(size[::-1], bool)
    mask[top:bottom, left:right] = True
    return mask


def test_small_masks_lie_on_large_ones():
    drawn = np.asarray(colour_masks(BLACK, [box(40, 20, 60, 40), box(10, 10, 90, 50)]))
    assert tuple(drawn[30, 50]) == pytest.approx(np.array(pick_colour(FIRST + 1)) / 2, abs=1)
    assert tuple(drawn[15, 20]) == pytest.approx(np.array(pick_colour(FIRST)) / 2, abs=1)
    assert tuple(drawn[20, 50]) == (255, 255, 255)
    assert tuple(drawn[5, 5]) == (0, 0, 0)


def test_no_masks_leave_the_picture_alone():
    assert colour_masks(BLACK, []) is BLACK


def test_an_edge_is_inside_its_mask():
    mask = box(10, 10, 20, 20)
    assert find_edge(mask).sum() == 36
    assert not (find_edge(mask) & ~mask).any()


def test_a_cut_out_has_the_size_of_its_mask_and_nothing_around():
    piece = cut_out(Image.new("RGB", (200, 120), "red"), box(10, 20, 30, 50))
    assert (piece.mode, piece.size) == ("RGBA", (20, 30))
    mask = box(10, 20, 30, 50)
    mask[20, 10] = False
    assert cut_out(BLACK, mask).getpixel((0, 0))[3] == 0


def test_dots_at_the_border():
    assert draw_dots(BLACK, [(0, 0), (99, 59)]).getpixel((0, 0)) == (185, 28, 28)


def masks(*found):
    return {"masks": [mask for mask, _ in found], "scores": torch.tensor([score for _, score in found])}


def test_pieces_come_the_largest_first():
    raw = masks((box(0, 0, 10, 10), 0.9), (box(0, 0, 50, 50), 0.95))
    drawn, sentence, pieces = mask_generation.render(raw, image=BLACK, points=[])
    assert drawn.size == (100, 60)
    assert [piece.size for piece, _ in pieces] == [(50, 50), (10, 10)]
    assert [words for _, words in pieces] == ["42% of the picture", "2% of the picture"]
    assert sentence == "2 pieces found."


def test_many_pieces_are_counted_and_the_largest_shown():
    raw = masks(*((box(0, 0, 10 + number, 10), 0.9) for number in range(30)))
    _, sentence, pieces = mask_generation.render(raw, image=BLACK, points=[])
    assert len(pieces) == mask_generation.SHOWN_PIECES
    assert sentence == "30 pieces found, the 12 largest are below."


def test_nothing_found_says_what_to_do():
    for raw in (masks(), masks((box(0, 0, 0, 0), 0.9))):
        drawn, sentence, pieces = mask_generation.render(raw, image=BLACK, points=[])
        assert drawn is BLACK
        assert pieces == []
        assert "Lower the two limits" in sentence


def test_guesses_at_a_point_come_the_surest_first():
    raw = masks((box(0, 0, 10, 10), 1.02), (box(0, 0, 50, 50), 0.5))
    drawn, _, pieces = mask_generation.render(raw, image=BLACK.resize((200, 120)), points=[(40.0, 100.0)])
    assert [words for _, words in pieces] == ["100% sure", "50% sure"]
    assert drawn.getpixel((20, 50)) == (185, 28, 28)


def match(x0, y0, x1, y1, score):
    return {"keypoint_image_0": {"x": x0, "y": y0}, "keypoint_image_1": {"x": x1, "y": y1}, "score": score}


def test_lines_join_the_pictures():
    left, right = Image.new("RGB", (100, 480)), Image.new("RGB", (50, 240))
    drawn = draw_matches(left, right, [match(50, 100, 25, 50, 0.9)])
    assert drawn.size == (100 + 8 + 100, 480)
    assert drawn.getpixel((104, 100)) != (255, 255, 255)
    assert drawn.getpixel((104, 300)) == (255, 255, 255)


def test_thousands_of_matches_are_counted_and_the_surest_drawn():
    raw = [match(5, 5, 5, 5, 0.9)] * 3000
    _, sentence = keypoint_matching.render(raw, image_0=BLACK, image_1=BLACK)
    assert sentence == f"3,000 spots match, the {DRAWN} surest are drawn."
    assert keypoint_matching.describe_count(1) == "1 spot matches."


def test_no_match_is_said_kindly():
    drawn, sentence = keypoint_matching.render([], image_0=BLACK, image_1=BLACK)
    assert drawn.height == 480
    assert "two pictures of the same thing" in sentence


def test_points_outside_and_pictures_of_one_pixel():
    draw_matches(Image.new("RGB", (1, 1)), Image.new("RGB", (5000, 1)), [match(-5, 9, 9000, 2, 0.1)])


def test_a_strip_of_moments():
    strip = draw_film_strip([Frame(BLACK, 0.0), Frame(BLACK, 61.26)])
    assert strip.count("<img src='data:image/jpeg;base64,") == 2
    assert "1:01.3" in strip


def test_one_frame_is_one_moment():
    labels, strip = video_classification.render(
        [{"label": "<b>", "score": 0.5}], video=Video((Frame(Image.new("RGB", (1, 1)), 0.0),))
    )
    assert labels == {"<b>": 0.5}
    assert strip.count("<img") == 1


def test_before_and_after_have_one_size():
    before, after = image_to_image.render(Image.new("RGB", (200, 120)), image=BLACK)
    assert before.size == after.size == (200, 120)
