"""What launch() is given so that the gate stands before Gradio, and the folder it watches."""

import contextlib
import os
import threading
import time
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from tabs.doors.gate.folder import UploadFolder, own_folder
from tabs.doors.gate.health import health_doors
from tabs.doors.gate.keeper import app_arguments
from tabs.doors.gate.limits import Limits

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

TIDY_S = 60.0
MOST_CONNECTIONS = 65_536


def open_folder(limits: Limits) -> UploadFolder:
    """Choose the folder for uploads and answers, tell Gradio, and remove what is too old in it.

    Where the owner names one (GRADIO_TEMP_DIR) it is that one; otherwise each server has its own.
    """
    allow_many_connections()
    path = Path(os.environ.get("GRADIO_TEMP_DIR") or own_folder())
    os.environ["GRADIO_TEMP_DIR"] = str(path)
    folder = UploadFolder(path, limits.uploads_bytes, limits.keep_s)
    folder.tidy()
    threading.Thread(target=tidy, args=(folder,), name="tidy-folder", daemon=True).start()
    return folder


def allow_many_connections() -> None:
    """Let this process hold as many connections as the system lets it: lines that send slowly are held open."""
    if resource:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST_CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, MOST_CONNECTIONS)
        with contextlib.suppress(ValueError, OSError):  # macOS allows less than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def tidy(folder: UploadFolder) -> None:
    """Remove what is too old for as long as the server lives."""
    while True:
        time.sleep(TIDY_S)
        folder.tidy()


def before_gradio(page: Any, limits: Limits, folder: UploadFolder, routes: list[BaseRoute]) -> dict[str, Any]:
    """Return the arguments of launch() for a page that was built after the folder was opened.

    `routes` are those of the plain doors for programs.
    """
    folder.keep_what_is_new(time.time() - TIDY_S)
    status = next(one.fn for one in page.fns.values() if one.api_name == "status")
    doors = health_doors(status, page.places.has_places, folder)
    arguments = {**app_arguments(limits, folder, doors), "routes": routes}
    return {"max_file_size": limits.file_bytes, "app_kwargs": arguments}
