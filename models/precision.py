"""Devices and number formats a user may ask for, and why some are not to be had here."""

import importlib.util
import os
import re
import sys
from typing import Any

from models.device import best_device, default_dtype, has_nvidia_driver, is_zero_gpu
from models.errors import BadInput

DEVICES = ("automatic", "cpu", "cuda:0", "mps")
DTYPES = ("auto", "float32", "float16", "bfloat16", "8-bit", "4-bit")
QUANTIZED = {"8-bit": {"load_in_8bit": True}, "4-bit": {"load_in_4bit": True}}


def check_settings() -> None:
    """End the process where an environment variable means nothing, with a sentence on what it may be."""
    device, dtype = os.environ.get("PLAYGROUND_DEVICE", ""), default_dtype()
    if device and not re.fullmatch(r"cpu|mps|cuda(:\d+)?", device):
        raise SystemExit(f"PLAYGROUND_DEVICE is {device!r}. Set it to cpu, mps or cuda:0, or leave it out.")
    if dtype not in DTYPES:
        raise SystemExit(f"PLAYGROUND_DTYPE is {dtype!r}. Set it to one of {', '.join(DTYPES)}, or leave it out.")
    for name in ("PLAYGROUND_MEMORY_GB", "PLAYGROUND_DOWNLOADS_GB"):
        size = os.environ.get(name, "")
        if size and not re.fullmatch(r"\d*\.?\d+", size):
            raise SystemExit(f"{name} is {size!r}. Set it to a number such as 4, or leave it out.")


def check_device(device: str | int) -> str:
    """Return the device to run on; "" and "automatic" give the best there is, -1 the CPU, 0 and 1 the GPUs.

    Raises:
        BadInput: this machine has no such device.
    """
    is_number = re.fullmatch(r"-1|\d{1,2}", str(device)) is not None
    place = name_numbered(int(device)) if is_number else str(device)
    if place in ("", "automatic"):
        place = best_device()
    elif place not in DEVICES and not is_number:
        raise BadInput("models.device_one", devices=", ".join(DEVICES))
    if not is_there(place):
        raise BadInput("models.server_has_no_upper_device", upper=place.removesuffix(":0").upper())
    return place


def name_numbered(number: int) -> str:
    """Return the device of a number as pipelines take them: -1 is the CPU, the others are GPUs."""
    return "cpu" if number < 0 else f"cuda:{number}"


def is_there(device: str) -> bool:
    """Tell whether this machine has the device."""
    import torch

    if device == "cpu":
        return True
    if device == "mps":
        return bool(torch.backends.mps.is_available())
    number = int(device.partition(":")[2] or 0)
    return bool(torch.cuda.is_available() and number < torch.cuda.device_count())


def check_dtype(dtype: str, device: str) -> str:
    """Return the number format to load with; "" and "auto" give the server's default.

    Raises:
        BadInput: unknown, or quantized where the device or a package for it is missing.
    """
    if dtype in ("", "auto"):
        dtype = default_dtype()
    if dtype not in DTYPES:
        raise BadInput("models.number_format_one", dtypes=", ".join(DTYPES))
    if dtype in QUANTIZED:
        check_quantized(dtype, device)
    return dtype


def check_quantized(dtype: str, device: str) -> None:
    """Refuse 8-bit and 4-bit loading where it cannot work."""
    if not device.startswith("cuda"):
        raise BadInput("models.dtype_loading_needs_nvidia_gpu_which", dtype=dtype)
    missing = missing_quantizers()
    if missing:
        how = f"pip install {' '.join(missing)}"
        raise BadInput(
            "models.dtype_loading_needs_missing_on_server", dtype=dtype, missing=" and ".join(missing), how=how
        )


def missing_quantizers() -> list[str]:
    """Return which of the packages that quantize are not installed."""
    return [name for name in ("bitsandbytes", "accelerate") if importlib.util.find_spec(name) is None]


def lacking(choice: str) -> str:
    """Return what this machine lacks for a device or a number format, as far as that shows without torch, or ""."""
    if choice in ("cuda:0", *QUANTIZED) and not has_nvidia_driver() and not is_zero_gpu():
        return "models.an_nvidia_gpu"
    if choice == "mps" and sys.platform != "darwin":
        return "models.a_mac"
    return " and ".join(missing_quantizers()) if choice in QUANTIZED else ""


def quantization(dtype: str, device: str) -> dict[str, Any]:
    """Return what from_pretrained needs for 8-bit and 4-bit loading (bitsandbytes); {} for other formats."""
    if dtype not in QUANTIZED:
        return {}
    from transformers import BitsAndBytesConfig

    return {"quantization_config": BitsAndBytesConfig(**QUANTIZED[dtype]), "device_map": {"": device}}
