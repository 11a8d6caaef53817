"""Sounds at another rate: as code, which is shown, and which a bounded process executes on what is kept."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasets import Dataset

RATES = (8_000, 16_000, 22_050, 24_000, 44_100, 48_000)
"""In Hz; models that hear speech mostly take 16,000."""

GIVEN = "given"
"""The folder that the process reads."""

RESAMPLE = """\
import io
import soundfile
import soxr
from datasets import Audio, Value

RATE = {rate}


def resample(sound):
    given = io.BytesIO(sound["bytes"]) if sound["bytes"] else sound["path"]
    wave, found = soundfile.read(given, dtype="float32")
    file = io.BytesIO()
    soundfile.write(file, soxr.resample(wave, found, RATE), RATE, format="WAV")
    return {{"bytes": file.getvalue(), "path": None}}


for column in {columns}:
    {name} = {name}.cast_column(column, Audio(decode=False))
    {name} = {name}.cast_column(column, {{"bytes": Value("binary"), "path": Value("string")}})
    {name} = {name}.map(lambda sound: {{column: sound and resample(sound)}}, input_columns=column)
    {name} = {name}.cast_column(column, Audio(RATE, decode=False))"""
"""Written without what `datasets` itself would need for it: torchcodec, and with it FFmpeg."""


def sound_columns(rows: "Dataset") -> list[str]:
    """Return the columns that hold sounds."""
    return [column for column, feature in rows.features.items() if getattr(feature, "_type", "") == "Audio"]


def write_resampling(rate: int, columns: list[str], name: str) -> str:
    """Return the code that brings the sounds in the columns of `name` to a rate, in Hz."""
    return RESAMPLE.format(rate=rate, columns=columns, name=name)


def write_reading(rate: int, columns: list[str]) -> str:
    """Return the code of the process: it reads the kept rows, and leaves them as `data`."""
    head = f'from datasets import load_from_disk\n\ndata = load_from_disk("{GIVEN}")\n'
    return head + write_resampling(rate, columns, "data") + "\n"
