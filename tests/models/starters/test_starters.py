import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from models import starters
from models.errors import ModelLoadError, ModelNotFound, SourceError
from models.progress import Progress
from models.starters import STARTERS, folder_of, folders
from models.starters.manifest import NAME, write_manifest


def write_toy(folder: Path) -> None:
    (folder / "config.json").write_text("{}")


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("PLAYGROUND_CACHE", str(tmp_path))
    return tmp_path / "pipeline-playground" / "starters"


@pytest.fixture
def prepare_toy_with(monkeypatch):
    def use(prepare):
        toy = replace(STARTERS["whisper-tiny.en"], name="toy", version="7", prepare=prepare)
        monkeypatch.setitem(STARTERS, "toy", toy)

    return use


def test_keys_are_the_names():
    assert all(name == starter.name for name, starter in STARTERS.items())


def test_import_is_light():
    heavy = "{'numpy', 'torch', 'transformers', 'safetensors', 'gradio'}"
    code = f"import sys, models.starters; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(starters.__file__).parents[2])


def test_prepares_once_and_reports_it(cache, prepare_toy_with):
    prepare_toy_with(write_toy)
    reports = []
    folder = folder_of("toy", reports.append)
    assert folder == cache / "toy-7"
    assert sorted(file.name for file in folder.iterdir()) == [NAME, "config.json"]
    prepare_toy_with(lambda _: pytest.fail("prepared again"))
    assert folder_of("toy", reports.append) == folder
    assert reports == [Progress("preparing")]


@pytest.mark.parametrize(
    ("variables", "root"),
    [
        ({"PLAYGROUND_CACHE": "own", "XDG_CACHE_HOME": "xdg"}, "own"),
        ({"PLAYGROUND_CACHE": "", "XDG_CACHE_HOME": "xdg"}, "xdg"),
        ({"PLAYGROUND_CACHE": "", "XDG_CACHE_HOME": "", "HOME": "home"}, "home/.cache"),
    ],
)
def test_chooses_the_cache_folder(tmp_path, monkeypatch, prepare_toy_with, variables, root):
    for name, value in variables.items():
        monkeypatch.setenv(name, value and str(tmp_path / value))
    prepare_toy_with(write_toy)
    assert folder_of("toy").relative_to(tmp_path / root).as_posix() == "pipeline-playground/starters/toy-7"


def test_eight_threads_make_one_folder(cache, prepare_toy_with):
    calls = []

    def slow(folder: Path) -> None:
        calls.append(folder)
        time.sleep(0.1)
        write_toy(folder)

    prepare_toy_with(slow)
    start = threading.Barrier(8)

    def first_user(_: int) -> Path:
        start.wait()
        return folder_of("toy")

    with ThreadPoolExecutor(8) as pool:
        folders = set(pool.map(first_user, range(8)))
    assert folders == {cache / "toy-7"}
    assert len(calls) == 1
    assert os.listdir(cache) == ["toy-7"]  # noqa: PTH208


def test_the_faster_process_wins(cache, prepare_toy_with):
    def overtaken(folder: Path) -> None:
        write_toy(folder)
        (cache / "toy-7").mkdir()
        (cache / "toy-7" / "config.json").write_text("the other's")
        write_manifest(cache / "toy-7")

    prepare_toy_with(overtaken)
    assert (folder_of("toy") / "config.json").read_text() == "the other's"
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("error", [SourceError("The package is missing."), ZeroDivisionError()])
def test_an_error_half_way_leaves_nothing(cache, prepare_toy_with, error):
    def broken(folder: Path) -> None:
        write_toy(folder)
        raise error

    prepare_toy_with(broken)
    with pytest.raises(type(error)):
        folder_of("toy")
    assert list(cache.iterdir()) == []
    prepare_toy_with(write_toy)
    assert folder_of("toy").is_dir()


def test_a_killed_process_leaves_no_finished_folder(cache, tmp_path):
    code = (
        "import os, dataclasses\n"
        "from models.starters import STARTERS, folder_of, folders\n"
        "def killed(folder):\n"
        "    (folder / 'config.json').write_text('half')\n"
        "    os._exit(9)\n"
        "STARTERS['toy'] = dataclasses.replace(STARTERS['conse'], name='toy', version='7', prepare=killed)\n"
        "folder_of('toy')\n"
    )
    root = Path(starters.__file__).parents[2]
    environment = {**os.environ, "PLAYGROUND_CACHE": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, check=False).returncode == 9
    (unfinished,) = cache.iterdir()
    assert unfinished.name.startswith(".unfinished-")


def test_sweeps_up_old_unfinished_folders_only(cache, prepare_toy_with):
    for name, age_s in (("old", 2 * folders.ABANDONED_AFTER_S), ("new", 60)):
        folder = cache / f".unfinished-{name}"
        (folder / "toy").mkdir(parents=True)
        os.utime(folder, (time.time() - age_s,) * 2)
    prepare_toy_with(write_toy)
    folder_of("toy")
    assert {folder.name for folder in cache.iterdir()} == {".unfinished-new", "toy-7"}


@pytest.fixture
def retrain_toy(tmp_path, monkeypatch):
    """Put other weights into the toy's folder in assets, from which it is prepared."""
    monkeypatch.setattr("models.starters.starter.ASSETS", tmp_path / "assets")
    assets = tmp_path / "assets" / "toy"
    assets.mkdir(parents=True)
    (assets / "README.md").touch()

    def prepare(folder: Path) -> None:
        shutil.copy(assets / "weights", folder)

    toy = replace(STARTERS["whisper-tiny.en"], name="toy", version="7", assets="toy", prepare=prepare)
    monkeypatch.setitem(STARTERS, "toy", toy)
    return (assets / "weights").write_text


def test_a_retrained_starter_is_prepared_again(cache, retrain_toy):
    for weights in ("old", "new"):
        retrain_toy(weights)
        assert (folder_of("toy") / "weights").read_text() == weights


def test_a_changed_card_is_no_new_model(cache, retrain_toy, tmp_path):
    retrain_toy("old")
    folder = folder_of("toy")
    (tmp_path / "assets" / "toy" / "README.md").write_text("Held-out score: 0.9")
    assert folder_of("toy") == folder


def test_sweeps_up_what_a_starter_was_before(cache, retrain_toy):
    kept = {"toy-6-0123abcd", "toy-box-7", "toy-32-7"}
    for name in ("toy-6", "toy-7-0123abcd", *kept):
        (cache / name).mkdir(parents=True)
        age_s = 60 if name == "toy-6-0123abcd" else 2 * folders.ABANDONED_AFTER_S
        os.utime(cache / name, (time.time() - age_s,) * 2)
    retrain_toy("new")
    prepared = folder_of("toy").name
    assert {folder.name for folder in cache.iterdir()} == {prepared, *kept}


def test_works_where_the_cache_cannot_be_written(tmp_path, monkeypatch, prepare_toy_with):
    (tmp_path / "file").touch()
    monkeypatch.setenv("PLAYGROUND_CACHE", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folders._temporary_folder.cache_clear()
    calls = []
    prepare_toy_with(lambda folder: calls.append(write_toy(folder)))
    folder = folder_of("toy")
    assert (folder / "config.json").is_file()
    assert folder_of("toy") == folder
    assert len(calls) == 1
    folders._temporary_folder.cache_clear()


def test_a_full_disk_is_said_in_plain_words(cache, prepare_toy_with):
    def full(folder: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    prepare_toy_with(full)
    with pytest.raises(ModelLoadError, match=r"No space left.*78 MB") as raised:
        folder_of("toy")
    assert str(cache) not in str(raised.value)


def test_a_full_disk_is_told_whatever_the_writer_of_weights_raises(cache, prepare_toy_with, monkeypatch):
    def full(folder: Path) -> None:
        raise RuntimeError("unexpected pos 64 vs 0")

    prepare_toy_with(full)
    with pytest.raises(RuntimeError):
        folder_of("toy")
    usage = shutil.disk_usage(cache)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    with pytest.raises(ModelLoadError, match=r"No space left.*make room"):
        folder_of("toy")


def test_a_disk_that_may_not_be_written_is_not_called_full(cache, prepare_toy_with):
    def closed(folder: Path) -> None:
        raise OSError(errno.EACCES, "Permission denied", str(folder))

    prepare_toy_with(closed)
    with pytest.raises(ModelLoadError, match=r"Permission denied.*PLAYGROUND_CACHE"):
        folder_of("toy")


@pytest.mark.parametrize("harm", ["cut", "removed", "emptied"])
def test_a_folder_that_was_cut_off_heals(cache, prepare_toy_with, harm):
    calls = []
    prepare_toy_with(lambda folder: calls.append(write_toy(folder)))
    folder = folder_of("toy")
    if harm == "cut":
        (folder / "config.json").write_text("{")
    else:
        (folder / "config.json").unlink()
    if harm == "emptied":
        (folder / NAME).unlink()
    assert folder_of("toy") == folder
    assert (folder / "config.json").read_text() == "{}"
    assert folder_of("toy") == folder
    assert len(calls) == 2
    assert os.listdir(cache) == ["toy-7"]  # noqa: PTH208


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
@pytest.mark.parametrize("busy", ["time.sleep(60)", "signal.pause()"])
def test_the_temporary_cache_goes_with_sigterm(tmp_path, busy):
    code = (
        "import os, signal, time, threading; from models.ending import tidy_on_sigterm; "
        "from models.starters.folders import _temporary_folder; tidy_on_sigterm(); "
        "folder = _temporary_folder(); (folder / 'weights').write_bytes(bytes(999)); "
        f"print(folder, flush=True); threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start(); {busy}"
    )
    root = Path(starters.__file__).parents[2]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, check=False, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == -15
    assert Path(done.stdout.strip()).parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_refuses_unknown_names(cache):
    with pytest.raises(ModelNotFound, match=r"whisper-tiny\.en"):
        folder_of("../../etc")


def test_sizes_are_about_right(starter_folder):
    for name, starter in STARTERS.items():
        if not starter.size_bytes or starter.wheel:
            continue
        size = sum(file.stat().st_size for file in starter_folder(name).rglob("*") if file.is_file())
        assert starter.size_bytes == pytest.approx(size, rel=0.02)


def test_starters_that_are_kept_as_one_share_a_folder(starter_folder):
    named = [name for name, starter in STARTERS.items() if starter.kept_as]
    assert len(named) > 1
    assert len({starter_folder(name) for name in named}) == len({STARTERS[name].kept_as for name in named})
