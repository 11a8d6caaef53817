"""Room on the disk for downloads: what it has, and what the owner allows."""

import os
import shutil
from pathlib import Path

from models.errors import DownloadFailed
from models.hub.explain import disk_full

GB = 10**9
ON_SPACE_GB = 40.0
"""A Space's own disk has 50 GB."""


def allowed_bytes() -> float:
    """Return how much all downloads together may take: PLAYGROUND_DOWNLOADS_GB, by default a bound on a Space only."""
    text = os.environ.get("PLAYGROUND_DOWNLOADS_GB", "")
    if text:
        return float(text) * GB
    return ON_SPACE_GB * GB if os.environ.get("SPACE_ID") else float("inf")


def require_room(model: str, need_bytes: int, cache: Path) -> None:
    """Refuse a download that does not fit; `need_bytes` is what is still to come.

    Raises:
        DownloadFailed: the disk or what is allowed is used up.
    """
    cache.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(cache).free < need_bytes:
        raise disk_full(model, need_bytes)
    most = allowed_bytes()
    if need_bytes and most < float("inf") and used_bytes(cache) + need_bytes > most:
        raise DownloadFailed(
            f"This server keeps at most {most / GB:,.0f} GB of downloaded models, and {model} does not fit any more. "
            "Choose a model that was used here before, or ask whoever runs the server to make room."
        )


def used_bytes(cache: Path) -> int:
    """Return what the Hub's cache takes; links are not followed."""
    total = 0
    for folder, _, names in os.walk(cache):
        for name in names:
            try:
                found = (Path(folder) / name).lstat()
            except OSError:
                continue
            total += found.st_size
    return total
