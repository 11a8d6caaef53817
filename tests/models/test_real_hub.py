"""Against huggingface.co itself: `python -m pytest -m network`."""

import pytest

from models import load
from models.key import ModelKey
from tabs.examples.packaged import find_photo
from tabs.vision.image_segmentation import TASK
from tests.meaning.photos import opened

pytestmark = pytest.mark.network


def test_a_small_model_of_the_catalogue_is_downloaded_and_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    choice = TASK.models[0]
    key = ModelKey(TASK.id, "hub", choice.id, choice.revision, "cpu")
    told = []
    pipe = load.load(key, load.fetch(key, told.append))
    assert told[-1].done_bytes == told[-1].total_bytes > 10_000_000
    assert len(pipe(opened(find_photo("lion.jpg")))) > 0


@pytest.mark.parametrize("model", ["no-such-owner/no-such-model", "bert-base-uncased-with-a-wrong-name"])
def test_what_is_not_there_is_said(model):
    from models.errors import ModelNotFound

    with pytest.raises(ModelNotFound):
        load.estimate(ModelKey(TASK.id, "hub", model))
