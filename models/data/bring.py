"""Bringing a data set to this machine: read in a child process within bounds, then kept as the library saves it.

What is executed is the code that the page shows, in a folder of its own beside the file. Nothing of the server's
environment reaches it but where the Hub is; no token does.
"""

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from huggingface_hub import constants

from models.bounded import PASSED_ON, ROOT
from models.data.resampling import GIVEN, sound_columns, write_reading
from models.data.sources import Source, code_of
from models.data.store import HOMES, NAME, home_of, list_own, no_such, public_name
from models.errors import BadInput, ReadersBusy, received
from models.kept import kept_folder

if TYPE_CHECKING:
    from datasets import DatasetDict

READER = "models.data.reading"
WALL_S = 180.0
WAIT_S = 60.0
MOST_SETS = 20
"""Of one visitor on a Space; on a machine of one's own the disk is the bound."""

KEEP_S = 24 * 3600.0
"""How long a visitor's data stays on a Space."""

LEAST_FREE_BYTES = 1_000_000_000
HUB = ("HF_ENDPOINT", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE")
TOO_MUCH = "data.data_too_large_for_server_once"
_places = threading.BoundedSemaphore(2)


def bring(source: Source, name: str, owner: str = "", file: Path | None = None) -> str:
    """Read a source and keep its rows; return the name under which they are found.

    Args:
        source: what it is.
        name: how the visitor calls it.
        owner: whose it is; "" is everybody's, on a machine of one's own.
        file: the uploaded file, where the source is one.

    Raises:
        BadInput: it cannot be read, is too large, or the name cannot be.
        ReadersBusy: others are being read for long.
    """
    final = new_name(name, owner)
    if source.form == "hub" and constants.HF_HUB_OFFLINE:
        raise BadInput("data.server_works_without_hub")
    with tempfile.TemporaryDirectory(dir=kept_folder("data-drafts"), ignore_cleanup_errors=True) as draft:
        folder = Path(draft)
        read_source(source, file, folder)
        shutil.copyfile(folder / "code.py", folder / "ready" / "code.py")
        (folder / "ready").rename(home_of(owner) / final)
    return final


def read_source(source: Source, file: Path | None, folder: Path) -> None:
    """Read a source in a child process; its rows lie in the folder's `ready` then, as the library saves them.

    Raises:
        BadInput: it cannot be read, or is too large.
        ReadersBusy: others are being read for long.
    """
    if not _places.acquire(timeout=WAIT_S):
        raise ReadersBusy(WAIT_S)
    try:
        if file is not None:
            shutil.copyfile(file, folder / source.file)
        (folder / "code.py").write_text(code_of(source), encoding="utf-8")
        read_in_child(folder, is_online=source.form == "hub")
    finally:
        _places.release()


def keep_rows(data: "DatasetDict", name: str, owner: str = "", rate: int = 0) -> str:
    """Keep prepared rows as a data set of their own; return the name under which they are found.

    Args:
        data: the rows, split.
        name: how the visitor calls them.
        owner: whose they are.
        rate: to which sounds are brought, in Hz; 0 for what they have. Only a bounded process opens them.

    Raises:
        BadInput: the name cannot be, there is no room, or a sound cannot be read.
    """
    final = new_name(name, owner)
    with tempfile.TemporaryDirectory(dir=kept_folder("data-drafts"), ignore_cleanup_errors=True) as draft:
        data.save_to_disk(f"{draft}/{GIVEN if rate else 'ready'}")
        if rate:
            code = write_reading(rate, sound_columns(data["train"]))
            Path(draft, "code.py").write_text(code, encoding="utf-8")
            read_in_child(Path(draft), is_online=False)
        Path(draft, "ready").rename(home_of(owner) / final)
    return final


def new_name(name: str, owner: str) -> str:
    """Return the name of a new data set, with digits that are hard to guess where there are many visitors.

    Raises:
        BadInput: it cannot be one, there is one of that name, or there are too many.
    """
    plain = "-".join(name.lower().split()) or "my-data"
    if not NAME.fullmatch(plain) or len(plain) > 48:
        raise BadInput("data.give_data_set_short_name_letters")
    if shutil.disk_usage(kept_folder("data")).free < LEAST_FREE_BYTES:
        raise BadInput("data.disk_server_nearly_full")
    if owner:
        sweep_homes()
        if len(list_own(owner)) >= MOST_SETS:
            raise BadInput("data.you_have_most_sets_data_sets", most_sets=MOST_SETS)
        return f"{plain}-{secrets.token_hex(6)}"
    from models.data.embedded import EMBEDDED

    if plain in EMBEDDED or plain in list_own():
        raise BadInput("data.there_data_set_plain_already", plain=plain)
    return plain


def read_in_child(folder: Path, *, is_online: bool) -> None:
    """Execute a folder's code.py in a bounded process, which leaves the rows in its folder `ready`.

    Raises:
        BadInput: it could not; the sentence says why.
    """
    known = {name: os.environ[name] for name in (*PASSED_ON, *(HUB if is_online else ())) if name in os.environ}
    own = {
        "HF_HOME": str(folder / "home"),
        "HF_DATASETS_CACHE": str(folder / "cache"),
        "HF_HUB_OFFLINE": "" if is_online else "1",
        "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "TMPDIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
    }
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(  # noqa: S603
            [sys.executable, "-W", "ignore", "-m", READER, str(folder)],
            cwd=folder,
            env={**known, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=WALL_S,
            check=False,
        )
    try:
        told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(TOO_MUCH) from error
    if told:
        raise received(BadInput, told.get("key"), told.get("values"))


def delete_data(name: str, owner: str = "") -> None:
    """Remove a data set that a visitor brought.

    Raises:
        BadInput: it is none of theirs.
    """
    if name not in list_own(owner):
        raise no_such(public_name(str(name)))
    shutil.rmtree(home_of(owner) / name, ignore_errors=True)


def sweep_homes() -> None:
    """Remove what visitors of a Space brought more than a day ago, and drafts that a server left behind."""
    for one in [*kept_folder(HOMES).glob("*/*"), *kept_folder("data-drafts").iterdir()]:
        with contextlib.suppress(OSError):
            if one.stat().st_mtime < time.time() - KEEP_S:
                shutil.rmtree(one, ignore_errors=True)
