import types

import psutil
import pytest
import torch

from models import device
from models.size import measure


@pytest.fixture(autouse=True)
def forget():
    device.best_device.cache_clear()
    device.computes_in_half.cache_clear()
    yield
    device.best_device.cache_clear()
    device.computes_in_half.cache_clear()


@pytest.fixture
def machine(monkeypatch):
    """Pretend a machine has what the test says."""

    def pretend(*, cuda=False, mps=False, memory=16, container=None):
        monkeypatch.delenv("PLAYGROUND_DEVICE", raising=False)
        monkeypatch.delenv("PLAYGROUND_MEMORY_GB", raising=False)
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
        monkeypatch.setattr(device, "has_nvidia_driver", lambda: cuda)
        properties = types.SimpleNamespace(total_memory=24_000_000_000)
        monkeypatch.setattr(torch.cuda, "get_device_properties", lambda _: properties)
        monkeypatch.setattr(device, "machine_bytes", lambda: memory * 1_000_000_000)
        limits = [] if container is None else [container * 1_000_000_000]
        monkeypatch.setattr(device, "container_limits", lambda: limits)

    return pretend


@pytest.mark.parametrize(
    ("has", "best"),
    [({"cuda": True, "mps": True}, "cuda:0"), ({"mps": True}, "mps"), ({}, "cpu")],
)
def test_cuda_goes_before_mps_and_mps_before_cpu(machine, has, best):
    machine(**has)
    assert device.best_device() == best


def test_the_environment_overrides_device_and_budget(machine, monkeypatch):
    machine(cuda=True)
    monkeypatch.setenv("PLAYGROUND_DEVICE", "cpu")
    monkeypatch.setenv("PLAYGROUND_MEMORY_GB", "1.5")
    assert device.best_device() == "cpu"
    assert device.budget_bytes() == 1_500_000_000


@pytest.mark.parametrize(
    ("has", "budget"),
    [
        ({"memory": 16}, 9_600_000_000),
        ({"memory": 512, "container": 16}, 9_600_000_000),
        ({"memory": 8, "container": 16}, 4_800_000_000),
        ({"cuda": True, "memory": 8}, 20_400_000_000),
    ],
)
def test_the_budget_is_a_share_of_what_the_container_allows(machine, has, budget):
    machine(**has)
    assert device.budget_bytes() == budget


@pytest.mark.parametrize(("content", "limits"), [("17179869184\n", [17_179_869_184]), ("max\n", []), ("", [])])
def test_the_limit_of_a_container_is_read(tmp_path, content, limits):
    (tmp_path / "memory.max").write_text(content)
    assert device.container_limits(tmp_path, tmp_path / "none") == limits


@pytest.mark.parametrize(
    ("own", "file"),
    [
        ("0::/user.slice/app.scope\n", "user.slice/app.scope/memory.max"),
        ("0::/user.slice/app.scope\n", "user.slice/memory.max"),
        ("5:cpu,cpuacct:/other\n4:memory:/jobs/one\n", "memory/jobs/one/memory.limit_in_bytes"),
    ],
)
def test_the_limits_of_the_own_group_and_of_those_around_it_count(tmp_path, own, file):
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("1000000\n")
    (tmp_path / "own").write_text(own)
    assert device.container_limits(tmp_path, tmp_path / "own") == [1_000_000]


@pytest.mark.parametrize(
    ("stored", "dtype", "where", "instructions", "size"),
    [
        ("F16", "auto", "cpu", True, 4),
        ("BF16", "auto", "cpu", True, 2),
        ("BF16", "auto", "cpu", False, 4),
        ("BF16", "auto", "cuda:0", False, 2),
        ("F32", "auto", "cuda:0", False, 4),
        ("F32", "float16", "cpu", False, 2),
        ("BF16", "float32", "cuda:0", True, 4),
        ("F32", "8-bit", "cuda:0", True, 1),
        ("F16", "4-bit", "cuda:0", True, 0.5),
    ],
)
def test_numbers_take_what_they_are_loaded_as(monkeypatch, stored, dtype, where, instructions, size):
    monkeypatch.setattr(device, "computes_in_half", lambda _: instructions)
    assert device.float_bytes(stored, dtype, where) == size


@pytest.mark.parametrize(
    ("where", "saved", "instructions", "loaded"),
    [
        ("cpu", torch.float16, True, torch.float32),
        ("cpu", torch.bfloat16, True, torch.bfloat16),
        ("cpu", torch.bfloat16, False, torch.float32),
        ("cpu", torch.float32, True, torch.float32),
        ("cpu", None, True, torch.float32),
        ("cuda:0", torch.float16, True, torch.float16),
        ("cuda:0", torch.float32, True, torch.float32),
        ("cuda:0", None, True, torch.float32),
    ],
)
def test_half_precision_stays_where_the_device_computes_with_it(monkeypatch, where, saved, instructions, loaded):
    capabilities = {"avx512_bf16": instructions}
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities, raising=False)
    assert device.torch_dtype("auto", where, saved) is loaded


def test_a_named_dtype_is_taken_at_its_word():
    assert device.torch_dtype("bfloat16", "cpu", torch.float32) is torch.bfloat16


def test_freeing_gives_the_memory_back_even_if_a_reference_lingers():
    pipe = types.SimpleNamespace(model=torch.nn.Linear(8_000, 8_000))
    assert measure(pipe) == 4 * (8_000 * 8_000 + 8_000)
    before = psutil.Process().memory_info().rss
    device.free(pipe)
    assert before - psutil.Process().memory_info().rss > 200_000_000
    assert pipe.model.weight.device.type == "meta"


def test_too_little_memory_is_recognised_by_what_torch_says_of_it() -> None:
    import torch

    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 60)
    assert device.is_out_of_memory(caught.value)
    assert device.is_out_of_memory(torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"))
    wrapped = ValueError("could not load")
    wrapped.__cause__ = MemoryError()
    assert device.is_out_of_memory(wrapped)
    assert not device.is_out_of_memory(RuntimeError("size mismatch")) and not device.is_out_of_memory(ValueError())
