"""Which files a payload may name: those that were uploaded, and nothing else on this machine."""

import base64
import binascii
import os
import tempfile
import uuid
from pathlib import Path
from typing import Any

from models.errors import BadInput

MAX_BYTES = 200_000_000
"""Of one file, the same as for uploads."""


def find_upload_folder() -> Path:
    """Return where Gradio puts what is uploaded."""
    return Path(os.environ.get("GRADIO_TEMP_DIR") or Path(tempfile.gettempdir(), "gradio")).resolve()


def store_upload(content: Any, folder: Path) -> Any:
    """Return the payload of a file that came inside a request: as bytes, as base64 or as a data URL.

    Args:
        content: what else it is, is returned as it is.
        folder: in the upload folder, made here where needed; the caller removes it when the answer is given.

    Raises:
        BadInput: it is no base64, or too large.
    """
    if not isinstance(content, bytes | str):
        return content
    decoded = content if isinstance(content, bytes) else decode_base64(content)
    if len(decoded) > MAX_BYTES:
        raise BadInput("read.file_larger_than_max_bytes_mb", max_bytes=MAX_BYTES // 1000000)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / uuid.uuid4().hex
    file.write_bytes(decoded)
    return {"path": str(file)}


def decode_base64(text: str) -> bytes:
    """Return the bytes of a base64 text, or of a data URL."""
    if text.startswith("data:"):
        text = text.partition(",")[2]
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput("read.file_not_base64") from error


def read_upload(payload: Any, what: str) -> Path:
    """Return the uploaded file that a file payload names.

    Gradio's own check looks only at payloads that carry its "meta" mark (6.31), so it is made again here
    for every file: a path that is not in the upload folder, links resolved, is refused.

    Args:
        payload: Gradio's FileData as a dict, or None.
        what: "picture", "recording": the word for it in the messages.
    """
    if payload is None:
        raise BadInput("read.there_no_what_yet", what=f"read.word_{what}")
    path = payload.get("path") if isinstance(payload, dict) else None
    if not isinstance(path, str):
        raise BadInput("read.field_takes_uploaded_what", what=f"read.word_{what}")
    try:
        file = Path(path).resolve()
        uploaded = file.is_relative_to(find_upload_folder()) and file.is_file()
    except (OSError, ValueError):
        uploaded = False
    if not uploaded:
        raise BadInput("read.what_not_on_server", what=f"read.word_{what}")
    if file.stat().st_size == 0:
        raise BadInput("read.what_empty_file", what=f"read.word_{what}")
    return file
