import pytest
import torch
from transformers import AutoImageProcessor, AutoModel, AutoModelForImageClassification, pipeline


@pytest.fixture(scope="module")
def folder(starter_folder):
    return starter_folder("efficientnet-lite0")


def test_nothing_is_missing(folder):
    _, info = AutoModelForImageClassification.from_pretrained(folder, output_loading_info=True)
    assert not info["missing_keys"]
    assert not info["unexpected_keys"]
    _, info = AutoModel.from_pretrained(folder, output_loading_info=True)
    assert not info["missing_keys"]
    assert info["unexpected_keys"] == {"classifier.weight", "classifier.bias"}


@pytest.mark.parametrize(
    ("name", "label", "score"),
    [("lion.jpg", "lion", 0.895), ("cheetah.jpg", "cheetah", 0.871), ("cheetah1.jpg", "cheetah", 0.647)],
)
def test_names_the_photo(folder, photo, name, label, score):
    classify = pipeline("image-classification", model=str(folder), device="cpu")
    best = classify(photo(name), top_k=1)[0]
    assert best["label"] == label
    assert best["score"] == pytest.approx(score, abs=0.02)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_squeeze_layers_let_everything_through_in_half_precision(folder, dtype):
    gate = AutoModel.from_pretrained(folder, dtype=dtype).encoder.blocks[3].squeeze_excite
    hidden = torch.randn(1, gate.dim, 4, 4, dtype=dtype)
    assert torch.equal(gate(hidden), hidden)


def test_extracts_features(folder, photo):
    extract = pipeline("image-feature-extraction", model=str(folder), device="cpu")
    (pooled,) = extract(photo("lion.jpg"), pool=True)
    assert len(pooled) == 1280
    grid = torch.tensor(extract(photo("lion.jpg")))
    assert grid.shape == (1, 1280, 7, 7)
    assert torch.allclose(grid.mean((2, 3))[0], torch.tensor(pooled), atol=1e-5)


def test_crops_the_centre(folder, photo):
    processor = AutoImageProcessor.from_pretrained(folder)
    pixels = processor(images=photo("cheetah.jpg"), return_tensors="pt").pixel_values
    assert pixels.shape == (1, 3, 224, 224)
    assert pixels.min() >= -127 / 128 - 1e-6
    assert pixels.max() <= 1 + 1e-6
