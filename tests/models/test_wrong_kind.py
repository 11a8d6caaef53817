"""Every task, with a model of another kind: refused in a sentence, whatever Transformers would have made of it."""

import re

import pytest

from models import load
from models.errors import AppError
from models.examine import examine_folder
from models.key import ModelKey
from tabs import TABS
from tests.tiny.text import make_sentence_bert
from tests.tiny.vision import make_resnet

TASKS = [(tab.id, task.id) for tab in TABS for task in tab.tasks]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """Return a picture classifier for tasks on text, and a model of text for all others."""
    pictures, text = tmp_path_factory.mktemp("resnet"), tmp_path_factory.mktemp("bert")
    make_resnet(pictures)
    make_sentence_bert(text)
    return lambda tab: pictures if tab == "text" else text


def is_clear(error, folder):
    """Tell whether a message is whole sentences, the last of them on what to do, without a path."""
    words = str(error)
    return bool(re.search(r"[.] Choose .*[.]$", words)) and str(folder) not in words and "\n" not in words


@pytest.mark.parametrize(("tab", "task"), TASKS)
def test_a_model_of_another_kind_is_refused_before_and_while_it_is_loaded(wrong, tab, task):
    folder = wrong(tab)
    with pytest.raises(AppError, match=task.replace("-", " ")) as told:
        examine_folder(task, folder, allow_pickle=False)
    assert is_clear(told.value, folder)
    with pytest.raises(AppError, match=task.replace("-", " ")) as caught:
        load.load(ModelKey(task, "local", str(folder)), folder)
    assert is_clear(caught.value, folder)
