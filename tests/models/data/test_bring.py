"""Data that people bring: read as the shown code reads it, whatever is wrong with it told in a sentence."""

import json
import runpy
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.data import bring as bringing
from models.data.bring import bring, delete_data, keep_rows
from models.data.code import write_steps
from models.data.counts import count_rows
from models.data.sources import Source, code_of, source_of_file, source_of_hub
from models.data.steps import Steps, choose_rows, split_rows
from models.data.store import describe_data, folder_of, list_data, open_data, public_name
from models.errors import BadInput
from models.training.kinds import KINDS
from models.training.plan import Base, Plan, check_plan, guess_columns
from models.training.script import script

TABLE = "text;label;stars\nBöse;bad;1.5\ngood;good;5\ngood;good;5\n;bad;2\nVery good;good;4\n"
LINES = "".join(json.dumps({"text": f"row {n}", "tokens": ["a"] * n}) + "\n" for n in range(30))


@pytest.fixture(scope="module", autouse=True)
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_TRAINED", str(folder))
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "uploads"))
        yield folder


@pytest.fixture(scope="module")
def stars(kept):
    """A table with semicolons in Latin-1, with a double row and a gap; its name."""
    file = kept / "stars.csv"
    file.write_bytes(TABLE.encode("latin-1"))
    return bring(source_of_file(file, "Stars.CSV"), "stars", file=file)


def write_parquet(file, columns, features=None):
    from datasets import Dataset

    Dataset.from_dict(columns, features=features).to_parquet(str(file))


def rows_of(name):
    from datasets import load_from_disk

    return load_from_disk(str(folder_of(name)))["train"]


def run_code(code, folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HF_DATASETS_CACHE", str(folder / "cache"))
    (folder / "shown.py").write_text(code)
    return runpy.run_path("shown.py")


def test_a_table_is_read_in_its_encoding_with_its_separator(stars):
    assert rows_of(stars)["text"][:2] == ["Böse", "good"]
    assert describe_data(stars).columns == {"text": "text", "label": "text", "stars": "number"}
    counted = count_rows(rows_of(stars))
    assert (counted.duplicates, counted.missing) == (1, {"text": 1})
    assert {one.column: sum(count for _, count in one.bars) for one in counted.distributions} == {
        "text": 4,
        "label": 5,
        "stars": 5,
    }


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_shown_code_reads_the_same_rows(form, kept, tmp_path, monkeypatch):
    file = kept / f"some.{form}"
    if form == "jsonl":
        file.write_text(LINES)
    else:
        write_parquet(file, {"text": ["a", "b"], "n": [1, 2]})
    source = source_of_file(file, file.name)
    name = bring(source, f"some-{form}", file=file)
    (tmp_path / source.file).write_bytes(file.read_bytes())
    data = run_code(code_of(source), tmp_path, monkeypatch)["data"]
    assert data["train"].to_list() == rows_of(name).to_list()
    assert data["train"].features == rows_of(name).features


STEPS = [
    Steps("text", "contains", "GOOD", seed=3, take=2),
    Steps("label", "is", "good", tidy=True),
    Steps(words="B", held_out=0.5),
    Steps(relation="is", words="5.0", held_out=0.5),
    Steps("stars", "at least", "2", classes="label", held_out=0.5),
    Steps("stars", "at most", "4.5"),
    Steps(tidy=True, classes="label", seed=1),
]


@pytest.mark.parametrize("steps", STEPS)
def test_the_shown_code_chooses_the_same_rows(steps, stars, kept, tmp_path, monkeypatch):
    (tmp_path / "rows.csv").write_bytes((kept / "stars.csv").read_bytes())
    code = code_of(source_of_file(kept / "stars.csv", "a.csv"))
    found = run_code(f"{code}\n{write_steps(steps, rows_of(stars), 'train')}", tmp_path, monkeypatch)
    chosen = choose_rows(rows_of(stars), steps)
    assert found["rows"].to_list() == chosen.to_list()
    assert found["rows"].features == chosen.features
    assert 0 < len(chosen) < 5
    split = split_rows(chosen, steps)
    assert {one: rows.to_list() for one, rows in found["ready"].items()} == {
        one: rows.to_list() for one, rows in split.items()
    }


def test_sounds_are_resampled_as_the_shown_code_does_it(kept, tmp_path, monkeypatch):
    import io

    import soundfile
    from datasets import load_from_disk

    data = load_from_disk(str(folder_of("sounds")))
    rows = data["train"].select(range(4))
    steps = Steps(rate=8_000, held_out=0.5)
    name = keep_rows(split_rows(choose_rows(rows, steps), steps), "slow", rate=steps.rate)
    saved = load_from_disk(str(folder_of(name)))
    assert saved["train"].features["audio"].sampling_rate == 8_000
    heard = [cell["bytes"] for split in saved.values() for cell in split["audio"]]
    lengths = {soundfile.info(io.BytesIO(one)).frames for one in heard}
    assert {soundfile.info(io.BytesIO(one)).samplerate for one in heard} == {8_000}
    given = {soundfile.info(io.BytesIO(one["bytes"])).duration for one in rows["audio"]}
    assert lengths == {round(8_000 * one) for one in given}
    rows.save_to_disk(str(tmp_path / "data"))
    code = 'from datasets import load_from_disk\n\ndata = {"train": load_from_disk("data")}\n'
    found = run_code(code + write_steps(steps, rows, "train"), tmp_path, monkeypatch)
    assert {one: part.to_list() for one, part in found["ready"].items()} == {
        one: part.to_list() for one, part in saved.items()
    }
    with pytest.raises(BadInput, match="8000, 16000"):
        choose_rows(rows, Steps(rate=7))


def test_a_sound_that_is_none_is_told_when_it_is_resampled(kept):
    from datasets import Audio, Dataset, DatasetDict, Value

    cells = [{"bytes": b"no sound", "path": None}] * 2
    rows = Dataset.from_dict({"audio": cells}).cast_column("audio", {"bytes": Value("binary"), "path": Value("string")})
    rows = rows.cast_column("audio", Audio(decode=False))
    with pytest.raises(BadInput, match="sound"):
        keep_rows(DatasetDict(train=rows, test=rows), "broken", rate=16_000)


def test_an_embedded_set_is_whole_whoever_asks_for_it_first(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path))
    copy = shutil.copyfile
    monkeypatch.setattr(shutil, "copyfile", lambda *given, **more: (time.sleep(0.1), copy(*given, **more))[1])
    with ThreadPoolExecutor() as pool:
        first = pool.submit(open_data, "shop")
        while not (tmp_path / "embedded-data" / "shop-1").exists():
            time.sleep(0.002)
        assert open_data("shop").num_rows == first.result().num_rows == {"train": 400, "test": 80}


def test_classes_are_searched_by_their_names():
    rows = open_data("tone")["test"]
    found = choose_rows(rows, Steps("label", "is", "positive"))
    assert set(found["label"]) == {1}
    assert len(found) < len(rows)
    anywhere = choose_rows(rows, Steps(words="positive"))
    assert len(found) <= len(anywhere) < len(rows)


@pytest.mark.parametrize("words", ['x"\nimport os\n"', "a\\", "'; boom", "\u2028", "{x}"])
def test_words_are_data_to_the_code_never_code(words, stars):
    code = write_steps(Steps("text", "contains", words), rows_of(stars), "train")
    tests = {}
    line = next(line for line in code.splitlines() if "filter" in line)
    exec(line, {"rows": type("Rows", (), {"filter": lambda self, test, **_: tests.update(test=test)})()})  # noqa: S102
    assert tests["test"](f"so {words} it")
    assert not tests["test"]("other")


@pytest.mark.parametrize(
    ("steps", "word"),
    [
        (Steps(column="nothing"), "no column"),
        (Steps("", "at least", "3"), "Choose the column"),
        (Steps("text", "at least", "3"), "no numbers"),
        (Steps("stars", "at least", "many"), "number"),
        (Steps(relation="like"), "contains"),
        (Steps(seed=-1), "seed"),
        (Steps(take=-1), "Take"),
        (Steps(held_out=float("nan")), "share"),
        (Steps(classes="nothing"), "no column"),
    ],
)
def test_steps_that_cannot_be_are_refused_in_a_sentence(steps, word, stars):
    with pytest.raises(BadInput, match=word):
        choose_rows(rows_of(stars), steps)


def test_kept_rows_can_be_trained_on_and_their_digits_stay_here(stars):
    owner = "a-visitor-with-a-long-secret"
    name = keep_rows(split_rows(rows_of(stars), Steps(held_out=0.5)), "My rows", owner)
    columns = guess_columns(KINDS["text-classification"], describe_data(name).columns)
    plan = Plan("x", "text-classification", name, columns, Base("org/base", "hub", "", "", 20_000_000), "head")
    assert name[-12:] not in script(check_plan(plan))
    assert public_name(name) == "my-rows" == describe_data(name).title


def test_nobody_sees_or_deletes_the_data_of_another(stars):
    one, other = "the-first-visitors-secret", "the-second-visitors-secret"
    name = keep_rows(split_rows(rows_of(stars), Steps(held_out=0.5)), "mine", one)
    assert name in list_data(one)
    assert name not in list_data(other) + list_data()
    with pytest.raises(BadInput):
        delete_data(name, other)
    delete_data(name, one)
    assert name not in list_data(one)


def test_a_visitor_has_bounds(stars, monkeypatch):
    monkeypatch.setattr(bringing, "MOST_SETS", 1)
    rows = split_rows(rows_of(stars), Steps(held_out=0.5))
    keep_rows(rows, "one", "somebody-with-a-long-secret")
    with pytest.raises(BadInput, match="Delete one"):
        keep_rows(rows, "two", "somebody-with-a-long-secret")
    with pytest.raises(BadInput, match="already"):
        keep_rows(rows, "stars")
    with pytest.raises(BadInput, match="short name"):
        keep_rows(rows, "../evil")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_file_that_is_none_is_told_as_such(form, kept):
    file = kept / f"broken.{form}"
    file.write_bytes(b'"a,b\n1,2\n' if form == "csv" else b"PAR1 {nothing")
    with pytest.raises(BadInput, match=r"cannot be read|no row"):
        bring(source_of_file(file, file.name), "broken", file=file)
    with pytest.raises(BadInput, match="CSV"):
        source_of_file(file, "evil.pickle")


def test_a_file_that_names_files_of_this_machine_gets_none_of_them(kept):
    from datasets import Features, Image

    secret, file = kept / "secret.png", kept / "evil.parquet"
    secret.write_bytes(b"secret")
    features = Features({"image": Image(decode=False)})
    write_parquet(file, {"image": [{"bytes": b"", "path": "a.png"}]}, features)
    import pyarrow
    import pyarrow.parquet

    told = pyarrow.parquet.read_table(file)
    cells = pyarrow.array([{"bytes": None, "path": str(secret)}], told.schema.field("image").type)
    pyarrow.parquet.write_table(pyarrow.table([cells], schema=told.schema), file)
    with pytest.raises(BadInput, match="names files"):
        bring(Source("parquet"), "evil", file=file)


def test_a_small_file_that_unfolds_to_much_is_refused_before(kept):
    import pyarrow
    import pyarrow.parquet

    file = kept / "bomb.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"a": pyarrow.nulls(50_000_000, pyarrow.string())}), file)
    assert file.stat().st_size < 1_000_000
    with pytest.raises(BadInput, match="50,000,000 rows"):
        bring(Source("parquet"), "bomb", file=file)
    assert "bomb" not in list_data()
    assert not list((kept / "data-drafts").iterdir())


@pytest.mark.parametrize("name", ["../x", "a b", "https://example.com/x", "a/b/c", "", "x\nimport os"])
def test_only_ids_of_the_hub_are_asked_for(name):
    with pytest.raises(BadInput, match="owner/name"):
        source_of_hub(name)
