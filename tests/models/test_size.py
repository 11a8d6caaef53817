import json
import struct
import types

import pytest
import torch
from safetensors.torch import save_file

from models.errors import ModelRefused
from models.size import folder_bytes, measure, modules_of

as_stored = {"F32": 4, "F16": 2}.__getitem__


def widened(stored):
    return 4


@pytest.fixture
def folder(tmp_path):
    tensors = {
        "a": torch.zeros(10, 10),
        "b": torch.zeros(50, dtype=torch.float16),
        "c": torch.zeros(7, dtype=torch.int64),
    }
    save_file(tensors, tmp_path / "model.safetensors")
    return tmp_path


def test_files_are_estimated_by_their_headers(folder):
    assert folder_bytes(folder, as_stored) == 400 + 100 + 56
    assert folder_bytes(folder, widened) == 400 + 200 + 56


def test_shards_and_subfolders_add_up(folder):
    (folder / "more").mkdir()
    save_file({"d": torch.zeros(5)}, folder / "more" / "model-00002-of-00002.safetensors")
    assert folder_bytes(folder, as_stored) == 556 + 20


def test_pickles_count_by_their_length(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"x" * 123)
    assert folder_bytes(tmp_path, widened) == 123


def safetensors_of(header, length=None):
    words = json.dumps(header).encode()
    return struct.pack("<Q", len(words) if length is None else length) + words


@pytest.mark.parametrize(
    "content",
    [
        safetensors_of({}, length=1 << 60),
        safetensors_of({"a": {"dtype": "F32", "shape": [9], "data_offsets": [0, 36]}}) + bytes(35),
        safetensors_of({"a": {"dtype": "F32", "shape": [9], "data_offsets": [0, 36]}})[:30],
        safetensors_of({"a": {"dtype": "F32", "data_offsets": [9, -9]}}),
        safetensors_of({"a": 7}),
        safetensors_of([1]),
        b"version https://git-lfs.github.com/spec/v1\n",
        b"",
    ],
)
def test_weights_that_are_not_whole_are_told(tmp_path, content):
    (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(ModelRefused, match=r"model\.safetensors of this model is damaged or cut off"):
        folder_bytes(tmp_path, widened)


def test_the_estimate_of_a_real_model_is_what_it_measures(folder, tmp_path):
    from transformers import ResNetForImageClassification

    from tests.tiny.vision import make_resnet

    tiny = tmp_path / "tiny"
    make_resnet(tiny)
    model = ResNetForImageClassification.from_pretrained(tiny)
    assert measure(types.SimpleNamespace(model=model)) == folder_bytes(tiny, widened)


def test_shared_weights_count_once():
    first = torch.nn.Linear(4, 4, bias=False)
    second = torch.nn.Linear(4, 4, bias=False)
    second.weight = first.weight
    assert measure(types.SimpleNamespace(models=[first, second])) == 64


def test_modules_are_found_wherever_a_pipeline_keeps_them():
    one, two = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)
    assert modules_of(one) == [one]
    assert modules_of(types.SimpleNamespace(model=one)) == [one]
    assert modules_of(types.SimpleNamespace(models=(one, two))) == [one, two]
