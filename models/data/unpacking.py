"""Unpacking a zip that nobody vouches for: pictures, sounds and their table, no more bytes than there is room for."""

import zipfile
from pathlib import Path, PurePosixPath

from models.data.sources import FOLDER
from models.errors import BadInput

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff")
SOUNDS = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a")
TABLES = ("metadata.csv", "metadata.jsonl")
MOST_FILES = 20_000
MOST_BYTES = 400_000_000
BLOCK = 1 << 20
NO_MEDIA = "data.there_no_picture_no_sound_in"


def too_much() -> BadInput:
    """Say how much a zip may unfold to."""
    return BadInput("data.zip_unfolds_to_too_much", megabytes=MOST_BYTES // 1_000_000, files=MOST_FILES)


def unpack(packed: Path, target: Path, code: Path) -> None:
    """Write the zip's pictures or sounds below a folder, and have the code read which of the two they are.

    Raises:
        BadInput: it holds none, or too much, or names files outside itself.
    """
    with zipfile.ZipFile(packed) as file:
        infos = [one for one in file.infolist() if is_wanted(one.filename)]
        endings = [PurePosixPath(one.filename).suffix.lower() for one in infos]
        pictures, sounds = (sum(one in kind for one in endings) for kind in (PICTURES, SOUNDS))
        if not pictures and not sounds:
            raise BadInput(NO_MEDIA)
        if len(infos) > MOST_FILES or sum(one.file_size for one in infos) > MOST_BYTES:
            raise too_much()
        left = MOST_BYTES
        for info in infos:
            left -= write(file, info, target, left)
    if sounds > pictures:
        text = code.read_text(encoding="utf-8")
        code.write_text(text.replace(FOLDER, "audiofolder"), encoding="utf-8")


def is_wanted(name: str) -> bool:
    """Tell whether an entry is read; hidden ones, as macOS adds them, are not."""
    path = PurePosixPath(name)
    if name.endswith("/") or any(part.startswith((".", "__")) and part != ".." for part in path.parts):
        return False
    return path.suffix.lower() in (*PICTURES, *SOUNDS) or path.name in TABLES


def write(file: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, most_bytes: int) -> int:
    """Write one entry and return its bytes, which are counted as they come: a header may lie.

    Raises:
        BadInput: they are more than may be, or the entry's place is elsewhere.
    """
    path = (target / info.filename).resolve()
    if not path.is_relative_to(target.resolve()) or "\\" in info.filename:
        raise BadInput("data.zip_names_files_outside_itself")
    path.parent.mkdir(parents=True, exist_ok=True)
    done = 0
    with file.open(info) as source, path.open("xb") as sink:
        while block := source.read(BLOCK):
            done += len(block)
            if done > most_bytes:
                raise too_much()
            sink.write(block)
    return done
