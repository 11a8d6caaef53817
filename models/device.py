"""The best device, the number format it computes with, and the memory that models may take."""

import ctypes
import gc
import os
import re
import shutil
import sys
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from models.errors import word
from models.size import modules_of

CPU_SHARE = 0.6
"""Of the memory the machine has: activations, uploads and the page live in the rest."""

CUDA_SHARE = 0.85
M_ARENA_MAX, ARENAS = -8, 2
"""A setting of glibc's mallopt, and its value."""

NO_MEMORY = re.compile(r"out of memory|can't allocate memory|not enough memory", re.IGNORECASE)
"""In the message of torch's errors: on CUDA and MPS, of the CPU's allocator, of that on Windows."""

CGROUPS = Path("/sys/fs/cgroup")
OWN_CGROUPS = Path("/proc/self/cgroup")


def is_zero_gpu() -> bool:
    """Tell whether this is a Space whose GPU is lent call by call, see models/zero_gpu.py."""
    return os.environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true")


@cache
def best_device() -> str:
    """Return PLAYGROUND_DEVICE if set, else "cuda:0", "mps" or "cpu", the first that works."""
    wanted = os.environ.get("PLAYGROUND_DEVICE", "")
    if wanted:
        return wanted
    if is_zero_gpu():
        return "cuda:0"
    import torch

    if torch.cuda.is_available():
        return "cuda:0"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def default_dtype() -> str:
    """Return PLAYGROUND_DTYPE if set, else "auto"."""
    return os.environ.get("PLAYGROUND_DTYPE", "auto")


@cache
def computes_in_bfloat16(device: str) -> bool:
    """Tell whether a GPU computes with bfloat16 itself; those before Ampere, such as a T4, only store it."""
    import torch

    return not device.startswith("cuda") or bool(torch.cuda.is_bf16_supported(including_emulation=False))


@cache
def computes_in_half(device: str) -> bool:
    """Tell whether half-precision weights should stay so on this device.

    A CPU without bfloat16 instructions emulates them, several times slower than float32.
    """
    if device != "cpu":
        return True
    import torch

    capabilities: dict[str, bool] = getattr(torch.cpu, "get_capabilities", dict)()  # since torch 2.9
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def torch_dtype(dtype: str, device: str, checkpoint: Any) -> Any:
    """Return the torch dtype to load with.

    Args:
        dtype: "auto" or the name of a torch dtype.
        device: where the model will run.
        checkpoint: the dtype the checkpoint was saved in, or None where its config does not say.
    """
    import torch

    if dtype != "auto":
        return getattr(torch, dtype)
    if device == "cpu":
        keep = checkpoint is torch.bfloat16 and computes_in_half(device)
        return torch.bfloat16 if keep else torch.float32
    if checkpoint is torch.bfloat16 and not computes_in_bfloat16(device):
        return torch.float16
    return checkpoint or torch.float32


def float_bytes(stored: str, dtype: str, device: str) -> float:
    """Return what one number takes once loaded as `torch_dtype` says, in bytes.

    Args:
        stored: its format in the file, as safetensors names it.
        dtype: as for `torch_dtype`, or "8-bit" or "4-bit", which embeddings and norms do not follow.
        device: where the model will run.
    """
    if dtype != "auto":
        return {"float32": 4, "float64": 8, "8-bit": 1, "4-bit": 0.5}.get(dtype, 2)
    if device == "cpu":
        return 2 if stored == "BF16" and computes_in_half(device) else 4
    return {"F64": 8, "F32": 4}.get(stored, 2)


def budget_bytes() -> int:
    """Return what all models together may take, in bytes.

    PLAYGROUND_MEMORY_GB if set. Otherwise a share of the GPU's memory, or of what the machine or its
    container allows, whichever is less: a Space has 16 GB whatever its host has.
    """
    given = os.environ.get("PLAYGROUND_MEMORY_GB", "")
    if given:
        return int(float(given) * 1e9)
    if has_nvidia_driver() and not is_zero_gpu() and best_device().startswith("cuda"):
        return card_bytes(best_device())
    return int(min([machine_bytes(), *container_limits()]) * CPU_SHARE)


def card_bytes(device: str) -> int:
    """Return what models may take of a GPU's memory, in bytes."""
    import torch

    return int(torch.cuda.get_device_properties(device).total_memory * CUDA_SHARE)


def has_nvidia_driver() -> bool:
    """Tell whether a GPU is worth asking torch about, whose import would hold up the page by seconds."""
    return shutil.which("nvidia-smi") is not None


def unused_gpu() -> str:
    """Say why models run on the CPU although the machine has an NVIDIA GPU, and what to do; "" where all is well.

    Also "" as long as nothing has imported torch, which knows.
    """
    torch = sys.modules.get("torch")
    wanted = os.environ.get("PLAYGROUND_DEVICE", "")
    if torch is None or wanted or is_zero_gpu() or not has_nvidia_driver() or torch.cuda.is_available():
        return ""
    if torch.version.cuda is None:
        return word("models.gpu_unused_by_torch")
    return word("models.gpu_unused_by_driver", cuda=torch.version.cuda)


def machine_bytes() -> int:
    """Return the machine's memory in bytes."""
    import psutil

    return int(psutil.virtual_memory().total)


def container_limits(root: Path = CGROUPS, own: Path = OWN_CGROUPS) -> list[int]:
    """Return the memory limits of the control groups (v2, v1) this process is in, and of those around, in bytes.

    Args:
        root: where the groups are mounted; inside a container that is the container's own group.
        own: lists the groups as "0::/path" (v2) or "4:memory:/path" (v1).
    """
    lines = own.read_text().splitlines() if own.is_file() else []
    groups = [line.split(":", 2)[1:] for line in lines]
    mounted = {"": (root, "memory.max"), "memory": (root / "memory", "memory.limit_in_bytes")}
    files = [folder / name for folder, name in mounted.values()]
    for kind, path in groups:
        if kind in mounted:
            folder, name = mounted[kind]
            inside = PurePosixPath(path.lstrip("/"))
            files += [folder / group / name for group in (inside, *inside.parents)]
    words = [file.read_text().strip() for file in dict.fromkeys(files) if file.is_file()]
    return [int(word) for word in words if word.isdigit()]


def share_arenas() -> None:
    """Let all threads take memory from the same two places, where the C library is glibc.

    By itself it opens a place for each thread and keeps there what the thread has freed: 40 MB after eight threads
    had used models of 10 MB. Threads that begin later obey.
    """
    if sys.platform == "linux":
        choose = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has no such call
        if choose:
            choose(M_ARENA_MAX, ARENAS)


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether an error, or one that led to it, says that the memory ran out; torch says it in words of its own."""
    seen: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in seen:
        seen.append(link)
        if isinstance(link, MemoryError) or (isinstance(link, RuntimeError) and NO_MEMORY.search(str(link))):
            return True
        link = link.__cause__ or link.__context__
    return False


def free(pipe: Any) -> None:
    """Empty a pipeline that nobody uses any more, and give its memory back to the device and the system.

    A reference may linger in the frame of its last user, so the weights are dropped, not only the pipeline.
    """
    lay_on = {tensor.device.type for module in modules_of(pipe) for tensor in module.parameters()}
    for module in modules_of(pipe):
        module.to("meta")
    gc.collect(1)  # the oldest objects take a quarter of a second to look through, and hold no weights
    if "cuda" in lay_on:
        import torch

        torch.cuda.empty_cache()
    elif "mps" in lay_on:
        import torch

        torch.mps.empty_cache()
    elif sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc keeps freed pages; musl has no such call
        if trim:
            trim(0)
