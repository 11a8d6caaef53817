"""Lines of a CSV file with other numbers of cells than the heading: no column is ever shifted."""

import json
import runpy
import zipfile

import pytest
from PIL import Image

from models.data.bring import bring, read_source
from models.data.cells import check_cells
from models.data.sources import source_of_file
from models.errors import BadInput


def read(folder, content, name="rows.csv"):
    """Read a file as the Data page does; return the rows and the code that is shown."""
    from datasets import load_from_disk

    file, draft = folder / name, folder / "draft"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    draft.mkdir()
    read_source(source_of_file(file, name), file, draft)
    return load_from_disk(str(draft / "ready"))["train"].to_list(), (draft / "code.py").read_text()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("text,label\nWell, good,yes\nbad,no\n", 2),
        ("text;label\ngood;yes\nbad;no;1\n", 3),
        ("\ufefftext\tlabel\n\ngood\tyes\t1\n", 3),
        ('text,label\n"two\nlines, one cell",yes\na,b,c\n', 4),
        ("text;label\nböse;nein;1\n".encode("latin-1"), 2),
        ("text,label\ngut,ja,1\n".encode("utf-16"), 2),
    ],
)
def test_a_line_with_more_cells_than_the_heading_is_named(content, line, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadInput, match=f"Line {line} ") as caught:
        check_cells(file, source_of_file(file, file.name).options)
    assert caught.value.values["cells"] > caught.value.values["headings"]


def test_the_page_is_told_instead_of_shown_shifted_columns(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path / "kept"))
    file = tmp_path / "rows.csv"
    file.write_text("text,label\nWell, good,yes\nSo, bad,no\n")
    with pytest.raises(BadInput, match="Line 2 has 3 cells"):
        bring(source_of_file(file, file.name), "shifted", file=file)


def test_cells_that_a_line_lacks_are_missing_at_its_end(tmp_path):
    rows, _ = read(tmp_path, "text,label,stars\ngood\nbad,no\nfine,yes,3\n")
    assert [list(row.values()) for row in rows] == [["good", None, None], ["bad", "no", None], ["fine", "yes", 3.0]]


@pytest.mark.parametrize("content", ["text,label\ngood,yes,\nbad,no,\n", "text,label\ngood,yes\nbad,no,,\n\n"])
def test_separators_at_the_ends_of_lines_shift_nothing_in_the_shown_code_either(content, tmp_path, monkeypatch):
    rows, code = read(tmp_path, content)
    assert rows == [{"text": "good", "label": "yes"}, {"text": "bad", "label": "no"}]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "shown.py").write_text(code)
    assert runpy.run_path("shown.py")["data"]["train"].to_list() == rows


def test_the_table_in_a_zip_is_looked_at_too(tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as packed:
        packed.write(tmp_path / "a.png", "a.png")
        packed.writestr("metadata.csv", "file_name,text\na.png,Well, a square\n")
    (tmp_path / "draft").mkdir()
    with pytest.raises(BadInput, match="Line 2"):
        read_source(source_of_file(tmp_path / "files.zip", "files.zip"), tmp_path / "files.zip", tmp_path / "draft")
    assert json.loads((tmp_path / "draft" / "told.json").read_text())["values"]["headings"] == 2
