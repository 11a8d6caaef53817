import pytest
import torch

from models import precision
from models.errors import BadInput


@pytest.fixture
def gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)


def test_nothing_asked_for_gives_the_best_device_and_the_default_format(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_DTYPE", "float32")
    assert precision.check_device("") == precision.check_device("automatic") == precision.best_device()
    assert precision.check_dtype("", "cpu") == "float32"


@pytest.mark.parametrize("device", ["cuda:0", "mps"])
def test_a_device_that_is_not_there_is_refused_by_name(monkeypatch, device):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(BadInput, match=device.split(":")[0].upper()):
        precision.check_device(device)


@pytest.mark.parametrize("word", ["tpu", "cuda:99", "../x", "x" * 999])
def test_unknown_words_are_refused_with_the_choices(word):
    with pytest.raises(BadInput, match="automatic, cpu"):
        precision.check_device(word)
    with pytest.raises(BadInput, match="auto, float32"):
        precision.check_dtype(word, "cpu")


def test_quantized_loading_is_refused_with_the_reason(gpu, monkeypatch):
    with pytest.raises(BadInput, match="NVIDIA GPU"):
        precision.check_dtype("8-bit", "cpu")
    monkeypatch.setattr(precision.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(BadInput, match="bitsandbytes and accelerate"):
        precision.check_dtype("4-bit", precision.check_device("cuda:0"))


def test_what_is_lacking_for_a_choice_is_known_without_torch(monkeypatch):
    monkeypatch.setattr(precision, "has_nvidia_driver", lambda: False)
    monkeypatch.setattr(precision.sys, "platform", "linux")
    assert [precision.lacking(one) for one in precision.DEVICES] == ["", "", "models.an_nvidia_gpu", "models.a_mac"]
    assert [precision.lacking(one) for one in precision.DTYPES] == [""] * 4 + ["models.an_nvidia_gpu"] * 2
    monkeypatch.setattr(precision, "has_nvidia_driver", lambda: True)
    monkeypatch.setattr(precision.importlib.util, "find_spec", lambda name: None if name == "bitsandbytes" else name)
    assert [precision.lacking(one) for one in precision.DTYPES] == [""] * 4 + ["bitsandbytes"] * 2
    assert precision.lacking("cuda:0") == ""


def test_where_all_is_there_transformers_is_told(gpu, monkeypatch):
    monkeypatch.setattr(precision.importlib.util, "find_spec", lambda _: object())
    assert precision.check_dtype("4-bit", "cuda:0") == "4-bit"
    assert precision.quantization("float16", "cuda:0") == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLAYGROUND_DEVICE", "gpu"),
        ("PLAYGROUND_DTYPE", "fp16"),
        ("PLAYGROUND_MEMORY_GB", "lots"),
        ("PLAYGROUND_MEMORY_GB", "-1"),
        ("PLAYGROUND_DOWNLOADS_GB", "many"),
    ],
)
def test_a_setting_that_means_nothing_is_named(monkeypatch, name, value):
    precision.check_settings()
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=name):
        precision.check_settings()


def test_a_device_of_the_settings_that_is_not_there_is_refused(monkeypatch):
    monkeypatch.setattr(precision, "best_device", lambda: "cuda:7")
    with pytest.raises(BadInput, match="CUDA"):
        precision.check_device("")


def test_gpus_by_their_numbers(gpu):
    assert precision.check_device(0) == precision.check_device("0") == "cuda:0"
    with pytest.raises(BadInput, match="no CUDA:1 device"):
        precision.check_device(1)


def test_a_second_gpu(gpu, monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert precision.check_device(1) == "cuda:1"
