"""Mask generation: cut things out of a picture, those under a point or all of them."""

from typing import Any

import numpy as np
from PIL import Image

from tabs.examples.packaged import find_photo, find_specimen
from tabs.examples.photos import pick_picture_and_click
from tabs.kinds import DRAWN_PICTURE, GALLERY, NOTE, PICTURE, POINTS
from tabs.read.elongated import MOST_FOR_MASKS, refuse_elongated
from tabs.read.image import find_sent_size
from tabs.read.points import check_inside
from tabs.render.masks import colour_masks, cut_out, draw_dots
from tabs.run.job import Job
from tabs.run.own_pixels import find_mask_size, note_mask_size, spread_mask
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

LONGEST = 1024
"""Pixels that SAM sees of the longer side; masks of larger pictures would only take more memory."""

SHOWN_PIECES = 12
Point = tuple[float, float]

CODE = """\
import torch
from PIL import Image
from transformers import SamModel, SamProcessor

model = SamModel.from_pretrained({model}{revision})
processor = SamProcessor.from_pretrained({model}{revision})

# The masks of what lies under these points. For everything in the picture, with torchvision installed:
# pipeline("mask-generation", model={model})({image}, points_per_crop={points_per_crop})
inputs = processor(Image.open({image}).convert("RGB"), input_points=[[{points}]], return_tensors="pt")
with torch.no_grad():
    outputs = model(**inputs)
sizes = inputs["original_sizes"], inputs["reshaped_input_sizes"]
masks = processor.image_processor.post_process_masks(outputs.pred_masks, *sizes)[0][0]
for mask, score in zip(masks, outputs.iou_scores[0, 0]):
    print(float(score), "of the overlap expected;", int(mask.sum()), "pixels")
"""


def call(
    pipe: Any, job: Job, *, image: Image.Image, points: list[Point], points_per_crop: int, **settings: float
) -> dict[str, Any]:
    """Return {"masks": list of bool (height, width), "scores": tensor}.

    The model sees at most LONGEST pixels; the masks have the picture's own size, as far as `find_mask_size` goes.
    """
    refuse_elongated(image, MOST_FOR_MASKS)
    check_inside(points, find_sent_size(image))
    small = image.copy()
    small.thumbnail((LONGEST, LONGEST))
    if points:
        at_points = pipe.at_points(small, move_points(points, find_sent_size(image), small.size))
        return in_own_pixels(at_points, image, job)
    job.report(say("mask_generation.trying_points_per_crop_points_all", points_per_crop=points_per_crop**2))
    everything = pipe(small, points_per_crop=points_per_crop, points_per_batch=16, **settings)
    return in_own_pixels(everything, image, job)


def in_own_pixels(found: dict[str, Any], image: Image.Image, job: Job) -> dict[str, Any]:
    """Return what a pipeline found with its masks in the picture's pixels, and say it where they cannot be."""
    size = find_mask_size(image, len(found["masks"]))
    note_mask_size(job, image, size)
    return {**found, "masks": [spread_mask(np.asarray(mask), size) for mask in found["masks"]]}


def move_points(points: list[Point], size: tuple[int, int], other: tuple[int, int]) -> list[Point]:
    """Return where points of a picture of one (width, height) lie when it has another."""
    return [(x * other[0] / size[0], y * other[1] / size[1]) for x, y in points]


def render(
    raw: dict[str, Any], *, image: Image.Image, points: list[Point]
) -> tuple[Image.Image, str, list[tuple[Image.Image, str]]]:
    """Return the picture with its masks, a sentence, and the pieces."""
    scored = zip(raw["masks"], (float(score) for score in raw["scores"]), strict=True)
    found = [(np.asarray(mask), score) for mask, score in scored if np.any(mask)]
    if points:
        return draw_guesses(image, points, found)
    found.sort(key=lambda one: -np.count_nonzero(one[0]))
    pieces = [
        (cut_out(image, mask), say("mask_generation.mean_of_the_picture", mean=mask.mean()))
        for mask, _ in found[:SHOWN_PIECES]
    ]
    if not found:
        sentence = say("mask_generation.nothing_stands_out_clearly_enough")
    else:
        shown = (
            say("mask_generation.shown_pieces_largest_are_below", shown_pieces=SHOWN_PIECES)
            if len(found) > SHOWN_PIECES
            else ""
        )
        sentence = say("mask_generation.pieces_found", count=len(found), shown=shown)
    return colour_masks(image, [mask for mask, _ in found]), sentence, pieces


def draw_guesses(
    image: Image.Image, points: list[Point], found: list[tuple[np.ndarray, float]]
) -> tuple[Image.Image, str, list[tuple[Image.Image, str]]]:
    """Return the same for masks that are guesses at one thing, the surest first."""
    drawn = colour_masks(image, [mask for mask, _ in found[:1]])
    pieces = [(cut_out(image, mask), say("render.one_sure", one=min(max(score, 0), 1))) for mask, score in found]
    sentence = say("mask_generation.surest_guess_coloured") if found else say("mask_generation.nothing_was_found_there")
    return draw_dots(drawn, move_points(points, find_sent_size(image), drawn.size)), sentence, pieces


TASK = Task(
    id="mask-generation",
    title=say("mask_generation.cut_things_out_picture"),
    summary=say("mask_generation.click_thing_model_finds_outline"),
    models=(
        ModelChoice("Zigeng/SlimSAM-uniform-77", 38_900_000, "Apache-2.0", say("mask_generation.small")),
        ModelChoice("facebook/sam-vit-base", 375_000_000, "Apache-2.0", say("mask_generation.finer_outlines_slower")),
    ),
    starter="nanodet-cut-outs",
    inputs=(
        Input("image", say("mask_generation.picture"), PICTURE),
        Input("points", say("mask_generation.points_empty"), POINTS, clicked_on="image"),
    ),
    outputs=(
        Output("masks", say("mask_generation.found_in_the_picture"), DRAWN_PICTURE),
        Output("note", "", NOTE),
        Output("pieces", say("mask_generation.pieces"), GALLERY),
    ),
    parameters=(
        Parameter(
            "points_per_crop",
            say("mask_generation.points_to_try_on_side"),
            8,
            say("mask_generation.16_finds_smaller_things_4_times"),
            2,
            32,
            1,
        ),
        Parameter(
            "pred_iou_thresh",
            say("common.least_sureness"),
            0.88,
            say("mask_generation.masks_model_doubts_more_are_left"),
            0,
            1,
            0.01,
        ),
        Parameter(
            "stability_score_thresh",
            say("mask_generation.least_stability"),
            0.95,
            say("mask_generation.masks_without_sharp_edge_are_left"),
            0,
            1,
            0.01,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=(
        (find_specimen("camera.png"), "180, 300"),
        (find_photo("lion.jpg"), "120, 110"),
        (find_specimen("coffee.png"), "270, 180"),
    ),
    make_example=pick_picture_and_click,
)
