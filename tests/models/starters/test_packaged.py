import hashlib
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from models.errors import ModelRefused, SourceError
from models.starters import packaged
from models.starters.packaged import PackagedFile, checked_path

CONTENT = b"weights"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site-packages folder with the distribution toy-model in it."""
    information = tmp_path / "toy_model-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: toy-model\nVersion: 1.0\n")
    (tmp_path / "toy_model").mkdir()
    (tmp_path / "toy_model" / "model.bin").write_bytes(CONTENT)
    (tmp_path / "toy_model" / "__init__.py").write_text("raise AssertionError('imported')")
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: PathDistribution(information))
    return tmp_path


def test_finds_the_file_without_importing_the_package(installed):
    path = checked_path(PackagedFile("toy-model", "toy_model/model.bin", SHA256))
    assert path.read_bytes() == CONTENT


def test_refuses_other_bytes(installed):
    with pytest.raises(ModelRefused, match="toy-model") as raised:
        checked_path(PackagedFile("toy-model", "toy_model/model.bin", "0" * 64))
    assert str(installed) not in str(raised.value)


def test_digests_once_until_the_file_changes(installed, monkeypatch):
    file = PackagedFile("toy-model", "toy_model/model.bin", SHA256)
    checked_path(file)
    with monkeypatch.context() as patch:
        patch.setattr(packaged.hashlib, "file_digest", lambda *_: pytest.fail("digested again"))
        checked_path(file)
    (installed / file.path).write_bytes(b"something else")
    with pytest.raises(ModelRefused):
        checked_path(file)


def test_names_the_missing_package():
    with pytest.raises(SourceError, match=r"no-such-package .*pip install -r requirements.txt"):
        checked_path(PackagedFile("no-such-package", "model.bin", SHA256))


def test_names_the_package_without_its_file(installed):
    with pytest.raises(SourceError, match=r"toy-model .* files"):
        checked_path(PackagedFile("toy-model", "toy_model/other.bin", SHA256))
