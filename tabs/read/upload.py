"""Which files a payload may name: those that were uploaded, and nothing else on this machine."""

from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder

from models.errors import BadInput


def read_upload(payload: Any, what: str) -> Path:
    """Return the uploaded file that a file payload names.

    Gradio's own check looks only at payloads that carry its "meta" mark (6.31), so it is made again here
    for every file: a path that is not in the upload folder, links resolved, is refused.

    Args:
        payload: Gradio's FileData as a dict, or None.
        what: "picture", "recording": the word for it in the messages.
    """
    if payload is None:
        raise BadInput(f"There is no {what} yet. Add one, or click an example.")
    path = payload.get("path") if isinstance(payload, dict) else None
    if not isinstance(path, str):
        raise BadInput(f"This field takes an uploaded {what}. Upload the file first, then send what came back.")
    try:
        file = Path(path).resolve()
        uploaded = file.is_relative_to(Path(get_upload_folder()).resolve()) and file.is_file()
    except (OSError, ValueError):
        uploaded = False
    if not uploaded:
        raise BadInput(f"The {what} is not on the server. Upload the file first, then send what came back.")
    if file.stat().st_size == 0:
        raise BadInput(f"The {what} is an empty file. Choose another one.")
    return file
