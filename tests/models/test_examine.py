"""What is told of a model before it is downloaded."""

import json

import pytest

from models.errors import AppError, ModelRefused
from models.examine import examine

NAME = "org/model"


def put(hub, config, weights="model.safetensors"):
    hub.add(NAME, {"config.json": json.dumps(config), weights: b"0" * 1000, "README.md": "# x"})


def look(task="image-classification"):
    return examine(task, NAME, "", allow_pickle=False)


def test_a_fitting_model_is_described_without_touching_its_weights(hub):
    put(hub, {"model_type": "resnet", "architectures": ["ResNetForImageClassification"]})
    found = look()
    assert (found.kind, found.made_for, found.doubt) == ("resnet", "ResNetForImageClassification", "")
    assert found.download_bytes > 1000
    assert not hub.asked("GET", "model.safetensors")


def test_a_bare_encoder_is_doubted_for_a_task_that_needs_a_head(hub):
    put(hub, {"model_type": "resnet", "architectures": ["ResNetModel"]})
    assert "saved as ResNetModel, not as ResNetForImageClassification" in look().doubt
    assert look("image-feature-extraction").doubt == ""


@pytest.mark.parametrize(
    ("config", "word"),
    [
        ({"model_type": "bert", "architectures": ["BertForMaskedLM"]}, "cannot do image classification"),
        ({"model_type": "made-up"}, "does not know"),
        ({"model_type": "made-up", "auto_map": {"AutoModel": "x.Y"}}, "never executes"),
        ({"auto_map": {"AutoModel": "x.Y"}}, "never executes"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(hub, config, word):
    put(hub, config)
    with pytest.raises(AppError, match=word):
        look()


def test_code_of_its_own_does_not_matter_where_transformers_knows_the_architecture(hub):
    config = {"model_type": "resnet", "architectures": ["ResNetForImageClassification"], "auto_map": {"AutoModel": "x"}}
    put(hub, config)
    assert look().doubt == ""


def test_pickles_are_refused_before_any_byte(hub):
    put(hub, {"model_type": "resnet"}, weights="pytorch_model.bin")
    with pytest.raises(ModelRefused, match="pickle"):
        look()
    assert not hub.asked("GET", "pytorch_model.bin")
