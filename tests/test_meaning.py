"""Every starter answers sensibly about data it never saw; see tests/meaning."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.cache import ModelCache
from models.libraries import import_sentence_transformers, import_transformers
from tests.meaning.__main__ import TASKS, measure, missing_program
from tests.meaning.ask import new_cache

MARKS = {"text-to-speech": pytest.mark.slow}
"""Ninety sentences are spoken and heard in two minutes; tests/test_truth.py hears a dozen."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory, one_thread: None) -> Iterator[ModelCache[Any]]:
    """Return one cache for all tasks, with a folder for uploads."""
    import_transformers()
    import_sentence_transformers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(tmp_path_factory.mktemp("uploads")))
        yield new_cache()


@pytest.mark.filterwarnings("ignore")  # as where the scores of the README are measured
@pytest.mark.parametrize("task", [pytest.param(one, id=one.id, marks=MARKS.get(one.id, ())) for one in TASKS])
def test_the_starter_answers_sensibly(task: Any, cache: ModelCache[Any]):
    if missing := missing_program(task):
        pytest.skip(f"{missing} is not installed")
    row = measure(task, cache)
    assert row.score >= row.floor, row
