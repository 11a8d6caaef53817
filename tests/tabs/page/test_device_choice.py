"""The choice of a device and of a number format."""

from models.precision import DEVICES, DTYPES
from tabs.page import device_choice


def test_what_is_not_to_be_had_says_why_and_stays_callable_by_its_name(monkeypatch):
    monkeypatch.setattr(device_choice, "lacking", {"8-bit": "an NVIDIA GPU", "mps": "a Mac"}.get)
    device, dtype = device_choice.make_device_choice()
    assert [value for _, value in device.choices] == list(DEVICES)
    assert [value for _, value in dtype.choices] == list(DTYPES) == dtype.api_info()["enum"]
    assert dict(device.choices)["mps (needs a Mac)"] == "mps"
    assert dict(dtype.choices)["8-bit (needs an NVIDIA GPU)"] == "8-bit"
    assert dict(dtype.choices)["float16"] == "float16"
