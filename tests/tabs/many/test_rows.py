"""Rows as people bring them: tables, zips, files; what is refused says why."""

import zipfile

import pytest
from PIL import Image

from models.errors import BadInput
from tabs.many.limits import ManyLimits, read_many_limits
from tabs.many.rows import File, Upload, bring_rows, open_rows

EASY = ManyLimits(rows=100, kept_bytes=10_000_000)


def upload(folder, name, content):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Upload(file, name)


def picture(folder, name, colour):
    Image.new("RGB", (20, 10), colour).save(folder / name)
    return Upload(folder / name, name)


def bring(tmp_path, *uploads, limits=EASY):
    folder = tmp_path / "work"
    folder.mkdir()
    bring_rows(uploads, folder, limits)
    return open_rows(folder)


def test_a_table_with_semicolons_and_gaps(tmp_path):
    rows = bring(tmp_path, upload(tmp_path, "r.csv", "id;text\n1;Böse\n2;\n".encode("latin-1")))
    assert (rows.count, rows.columns) == (2, {"id": "number", "text": "text"})
    assert [rows.read(number) for number in range(2)] == [{"id": 1, "text": "Böse"}, {"id": 2, "text": None}]
    assert sorted(one.name for one in (tmp_path / "work").iterdir()) == ["ready"], "nothing else is left"


def test_a_zip_of_pictures_has_their_bytes_names_and_labels(tmp_path):
    picture(tmp_path, "a.png", "red")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as packed:
        packed.write(tmp_path / "a.png", "cats/a.png")
        packed.write(tmp_path / "a.png", "dogs/b.png")
    rows = bring(tmp_path, Upload(tmp_path / "p.zip", "p.zip"))
    assert rows.columns == {"image": "picture", "label": "label"}
    cells = rows.read(0)
    assert isinstance(cells["image"], File)
    assert cells["image"].content.startswith(b"\x89PNG")
    assert cells["label"] in ("cats", "dogs")
    assert {rows.name(number)["image"] for number in range(2)} == {"a.png", "b.png"}


def test_several_files_are_a_row_each_in_their_order(tmp_path):
    rows = bring(tmp_path, picture(tmp_path, "z.png", "red"), picture(tmp_path, "a.png", "blue"))
    assert (rows.columns, [rows.name(number)["file"] for number in range(2)]) == (
        {"file": "picture"},
        ["z.png", "a.png"],
    )


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ([], "many.not_readable"),
        (["a.exe"], "many.not_readable"),
        (["a.csv", "b.csv"], "many.one_table"),
        (["a.csv", "b.png"], "many.one_table"),
    ],
)
def test_what_is_refused(tmp_path, names, key):
    with pytest.raises(BadInput) as refused:
        bring(tmp_path, *(upload(tmp_path, name, "a\nb\n") for name in names))
    assert refused.value.key == key


def test_too_many_rows_and_too_many_bytes_are_told_with_the_bound(tmp_path):
    table = upload(tmp_path, "r.csv", "text\n" + "row\n" * 11)
    with pytest.raises(BadInput) as rows:
        bring(tmp_path, table, limits=ManyLimits(rows=10, kept_bytes=0))
    assert rows.value.values == {"count": 11, "most": 10}
    (tmp_path / "work").rename(tmp_path / "before")
    with pytest.raises(BadInput) as size:
        bring(tmp_path, table, limits=ManyLimits(rows=0, kept_bytes=10))
    assert size.value.key == "many.too_many_bytes"


def test_a_space_takes_fewer():
    assert read_many_limits({"SPACE_ID": "me/mine"}).rows < read_many_limits({}).rows
    assert read_many_limits({"PLAYGROUND_MANY_ROWS": "7"}).rows == 7


def test_rows_that_were_removed_are_told_of(tmp_path):
    with pytest.raises(BadInput) as gone:
        open_rows(tmp_path / "nowhere")
    assert gone.value.key == "many.rows_gone"
