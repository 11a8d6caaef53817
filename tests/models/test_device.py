import types

import psutil
import pytest
import torch

from models import device, load
from models.cache.stats import CacheStats
from models.size import measure
from tabs.doors.gate.limits import read_limits
from tabs.page.status import draw_memory_table


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


@pytest.mark.parametrize(("ampere", "chosen"), [(True, torch.bfloat16), (False, torch.float16)])
def test_a_card_without_bfloat16_gets_float16(monkeypatch, ampere, chosen):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation=True: including_emulation or ampere)
    device.computes_in_bfloat16.cache_clear()
    assert device.torch_dtype("auto", "cuda:0", torch.bfloat16) is chosen
    assert device.torch_dtype("bfloat16", "cuda:0", None) is torch.bfloat16  # asked for by name
    assert device.torch_dtype("auto", "cuda:0", torch.float32) is torch.float32
    assert device.torch_dtype("auto", "mps", torch.bfloat16) is torch.bfloat16
    device.computes_in_bfloat16.cache_clear()


@pytest.mark.parametrize(
    ("build", "words"), [("13.0", "built for CUDA 13.0: it may be too old"), (None, "Install a torch built for CUDA")]
)
def test_a_gpu_that_is_not_used_is_told_of_with_the_reason(machine, monkeypatch, caplog, build, words):
    machine(cuda=False)
    monkeypatch.setattr(torch.version, "cuda", build)
    assert device.unused_gpu() == ""  # there is none
    monkeypatch.setattr(device, "has_nvidia_driver", lambda: True)
    assert words in device.unused_gpu()
    load.warm_up()
    assert words in caplog.text
    assert words in draw_memory_table(CacheStats(1, 0, 0, ()), read_limits({}))


def test_a_gpu_left_alone_on_purpose_is_not_told_of(machine, monkeypatch):
    machine(cuda=False)
    monkeypatch.setattr(device, "has_nvidia_driver", lambda: True)
    monkeypatch.setenv("PLAYGROUND_DEVICE", "cpu")
    assert device.unused_gpu() == ""


@pytest.fixture
def zero_gpu(machine, monkeypatch):
    """A machine as the main process of a ZeroGPU Space sees it: torch says that there is a card of 70 GB."""
    machine(cuda=True)
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")


def test_on_zero_gpu_the_best_device_is_known_without_torch(zero_gpu, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: pytest.fail("asked before spaces is imported"))
    assert device.best_device() == "cuda:0"


def test_on_zero_gpu_the_budget_is_the_machines_not_the_cards(zero_gpu):
    assert device.budget_bytes() == 9_600_000_000
    assert device.card_bytes("cuda:0") == 20_400_000_000
