"""Starter models: real, small, and there without a network.

Their weights come with packages in requirements.txt and are converted once, at first use, into ordinary
Transformers folders in the user's cache directory.
"""

import atexit
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.errors import AppError, ModelLoadError, ModelNotFound
from models.progress import Progress, Report
from models.starters import conse, efficientnet_lite0, minilm, silero_vad, whisper_tiny_en

ABANDONED_AFTER_S = 24 * 3600.0
"""A preparation takes seconds: unfinished folders of this age were left by a process that died."""


@dataclass(frozen=True, slots=True)
class Starter:
    """One embedded model.

    Attributes:
        name: what `ModelKey.model` calls it.
        tasks: the ids of the tasks it can do.
        description: what it is, in a sentence.
        limits: what not to expect of it, in a plain sentence.
        licence: the licence of the weights, by its SPDX name.
        version: of the prepared folder; raised whenever its content changes.
        size_bytes: about what the prepared folder takes on disk.
        memory_bytes: about what the model takes once loaded in float32.
        based_on_hub_id: the same model on the Hub, "" if there is none.
        prepare: writes the model's files into an empty folder.
    """

    name: str
    tasks: tuple[str, ...]
    description: str
    limits: str
    licence: str
    version: str
    size_bytes: int
    memory_bytes: int
    based_on_hub_id: str
    prepare: Callable[[Path], None]


STARTERS = {
    starter.name: starter
    for starter in (
        Starter(
            name="whisper-tiny.en",
            tasks=("automatic-speech-recognition",),
            description="OpenAI's Whisper, the smallest size for English: speech to text with time stamps.",
            limits="English only; names, accents and noise cost it words, and in silence it may invent some.",
            licence="MIT",
            version="1",
            size_bytes=78_000_000,
            memory_bytes=151_000_000,
            based_on_hub_id="openai/whisper-tiny.en",
            prepare=whisper_tiny_en.prepare,
        ),
        Starter(
            name="all-MiniLM-L6-v2",
            tasks=("sentence-similarity", "feature-extraction"),
            description="Turns a sentence into 384 numbers that lie close together for similar meanings.",
            limits="English; it reads the first 256 word pieces and ignores the rest.",
            licence="Apache-2.0",
            version="1",
            size_bytes=92_000_000,
            memory_bytes=91_000_000,
            based_on_hub_id="sentence-transformers/all-MiniLM-L6-v2",
            prepare=minilm.prepare,
        ),
        Starter(
            name="efficientnet-lite0",
            tasks=("image-classification", "image-feature-extraction"),
            description="Google's EfficientNet-Lite0, trained on the 1000 kinds of things in ImageNet.",
            limits="It always answers with one of its 1000 names, which know many dogs but no person.",
            licence="Apache-2.0",
            version="1",
            size_bytes=19_000_000,
            memory_bytes=19_000_000,
            based_on_hub_id="",
            prepare=efficientnet_lite0.prepare,
        ),
        Starter(
            name="conse",
            tasks=("zero-shot-image-classification",),
            description="EfficientNet-Lite0's names for a picture, compared with your labels by MiniLM.",
            limits="It tells things apart, not colours, numbers, actions or styles.",
            licence="Apache-2.0",
            version="1",
            size_bytes=111_000_000,
            memory_bytes=111_000_000,
            based_on_hub_id="",
            prepare=conse.prepare,
        ),
        Starter(
            name="silero-vad",
            tasks=("voice-activity-detection",),
            description="Silero VAD, a network of 0.3 million parameters that hears speech in any language.",
            limits="It says when somebody speaks, not who, and takes some singing for speech.",
            licence="MIT",
            version="1",
            size_bytes=1_240_000,
            memory_bytes=1_240_000,
            based_on_hub_id="",
            prepare=silero_vad.prepare,
        ),
    )
}

_preparing = threading.Lock()


def _ignore(_: Progress) -> None:
    pass


def folder_of(name: str, report: Report = _ignore) -> Path:
    """Return the folder of a starter, prepared first where it is not there yet.

    It lies at `<cache>/pipeline-playground/starters/<name>-<version>`, where the cache is
    $PLAYGROUND_CACHE, else $XDG_CACHE_HOME, else ~/.cache; where that cannot be written, in a temporary
    folder that goes with the process. A folder appears under its name only when it is complete.
    Threads wait for each other; of several processes the first to finish wins.

    Raises:
        ModelNotFound: there is no starter of this name.
        SourceError: its package is missing, or not the expected one.
        ModelLoadError: its files cannot be written or read.
    """
    if name not in STARTERS:
        raise ModelNotFound(f"There is no built-in model {name!r}. Built in are: {', '.join(STARTERS)}.")
    starter = STARTERS[name]
    folder = _cache_folder() / f"{name}-{starter.version}"
    if folder.is_dir():
        return folder
    report(Progress("preparing"))
    with _preparing:
        home = _writable(folder.parent)
        folder = home / folder.name
        if not folder.is_dir():
            _sweep(home)
            _prepare(starter, folder)
    return folder


def _cache_folder() -> Path:
    root = os.environ.get("PLAYGROUND_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return Path(root or Path("~/.cache").expanduser()) / "pipeline-playground" / "starters"


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return _temporary_folder()
    return folder


@cache
def _temporary_folder() -> Path:
    """Make a folder that nobody else can write to and that is removed when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="pipeline-playground-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _prepare(starter: Starter, folder: Path) -> None:
    """Prepare beside the folder, then give the result its name in one step."""
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unfinished-") as unfinished:
            # One level deeper: the temporary directory itself is closed to other users.
            draft = Path(unfinished, starter.name)
            draft.mkdir()
            starter.prepare(draft)
            _publish(draft, folder)
    except AppError:
        raise
    except OSError as error:
        raise ModelLoadError(
            f"The built-in model {starter.name} could not be written to disk ({error.strerror}). "
            f"It needs {starter.size_bytes / 1e6:,.0f} MB in the cache folder: make room and try again."
        ) from error


def _publish(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process was faster, with the same content
            raise


def _sweep(home: Path) -> None:
    """Remove what processes that died in the middle of a preparation left."""
    for unfinished in home.glob(".unfinished-*"):
        if time.time() - unfinished.stat().st_mtime > ABANDONED_AFTER_S:
            shutil.rmtree(unfinished, ignore_errors=True)
