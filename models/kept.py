"""Where data sets and trained models are kept on this machine."""

import contextlib
import os
import tempfile
from pathlib import Path


def kept_folder(name: str) -> Path:
    """Return the folder of that name for what people made here, made if need be.

    It lies in PLAYGROUND_TRAINED, else beside the prepared starters: in PLAYGROUND_CACHE, else in the user's cache.
    Where that cannot be written, in the folder for temporary files.
    """
    root = os.environ.get("PLAYGROUND_TRAINED")
    cache = os.environ.get("PLAYGROUND_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    folder = Path(root or Path(cache) / "pipeline-playground") / name
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        folder = Path(tempfile.gettempdir()) / "pipeline-playground" / name
        folder.mkdir(parents=True, exist_ok=True)
    return folder
