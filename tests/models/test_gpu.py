"""On a CUDA device: the number formats that only it offers, and that memory comes back."""

import pytest
import torch

from models import device, load, size
from models.key import ModelKey
from models.starters import folder_of

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device"),
]


def loaded(dtype):
    key = ModelKey("sentence-similarity", "starter", "all-MiniLM-L6-v2", device="cuda:0", dtype=dtype)
    return load.load(key, folder_of(key.model))


@pytest.mark.parametrize("dtype", ["auto", "float16", "bfloat16"])
def test_sentences_are_compared_on_the_device(dtype):
    pipe = loaded(dtype)
    one, other = pipe.encode(["movies are awesome", "new movie is so great"], convert_to_tensor=True)
    assert one.device.type == "cuda"
    assert torch.cosine_similarity(one.float(), other.float(), dim=0) == pytest.approx(0.6571, abs=0.01)


def test_what_is_freed_comes_back():
    before = torch.cuda.memory_allocated()
    pipe = loaded("auto")
    assert torch.cuda.memory_allocated() - before >= 0.9 * size.measure(pipe)
    device.free(pipe)
    assert torch.cuda.memory_allocated() <= before + 1_000_000
