"""What a program gets of a pipeline's output can be turned back into it."""

import base64
import io
import json

import numpy as np
import pytest
import soundfile
from PIL import Image

from tabs.run.wire import MAX_NUMBERS, to_wire


def opened(text):
    return Image.open(io.BytesIO(base64.b64decode(text)))


def test_plain_values_stay_as_they_are():
    raw = {"score": np.float32(0.5), "few": [1, 2.5], "broken": float("nan"), "pairs": [(0, 1)], 5: None}
    assert to_wire(raw) == {"score": 0.5, "few": [1, 2.5], "broken": None, "pairs": [[0, 1]], "5": None}


@pytest.mark.parametrize("kind", [np.float32, np.int64, np.float64])
def test_an_array_is_nested_lists(kind):
    array = np.arange(12).reshape(3, 4).astype(kind)
    assert np.array_equal(np.asarray(to_wire(array), kind), array)


def test_a_tensor_is_nested_lists_whatever_its_number_format():
    import torch

    for dtype in (torch.bfloat16, torch.float16, torch.int64, torch.bool):
        assert to_wire(torch.ones(3, dtype=dtype).requires_grad_(dtype.is_floating_point)) == [1, 1, 1]


def test_what_is_not_finite_is_none_also_in_arrays():
    assert to_wire(np.array([1.0, np.nan, np.inf])) == [1.0, None, None]


@pytest.mark.parametrize("large", [np.random.default_rng(0).random((101, 100)), [[0.5] * 101] * 100])
def test_a_large_array_is_a_npy_file(large):
    assert np.size(large) > MAX_NUMBERS
    told = to_wire(large)
    assert told["shape"] == list(np.shape(large))
    kept = np.load(io.BytesIO(base64.b64decode(told["file"])), allow_pickle=False)
    assert np.allclose(kept, large)


def test_masks_and_pictures_are_pngs():
    mask = np.eye(5, dtype=bool)
    assert np.array_equal(np.asarray(opened(to_wire(mask))) > 127, mask)
    picture = Image.effect_noise((9, 7), 50)
    assert np.array_equal(np.asarray(opened(to_wire([{"mask": picture}])[0]["mask"])), np.asarray(picture))


def test_a_large_picture_is_a_file_of_its_own():
    kept = {}
    told = to_wire(
        Image.effect_noise((800, 600), 90), lambda content, ending: kept.setdefault(ending, content) and "there"
    )
    assert told == {"file": "there", "media_type": "image/png", "size": [800, 600]}
    assert Image.open(io.BytesIO(kept[".png"])).size == (800, 600)


def test_sound_is_a_wav():
    samples = np.sin(np.arange(800) / 20).astype(np.float32) / 2
    told = to_wire({"audio": samples, "sampling_rate": 16_000})
    heard, rate = soundfile.read(io.BytesIO(base64.b64decode(told["audio"])))
    assert rate == told["sampling_rate"] == 16_000
    assert np.allclose(heard, samples, atol=1e-3)


def test_everything_is_json():
    raw = {"a": [np.zeros((2, 0)), np.float16(1)], "b": {"c": object()}, "d": [], "e": [[1], [2, 3]]}
    assert json.loads(json.dumps(to_wire(raw), allow_nan=False))["e"] == [[1], [2, 3]]
