"""Sentences that people rated: where they come from, and that held-out ones stay out."""

import hashlib
import io
import random
import subprocess
import tarfile

import pytest

from assets.recipes import rated_sentences
from assets.recipes.rated_sentences import RatedSentence
from assets.recipes.train import recipe

PYPROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def sdist(code: str) -> bytes:
    """Return a source distribution of the expected name that runs this code when it is built."""
    with io.BytesIO() as content:
        with tarfile.open(fileobj=content, mode="w:gz") as archive:
            for name, text in (("pyproject.toml", PYPROJECT), ("backend.py", code)):
                info = tarfile.TarInfo(f"{rated_sentences.SDIST}/{name}")
                info.size = len(text)
                archive.addfile(info, io.BytesIO(text.encode()))
        return content.getvalue()


@pytest.fixture(autouse=True)
def fetch_anew():
    rated_sentences._source_distribution.cache_clear()
    yield
    rated_sentences._source_distribution.cache_clear()


def test_code_of_another_file_is_never_run(tmp_path, monkeypatch):
    ran = tmp_path / "ran"
    (tmp_path / f"{rated_sentences.SDIST}.tar.gz").write_bytes(sdist(f"open({str(ran)!r}, 'w')"))
    monkeypatch.delenv(rated_sentences.GIVEN, raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(subprocess.CalledProcessError):
        rated_sentences.read_rated_words()
    assert not ran.exists()


def test_a_given_file_is_checked_and_read_once(tmp_path, monkeypatch):
    file = tmp_path / "given.tar.gz"
    file.write_bytes(sdist(""))
    monkeypatch.setenv(rated_sentences.GIVEN, str(file))
    with pytest.raises(ValueError, match="source distribution"):
        rated_sentences._source_distribution()
    monkeypatch.setattr(rated_sentences, "SDIST_SHA256", hashlib.sha256(file.read_bytes()).hexdigest())
    content = rated_sentences._source_distribution()
    file.unlink()
    assert rated_sentences._source_distribution() == content


def test_names_are_not_learned_from_what_is_held_out(monkeypatch):
    kept = {
        source: RatedSentence(source, 1, 0.0, f"Kept of {source}.")
        for source in ("nytEditorialSnippets", "movieReviewSnippets")
    }
    held_out = [RatedSentence(source, 20, 0.0, "Held out.") for source in kept]
    token_classification = recipe("token-classification")
    monkeypatch.setattr(token_classification, "gazetteer", lambda held_out: None)
    learned = []
    monkeypatch.setattr(token_classification, "label_names", lambda texts, names: learned.extend(texts) or [])
    token_classification.editorials(random.Random(1), [*kept.values(), *held_out], 1)
    assert learned == [one.text for one in kept.values()]
