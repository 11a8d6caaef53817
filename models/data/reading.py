"""The process that reads what somebody brought: `python -m models.data.reading FOLDER`, started by models.data.bring.

It executes the folder's code.py, looks at what came out, and saves it as `ready`. told.json holds "" or a sentence.
"""

import contextlib
import csv
import errno
import json
import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any

from models.bounded import limits
from models.data.cells import check_cells
from models.data.resampling import GIVEN
from models.data.sources import MAIN, UNPACK, source_of_file
from models.data.unpacking import unpack
from models.errors import BadInput

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]

ADDRESS_BYTES = 3_000_000_000
CPU_S = 120.0
FILE_BYTES = 400_000_000
LONGEST_CELL = 2**31 - 1
MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
PLAIN = ("Value", "ClassLabel", "List", "LargeList", "Sequence", "Translation")
MEDIA = ("Image", "Audio")
OUTSIDE = "data.data_sets_files_lie_outside_repository"
READERS = ("csv", "json", "parquet", "text", "arrow", "imagefolder", "audiofolder")
"""Of the library's; some others take pickles, archives or programs."""

WORDS = {
    "csv": "data.file_cannot_be_read_as_table",
    "json": "data.file_cannot_be_read_as_json",
    "parquet": "data.file_cannot_be_read_as_parquet",
    "zip": "data.zip_cannot_be_read",
    "sound": "data.sound_in_rows_cannot_be_read",
    "hub": "data.data_set_cannot_be_had_from",
}


def main(folder: Path) -> None:
    """Read, check, save; say what went wrong."""
    import datasets
    import pandas  # noqa: F401  (what is imported does not count)

    datasets.disable_progress_bars()
    limit()
    code = (folder / "code.py").read_text(encoding="utf-8")
    form = (
        "zip"
        if UNPACK in code
        else "sound"
        if f'load_from_disk("{GIVEN}")' in code
        else next((one for one in WORDS if f'load_dataset("{one}"' in code), "hub")
    )
    os.chdir(folder)
    told: dict[str, Any] = {}
    try:
        check_before(form)
        data = execute(Path("code.py"))
        if "train" not in data:
            raise BadInput("data.data_has_no_part_train")
        for split in data.values():
            check_rows(split)
        data.save_to_disk("ready")
    except BadInput as error:
        told = {"key": error.key, "values": error.values}
    except MemoryError:
        os._exit(1)
    except Exception as error:
        told = {"key": WORDS[form]}
        if is_full(error):
            os._exit(1)
    Path("told.json").write_text(json.dumps(told), encoding="utf-8")


def check_before(form: str) -> None:
    """Look at what was brought before the library does; what is in a zip lies in `files` then."""
    csv.field_size_limit(LONGEST_CELL)  # of this process alone, which ends when it has read
    if form == "parquet":
        check_parquet(Path("rows.parquet"))
    elif form == "hub":
        check_hub(Path("code.py"))
    elif form == "csv":
        check_cells(Path("rows.csv"), source_of_file(Path("rows.csv"), "rows.csv").options, Path("code.py"))
    elif form == "zip":
        unpack(Path("rows.zip"), Path("files"), Path("code.py"))
        for table in Path("files").rglob("metadata.csv"):
            check_cells(table, {})


def execute(file: Path) -> Any:
    """Return the `data` of the shown code, whose zip has been unpacked within bounds.

    Without torchcodec, and with it FFmpeg, the library takes no sound in; its bytes are all that is kept here.
    """
    from datasets import Audio

    Audio.encode_example = lambda self, sound: sound if isinstance(sound, dict) else {"bytes": None, "path": str(sound)}
    code = file.read_text(encoding="utf-8").replace(UNPACK, "")
    Path("executed.py").write_text(code, encoding="utf-8")
    return runpy.run_path("executed.py")["data"]


def limit() -> None:
    """Take no more than a share of memory, processor time and disk."""
    limits.bound(ADDRESS_BYTES, CPU_S)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(limits.NICENESS)
    if resource is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def is_full(error: BaseException | None) -> bool:
    """Tell whether an error, or what it came of, is that a bound was met."""
    while error is not None:
        if isinstance(error, MemoryError) or getattr(error, "errno", None) in (errno.EFBIG, errno.ENOSPC):
            return True
        if "malloc of size" in str(error) or "realloc of size" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def check_parquet(file: Path) -> None:
    """Refuse what unfolds to more than there is room for, before any of it is."""
    import pyarrow.parquet

    try:
        told = pyarrow.parquet.read_metadata(file)
        size = sum(told.row_group(place).total_byte_size for place in range(told.num_row_groups))
    except Exception as error:
        raise BadInput(WORDS["parquet"]) from error
    if told.num_rows > MOST_ROWS or told.num_columns > MOST_COLUMNS or size > FILE_BYTES:
        raise too_many(told.num_rows, told.num_columns)


def too_many(rows: int, columns: int) -> BadInput:
    """Say how much it is, and how much it may be."""
    return BadInput(
        "data.too_many_rows_or_columns",
        rows=rows,
        columns=columns,
        most_rows=MOST_ROWS,
        most_columns=MOST_COLUMNS,
        megabytes=FILE_BYTES // 1_000_000,
    )


def check_rows(rows: Any) -> None:
    """Refuse rows that are none or too many, of kinds that are not shown here, or that name files elsewhere.

    A Parquet file or a data set on the Hub may say that a column holds pictures, and name files of this machine.
    """
    if not len(rows):
        raise BadInput("data.there_no_row_in_data")
    if len(rows) > MOST_ROWS or len(rows.column_names) > MOST_COLUMNS:
        raise too_many(len(rows), len(rows.column_names))
    for column, feature in rows.features.items():
        kind = getattr(feature, "_type", "")
        if kind in MEDIA:
            check_media(rows.data.column(column))
        elif set(kinds_in(feature)) - set(PLAIN):
            raise BadInput("data.column_column_kind_not_read_here", column=column[:60])


def kinds_in(feature: Any) -> list[str]:
    """Return the names of all kinds that a column is made of."""
    if isinstance(feature, dict):
        return [kind for one in feature.values() for kind in kinds_in(one)]
    if isinstance(feature, list):
        return [kind for one in feature for kind in kinds_in(one)]
    inner = getattr(feature, "feature", None)
    return [str(getattr(feature, "_type", type(feature).__name__)), *(kinds_in(inner) if inner is not None else [])]


def check_media(column: Any) -> None:
    """Refuse pictures and sounds that are neither inside the data nor of the zip that was unpacked here."""
    own = Path("files").resolve()
    for cell in (cell for chunk in column.chunks for cell in chunk.to_pylist()):
        if cell and cell["bytes"] is None and not Path(cell["path"] or "/").resolve().is_relative_to(own):
            raise BadInput("data.data_names_files_instead_holding_pictures")


def check_hub(file: Path) -> None:
    """Refuse a data set whose description names files outside its own repository; pin the code to one commit.

    What was looked at is what is read, whatever its author changes meanwhile.
    """
    import ast

    from datasets import load_dataset_builder
    from huggingface_hub import HfApi

    code = file.read_text(encoding="utf-8")
    calls = (one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Call))
    call = next(one for one in calls if getattr(one.func, "id", "") == "load_dataset")
    names = [str(ast.literal_eval(one)) for one in call.args]
    commit = str(HfApi().dataset_info(names[0]).sha)
    check_card(names[0], commit)
    builder = load_dataset_builder(*names, revision=commit)
    if type(builder).__module__.split(".")[-1] not in READERS:
        raise BadInput("data.data_sets_files_are_kind_not", readers=", ".join(READERS[:4]))
    found = builder.config.data_files or {}
    files = [str(one) for split in found.values() for one in split]
    if not files or not all(one.startswith(f"hf://datasets/{names[0]}@") for one in files):
        raise BadInput(OUTSIDE)
    file.write_text(code.replace(MAIN, f'revision="{commit}"'), encoding="utf-8")


def check_card(name: str, commit: str) -> None:
    """Refuse a card that names files by an address or from the root, before anything follows it."""
    from huggingface_hub import DatasetCard, hf_hub_download
    from huggingface_hub.errors import EntryNotFoundError

    try:
        card = DatasetCard.load(hf_hub_download(name, "README.md", repo_type="dataset", revision=commit))
    except EntryNotFoundError:
        return
    named = json.dumps(card.data.to_dict().get("configs", []), default=str)
    if "://" in named or '"/' in named or "../" in named:
        raise BadInput(OUTSIDE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
