"""Zips of pictures and sounds in a folder for each label: read as the shown code reads them, and bounded."""

import io
import runpy
import zipfile

import pytest

from models.data import unpacking
from models.data.bring import bring
from models.data.embedded import FILES
from models.data.sources import source_of_file
from models.data.store import describe_data, folder_of
from models.errors import BadInput


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path / "kept"))
    return tmp_path


def make_zip(file, entries):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return source_of_file(file, file.name)


def files_of(name, ending, folders):
    found = sorted((FILES / name).rglob(f"*{ending}"))[:4]
    return {f"mine/{folder}/{one.name}": one.read_bytes() for folder, one in zip(folders, found, strict=True)}


@pytest.mark.parametrize(("name", "ending", "kind"), [("things", ".jpg", "picture"), ("sounds", ".ogg", "sound")])
def test_folders_are_labels_and_the_shown_code_reads_the_same(name, ending, kind, kept, monkeypatch):
    from datasets import load_from_disk

    entries = files_of(name, ending, ["cat", "cat", "dog", "dog"])
    file = kept / "rows.zip"
    source = make_zip(file, {**entries, "__MACOSX/cat/._x.png": b"", "mine/notes.txt": b"x"})
    found = bring(source, "mine", file=file)
    described = describe_data(found)
    assert (set(described.columns.values()), described.labels) == ({kind, "label"}, ("cat", "dog"))
    column = next(one for one in described.columns if one != "label")
    rows = load_from_disk(str(folder_of(found)))["train"].data.table.to_pylist()
    assert sorted(row[column]["bytes"] for row in rows) == sorted(entries.values())
    monkeypatch.chdir(kept)
    monkeypatch.setenv("HF_DATASETS_CACHE", str(kept / "cache"))
    code = (folder_of(found) / "code.py").read_text()
    if kind == "sound":
        assert 'load_dataset("audiofolder", data_files={"train": "files/**"})' in code
        return  # the library needs torchcodec for it
    (kept / "shown.py").write_text(code)
    assert runpy.run_path("shown.py")["data"]["train"]["label"] == [0, 0, 1, 1]


def test_no_more_is_written_than_there_is_room_for_whatever_a_header_says(kept, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 1_000_000)
    (kept / "code.py").write_text("")
    make_zip(kept / "bomb.zip", {"a/1.png": bytes(900_000), "b/2.png": bytes(900_000)})
    content = bytearray((kept / "bomb.zip").read_bytes())
    sizes = (900_000).to_bytes(4, "little")
    with pytest.raises(BadInput, match="unfolds"):
        unpacking.unpack(kept / "bomb.zip", kept / "files", kept / "code.py")
    assert not (kept / "files").exists()
    (kept / "liar.zip").write_bytes(content.replace(sizes, (10).to_bytes(4, "little")))
    with pytest.raises((BadInput, zipfile.BadZipFile)):
        unpacking.unpack(kept / "liar.zip", kept / "files", kept / "code.py")
    assert sum(one.stat().st_size for one in (kept / "files").rglob("*.png")) <= 1_000_000


@pytest.mark.parametrize("name", ["../../evil.png", "/evil.png", "a/../../evil.png", "x\\..\\..\\evil.png"])
def test_nothing_is_written_outside(name, kept):
    (kept / "code.py").write_text("")
    make_zip(kept / "evil.zip", {name: b"x"})
    with pytest.raises(BadInput, match="outside itself"):
        unpacking.unpack(kept / "evil.zip", kept / "in" / "files", kept / "code.py")
    assert not list(kept.rglob("evil.png"))


def test_a_table_that_names_files_of_this_machine_gets_none(kept):
    (kept / "secret.png").write_bytes(b"secret")
    picture = next((FILES / "things").rglob("*.[pj][np]g")).read_bytes()
    table = f"file_name,text\n../../{'../' * 20}{kept}/secret.png,x\na.png,y\n"
    source = make_zip(kept / "rows.zip", {"a.png": picture, "metadata.csv": table})
    with pytest.raises(BadInput):
        bring(source, "evil", file=kept / "rows.zip")


def test_a_zip_of_something_else_is_told_as_such(kept):
    with pytest.raises(BadInput, match="no picture and no sound"):
        bring(make_zip(kept / "a.zip", {"a.txt": b"x"}), "none", file=kept / "a.zip")
    (kept / "b.zip").write_bytes(io.BytesIO(b"PK nothing").read())
    with pytest.raises(BadInput, match="zip cannot be read"):
        bring(source_of_file(kept / "b.zip", "b.zip"), "none", file=kept / "b.zip")
