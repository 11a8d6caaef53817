"""The pipelines for masks, larger pictures, videos and key points, on models that have learnt nothing."""

import numpy as np
import pytest
import torch
from PIL import Image

from models.key import ModelKey
from models.load import load
from models.pipelines.image_to_image import MARGIN, Box, surroundings, tiles
from models.pipelines.mask_generation import decode, distinct_masks, non_maximum_suppression
from tests.tiny import MAKERS


@pytest.fixture(scope="module")
def pipe(tmp_path_factory):
    loaded = {}

    def get(task, model):
        if model not in loaded:
            folder = tmp_path_factory.mktemp("model")
            MAKERS[model](folder)
            loaded[model] = load(ModelKey(task, "local", str(folder)), folder)
        return loaded[model]

    return get


def noise(width, height, seed=0):
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def nms_by_hand(boxes, scores, threshold):
    kept = []
    for i in sorted(range(len(boxes)), key=lambda index: -scores[index]):
        if all(overlap(boxes[i], boxes[j]) <= threshold for j in kept):
            kept.append(i)
    return kept


def overlap(a, b):
    width = max(0, min(a[2], b[2]) - max(a[0], b[0]))
    height = max(0, min(a[3], b[3]) - max(a[1], b[1]))
    area = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - width * height
    return width * height / area if area else 0.0


@pytest.mark.parametrize("threshold", [0.1, 0.5, 0.7, 1.0])
def test_non_maximum_suppression(threshold):
    generator = np.random.default_rng(3)
    corners = generator.uniform(0, 50, (40, 2))
    boxes = np.concatenate([corners, corners + generator.uniform(1, 50, (40, 2))], axis=1)
    scores = generator.permutation(40) / 40
    found = non_maximum_suppression(torch.tensor(boxes), torch.tensor(scores), threshold)
    assert found == nms_by_hand(boxes.tolist(), scores.tolist(), threshold)


def test_no_masks_are_no_masks():
    masks, scores, encoded, boxes = distinct_masks([], torch.zeros(0), torch.zeros(0, 4), 0.7)
    assert masks == encoded == []
    assert scores.shape == (0,)
    assert boxes.shape == (0, 4)


def test_run_lengths_are_those_of_transformers():
    from transformers.models.sam.image_processing_pil_sam import _mask_to_rle

    masks = np.random.default_rng(1).random((4, 7, 5)) > 0.5
    masks[2], masks[3] = False, True
    for mask, encoded in zip(masks, _mask_to_rle(torch.tensor(masks)), strict=True):
        assert (decode(encoded) == mask).all()


def test_masks_everywhere_and_at_points(pipe):
    generator = pipe("mask-generation", "Zigeng/SlimSAM-uniform-77")
    image = noise(60, 40)
    found = generator(image, points_per_crop=2, pred_iou_thresh=0.0, stability_score_thresh=0.0)
    assert len(found["masks"]) == len(found["scores"])
    assert all(mask.shape == (40, 60) and mask.dtype == bool for mask in found["masks"])
    guesses = generator.at_points(image, [(10, 10), (59.5, 0)])
    assert [mask.shape for mask in guesses["masks"]] == [(40, 60)] * 3
    assert guesses["scores"].tolist() == sorted(guesses["scores"].tolist(), reverse=True)


def test_points_are_pixels_of_the_picture(pipe):
    """SAM's own processor scales them, so a picture twice as large with points twice as far gives the same."""
    generator = pipe("mask-generation", "Zigeng/SlimSAM-uniform-77")
    image = noise(64, 64)
    small = generator.at_points(image, [(16, 48)])["scores"]
    large = generator.at_points(image.resize((128, 128), Image.Resampling.NEAREST), [(32, 96)])["scores"]
    assert torch.allclose(small, large, atol=1e-3)


@pytest.mark.parametrize("size", [(1, 1), (100, 100), (101, 250), (300, 7)])
def test_tiles_cover_a_picture_once(size):
    seen = np.zeros(size[::-1], int)
    for box in tiles(size, 100):
        seen[box.top : box.bottom, box.left : box.right] += 1
    assert (seen == 1).all()


def test_surroundings_stay_inside():
    assert surroundings(Box(0, 100, 100, 200), (150, 200), 0) == Box(0, 84, 116, 200)
    assert surroundings(Box(0, 100, 100, 200), (150, 200), 16) == Box(-16, 84, 116, 216)


@pytest.mark.parametrize(
    ("model", "scale"),
    [("caidas/swin2SR-classical-sr-x2-64", 2), ("caidas/swin2SR-realworld-sr-x4-64-bsrgan-psnr", 4)],
)
@pytest.mark.parametrize("size", [(64, 48), (1, 1), (33, 70)])
def test_pictures_grow_by_the_scale_without_padding(pipe, model, scale, size):
    assert pipe("image-to-image", model)(noise(*size)).size == (size[0] * scale, size[1] * scale)


def test_one_tile_is_what_the_model_says(pipe):
    enlarge = pipe("image-to-image", "caidas/swin2SR-classical-sr-x2-64")
    image = noise(40, 24)
    wide = enlarge.widened(image)
    assert wide.size == (40 + 2 * MARGIN, 24 + 2 * MARGIN)
    with torch.inference_mode():
        plain = enlarge.model(**enlarge.image_processor(images=wide, return_tensors="pt")).reconstruction[0]
    rim = 2 * MARGIN
    expected = (plain.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()[rim : rim + 48, rim : rim + 80]
    assert (np.asarray(enlarge(image)) == expected).all()


def test_tiles_are_reported_and_leave_no_gap(pipe):
    enlarge = pipe("image-to-image", "caidas/swin2SR-classical-sr-x2-64")
    told = []
    image = Image.new("RGB", (100, 70), (90, 120, 150))
    tiled = np.asarray(enlarge(image, tile_size=64, on_tile=lambda *step: told.append(step)), dtype=int)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert tiled.shape == (140, 200, 3)
    assert np.abs(tiled[20:-20, 20:-20] - tiled[70, 100]).max() < 60


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (64, 48)])
def test_frames_of_every_shape(pipe, size):
    classify = pipe("video-classification", "MCG-NJU/videomae-small-finetuned-kinetics")
    frames = np.stack([np.asarray(noise(*size, seed)) for seed in range(4)])
    answer = classify(frames, top_k=2)
    assert len(answer) == 2
    assert answer[0]["score"] >= answer[1]["score"] > 0


@pytest.mark.parametrize("model", ["zju-community/efficientloftr", "magic-leap-community/superglue_outdoor"])
def test_key_points_are_pixels_of_pictures_that_are_not_square(pipe, model, monkeypatch):
    """The points that post-processing scales fill the picture: relative ones of 1 lie in its far corner."""
    match = pipe("keypoint-matching", model)
    seen = []
    original = match.image_processor.post_process_keypoint_matching

    def corner(outputs, target_sizes, threshold):
        outputs.keypoints.fill_(1)
        seen.extend(original(outputs, target_sizes=target_sizes, threshold=threshold))
        return seen

    monkeypatch.setattr(match.image_processor, "post_process_keypoint_matching", corner)
    found = match([noise(200, 50, 1), noise(60, 120, 2)], threshold=0.0)
    assert found
    assert found[0]["keypoint_image_0"] == {"x": 200, "y": 50}
    assert found[0]["keypoint_image_1"] == {"x": 60, "y": 120}
